// What a token of some lines may say as a git host: of repositories that are on these lines and on no other, and of
// their pushes.
import type { LineName } from '../line/line-name.ts';
import type { Admission, Judgement, SpooledEvent, Store } from '../push/store.ts';
import { requireLines } from './caller.ts';
import type { Caller } from './caller.ts';

type LinesStore = Pick<Store, 'readLines' | 'readStop'>;

/** @throws {AndonError} `access-denied` for a repository on a line that the token is not for */
export async function requireRepository(
  caller: Caller,
  repository: string,
  store: LinesStore,
): Promise<void> {
  if (caller.lines === undefined) return;
  const { repositories } = await store.readLines();
  const lines = [...repositories].filter(([, known]) => known.includes(repository)).map(([line]) => line);
  requireLines(caller, lines);
}

/** @throws {AndonError} `access-denied` for a push that has to do with a line that the token is not for */
export async function requireAdmission(
  caller: Caller,
  { admission, judgement }: { readonly admission: Admission; readonly judgement: Judgement },
  store: LinesStore,
): Promise<void> {
  if (caller.lines === undefined) return;
  requireLines(caller, [
    ...admission.updates.flatMap(({ lines = [] }) => lines),
    ...judgement.passages.map(({ line }) => line),
    ...(await linesOf(judgement, store)),
  ]);
  await requireRepository(caller, admission.repository, store);
}

/** @throws {AndonError} `access-denied` as `requireAdmission` */
export async function requireSpooled(caller: Caller, event: SpooledEvent, store: LinesStore): Promise<void> {
  if (event.kind === 'admission') await requireAdmission(caller, event, store);
  else await requireRepository(caller, event.settlement.repository, store);
}

/** A push says which stops it mends, and could name those of any line. */
async function linesOf({ passages }: Judgement, store: LinesStore): Promise<readonly LineName[]> {
  const stops = await Promise.all(passages.flatMap(({ stops: numbers }) => numbers.map(store.readStop)));
  return stops.flatMap((stop) => (stop === undefined ? [] : [stop.line]));
}

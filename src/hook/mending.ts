// Says how to change the commits of a refused push. Amending mends the newest commit and no other, so the
// command depends on where in the push the commits stand. Each command is one line, however long: what is
// copied from a terminal has git's "remote: " before each line, and may have blanks at its end.
import type { GuardedUpdate } from '../line/guarded-update.ts';
import type { Oid } from '../ref/oid.ts';
import { shortOid } from '../ref/oid.ts';
import { formatRefName } from '../ref/ref-name.ts';
import { escapeText } from '../text/escape.ts';
import { fitText, labelText } from '../text/layout.ts';
import type { Finding, Fix } from '../verdict/finding.ts';
import {
  AMEND,
  formatEmptyTrailerCommand,
  formatTrailerCommand,
  formatTrailerFilter,
} from './trailer-command.ts';

const MOST_REFS = 4;
const LONGEST_REF = 300;

/** A finding that one commit has to change for. */
interface Flaw {
  readonly commit: Oid;
  readonly fix: Fix;
  readonly byGate: boolean;
  readonly isUntitled: boolean;
}

/** Renders the hints that mend the commits of a push, for each ref on its own. */
export function mendingHints(
  shown: readonly Finding[],
  guarded: readonly GuardedUpdate[],
): readonly string[] {
  const flawed = guarded
    .map((update) => ({ update, flaws: flawsOf(update, shown) }))
    .filter(({ flaws }) => flaws.length > 0);
  const more = flawed.length - MOST_REFS;
  return [
    ...flawed.slice(0, MOST_REFS).flatMap(({ update, flaws }) => {
      const name = fitText(escapeText(formatRefName(update.ref)), LONGEST_REF);
      return [
        ...(flawed.length > 1 ? labelText('hint', `with ${name} checked out:`) : []),
        ...editingHints(update, flaws),
        ...fixHints(update, flaws),
        ...(update.ref.startsWith('refs/tags/') ? ['hint: and then make the tag again (git tag -f)'] : []),
      ];
    }),
    ...(more > 0 ? [`hint: and so for ${more} more ${more === 1 ? 'ref' : 'refs'}`] : []),
  ];
}

function flawsOf({ ref }: GuardedUpdate, shown: readonly Finding[]): readonly Flaw[] {
  return shown.flatMap(({ ref: at, severity, commit, fix, rule, subject }) => {
    if (at !== ref || severity !== 'error' || commit === undefined) return [];
    if (fix === undefined || fix.kind === 'advice') return [];
    return [{ commit, fix, byGate: rule === 'line-stopped', isUntitled: subject?.trim() === '' }];
  });
}

/** How to change what the lint rules found: in an editor, unless all that the tip lacks are trailers. */
function editingHints(update: GuardedUpdate, all: readonly Flaw[]): readonly string[] {
  // A trailer that the gate asks for too is given below; and a message without a title can have none.
  const flaws = all.filter((flaw) =>
    flaw.byGate ? flaw.isUntitled : !all.some((other) => other.byGate && isSameTrailer(flaw, other)),
  );
  if (flaws.length === 0) return [];
  const isSquash = flaws.some(({ fix }) => fix.kind === 'squash');
  if (areAtTip(update, flaws, all) && !isSquash) {
    const trailers = flaws.flatMap((flaw) => (flaw.byGate ? [] : trailerOf(flaw)));
    const byHand = trailers.length < flaws.length;
    const command = byHand ? AMEND : formatTrailerCommand(trailers, update.commits[0]?.divided === true);
    return ['hint: change the message and push again:', `hint:   ${command}`];
  }
  const isReword = flaws.some(({ fix }) => fix.kind !== 'squash');
  const merges = update.commits.some(isMerge);
  const say = isReword
    ? `change the messages and push again (in the list, write "reword" for "pick"${merges ? ', -c for -C' : ''}):`
    : 'squash and push again:';
  const options = `${isSquash ? ' --autosquash' : ''}${merges ? ' --rebase-merges' : ''}`;
  const [before] = commitsBefore(update);
  const upstream = before === undefined ? unbornStart(update) : shortOid(before);
  return [
    ...labelText('hint', say),
    `hint:   git rebase -i${options} ${upstream}`,
    // git merges anew, and forgets what was changed by hand in a merge.
    ...(merges ? ['hint: merges are made anew; check:  git diff ORIG_HEAD'] : []),
  ];
}

/** How to say in the refused commits that they are the fix; nothing where that would not help, as for a delete. */
function fixHints(update: GuardedUpdate, all: readonly Flaw[]): readonly string[] {
  const flaws = all.filter(({ byGate }) => byGate);
  if (flaws.length === 0) return [];
  const say = 'hint: this IS the fix? say so and push again:';
  const trailers = [...new Set(flaws.flatMap(trailerOf))];
  if (areAtTip(update, flaws, all)) {
    return [say, `hint:   ${formatTrailerCommand(trailers, update.commits[0]?.divided === true)}`];
  }
  if (update.commits.some((commit) => commit.divided || isMerge(commit))) {
    // A rebase would merge anew: with the conflicts of then, and without what was changed by hand.
    const before = commitsBefore(update);
    const range = `HEAD${before.length === 0 ? '' : ` --not ${before.map(shortOid).join(' ')}`}`;
    const filter = `git stripspace | ${formatTrailerFilter(trailers)}`;
    return [
      say,
      `hint:   FILTER_BRANCH_SQUELCH_WARNING=1 git filter-branch -f --msg-filter '${filter}' ${range}`,
    ];
  }
  const own = new Set(flaws.map(({ commit }) => commit));
  const before = update.commits.findLast(({ oid }) => own.has(oid))?.parents[0];
  const start = before === undefined ? '--root' : shortOid(before);
  return [say, `hint:   git rebase ${start} --exec '${formatEmptyTrailerCommand(trailers)}'`];
}

function isSameTrailer(flaw: Flaw, other: Flaw): boolean {
  return flaw.commit === other.commit && trailerOf(flaw)[0] === trailerOf(other)[0];
}

function trailerOf({ fix }: Flaw): readonly string[] {
  return fix.kind === 'trailer' ? [fix.trailer] : [];
}

/** Whether all flaws are in the newest commit; `all` flaws tell of a newest one that could not be read. */
function areAtTip(update: GuardedUpdate, flaws: readonly Flaw[], all: readonly Flaw[]): boolean {
  const tip = all.some(({ commit }) => commit === update.new) ? update.new : update.commits[0]?.oid;
  return flaws.every(({ commit }) => commit === tip);
}

/** The commits that the range starts from; none for a history of its own. */
function commitsBefore({ commits, old }: GuardedUpdate): readonly Oid[] {
  const own = new Set(commits.map(({ oid }) => oid));
  const before = new Set(commits.flatMap(({ parents }) => parents.filter((oid) => !own.has(oid))));
  return old !== undefined && before.has(old) ? [old] : [...before];
}

/** Where a rebase starts when no commit is known to stand before those of the push. */
function unbornStart({ commits, old }: GuardedUpdate): string {
  if (commits.length > 0) return '--root';
  return old === undefined ? '@{upstream}' : shortOid(old);
}

function isMerge({ parents }: { readonly parents: readonly Oid[] }): boolean {
  return parents.length > 1;
}

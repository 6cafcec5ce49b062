// andon token: who may do what to a server. It works on the database itself, so that the first token can be made.
import { randomBytes } from 'node:crypto';
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, multiple, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { formatToken, parseToken, TOKEN_BYTES, whyClosed } from '../access/token.ts';
import type { Token, TokenFacts } from '../access/token.ts';
import type { AccessStore } from '../access/access-store.ts';
import { requireLineName } from '../line/line-name.ts';
import { requireWords } from '../push/require-value.ts';
import { digestOf } from '../push/digest-of.ts';
import type { Engine } from '../store/engine.ts';
import { journalAccess } from '../store/journal-access.ts';
import { DURATION_RULE } from '../text/duration.ts';
import { escapeText } from '../text/escape.ts';
import { invalid } from '../text/invalid.ts';
import { formatSecond, formatTime } from '../text/utc-time.ts';
import type { Action, Context } from './context.ts';
import { databaseOption, findDatabase, withDatabase, withNewDatabase } from './database.ts';
import { scopeList } from './scope-list.ts';
import { timeAfter } from './stop.ts';

const shared = { database: databaseOption };

const create = command(
  'create',
  map(
    object({
      ...shared,
      scope: multiple(
        option('--scope', scopeList, {
          description: message`What it is for, several with commas: read, push (a git host), report (a CI), stop, resume, admin.`,
        }),
        { min: 1 },
      ),
      name: option('--name', string({ metavar: 'NAME' }), {
        description: message`Who will use it: what they do is put down to this name.`,
      }),
      line: multiple(
        option('--line', string({ metavar: 'LINE' }), { description: message`For this line; else for all.` }),
      ),
      expires: optional(
        option('--expires', string({ metavar: 'TIME' }), { description: message`For how long: 90d.` }),
      ),
    }),
    (given): Action =>
      async (context) => {
        const text = {
          token: randomBytes(TOKEN_BYTES.token).toString('hex'),
          secret: randomBytes(TOKEN_BYTES.secret).toString('hex'),
        };
        const facts: TokenFacts = {
          token: text.token,
          name: requireWords('--name', given.name),
          scopes: [...new Set(given.scope.flat())],
          ...(given.line.length === 0 ? {} : { lines: given.line.map(requireLineName) }),
          ...(given.expires === undefined ? {} : { expiresAt: requireExpiry(given.expires, context.now()) }),
          digest: digestOf(text.secret),
        };
        await withNewDatabase(findDatabase(given.database, context), context, async (engine) =>
          accessOf(engine, context).create(facts, context.by),
        );
        // Alone on its line and never again: what is kept of it is a digest.
        context.print(formatToken(text));
        return 0;
      },
  ),
  { description: message`Make a token, and print it this once.` },
);

const list = command(
  'list',
  map(
    object({ ...shared, json: option('--json', { description: message`Answer in JSON.` }) }),
    (given): Action =>
      async (context) =>
        withAccess(given.database, context, async (access) => {
          for (const token of await access.list()) {
            const { digest: _digest, ...shown } = token;
            context.print(given.json ? JSON.stringify(shown) : describeToken(token, context.now()));
          }
          return 0;
        }),
  ),
  { description: message`List the tokens there are and were.` },
);

const revoke = command(
  'revoke',
  map(
    object({
      ...shared,
      token: argument(string({ metavar: 'TOKEN' }), {
        description: message`The whole of it, or what stands between the underscores.`,
      }),
    }),
    (given): Action =>
      async (context) =>
        withAccess(given.database, context, async (access) => {
          const token = requireId(given.token);
          const before = await access.find(token);
          await access.revoke(token, context.by);
          const name = before === undefined ? '' : ` of ${escapeText(before.name)}`;
          context.print(
            `${token}${name} ${before?.revoked === undefined ? 'revoked' : 'was revoked before'}`,
          );
          return 0;
        }),
  ),
  { description: message`Have a token open nothing any more.` },
);

export const tokenCommand = command('token', or(create, list, revoke), {
  description: message`Make, list and revoke the tokens of a server.`,
});

async function withAccess(
  database: string | undefined,
  context: Context,
  work: (access: AccessStore) => Promise<number>,
): Promise<number> {
  return withDatabase(findDatabase(database, context), async (engine) => work(accessOf(engine, context)));
}

function accessOf(engine: Engine, context: Context): AccessStore {
  return journalAccess(engine, () => context.now().getTime());
}

/** @throws {AndonError} `value-invalid`, without a word of what may be a secret */
function requireId(text: string): string {
  const token = parseToken(text.trim())?.token ?? text.trim();
  if (/^[0-9a-f]{12}$/.test(token)) return token;
  throw invalid(
    'That is no token',
    'Such as 3f03ab2c24b5, or andon_3f03ab2c24b5_...; see them: andon token list',
  );
}

/** @throws {AndonError} `value-invalid` */
function requireExpiry(text: string, now: Date): string {
  const expiresAt = timeAfter(text, now);
  if (Date.parse(expiresAt) > now.getTime()) return expiresAt;
  throw invalid(`A token that expires after ${text} opens nothing`, `Expected ${DURATION_RULE}`);
}

function describeToken(token: Token, now: Date): string {
  const { name, scopes, lines, expiresAt, created, revoked } = token;
  const words = [
    `${token.token}  ${name}: ${scopes.join(', ')}`,
    ...(lines === undefined ? [] : [`lines ${lines.join(', ')}`]),
    `made by ${created.by} at ${formatSecond(created.at)}`,
    ...(expiresAt === undefined ? [] : [`until ${formatSecond(expiresAt)}`]),
  ];
  const why = whyClosed(token, formatTime(now.getTime()));
  const closed = revoked === undefined ? why : `revoked by ${revoked.by} at ${formatSecond(revoked.at)}`;
  return escapeText([...words, ...(closed === undefined ? [] : [closed.toUpperCase()])].join('  '));
}

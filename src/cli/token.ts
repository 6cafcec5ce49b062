// andon token: who may do what to a server. It works on the database itself, so that the first token can be made.
import { randomBytes } from 'node:crypto';
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, multiple, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { choice, string } from '@optique/core/valueparser';
import { formatToken, SCOPES, TOKEN_BYTES, whyClosed } from '../access/token.ts';
import type { Token } from '../access/token.ts';
import type { AccessStore } from '../access/access-store.ts';
import { requireLineName } from '../line/line-name.ts';
import { requireWords } from '../push/require-value.ts';
import { digestOf } from '../server/caller.ts';
import { journalAccess } from '../store/journal-access.ts';
import { escapeText } from '../text/escape.ts';
import { formatSecond, formatTime } from '../text/utc-time.ts';
import type { Action, Context } from './context.ts';
import { databaseOption, findDatabase, withDatabase } from './database.ts';
import { timeAfter } from './stop.ts';

const shared = { database: databaseOption };

const create = command(
  'create',
  map(
    object({
      ...shared,
      scope: multiple(
        option('--scope', choice(SCOPES), {
          description: message`What it is for: read, push (a git host), report (a CI), stop, resume, admin.`,
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
      async (context) =>
        withAccess(given.database, context, async (access) => {
          const text = {
            token: randomBytes(TOKEN_BYTES.token).toString('hex'),
            secret: randomBytes(TOKEN_BYTES.secret).toString('hex'),
          };
          await access.create(
            {
              token: text.token,
              name: requireWords('--name', given.name),
              scopes: [...new Set(given.scope)],
              ...(given.line.length === 0 ? {} : { lines: given.line.map(requireLineName) }),
              ...(given.expires === undefined ? {} : { expiresAt: timeAfter(given.expires, context.now()) }),
              digest: digestOf(text.secret),
            },
            context.by,
          );
          // Alone on its line and never again: what is kept of it is a digest.
          context.print(formatToken(text));
          return 0;
        }),
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
    object({ ...shared, token: argument(string({ metavar: 'TOKEN' })) }),
    (given): Action =>
      async (context) =>
        withAccess(given.database, context, async (access) => {
          await access.revoke(given.token, context.by);
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
  return withDatabase(findDatabase(database, context), async (engine) =>
    work(journalAccess(engine, () => context.now().getTime())),
  );
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

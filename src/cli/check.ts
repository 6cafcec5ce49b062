// andon check: what the server would say to a push, its lines and its rules, without the push. Exit 0 where it
// would be accepted, 1 where it would be refused.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, multiple, optional } from '@optique/core/modifiers';
import type { InferValue } from '@optique/core/parser';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { openPushRemote } from '../client.ts';
import { parseAnswer } from '../push/check-request.ts';
import type { PushPlan, Remote } from '../push/remote.ts';
import { AndonError } from '../text/andon-error.ts';
import { escapeText } from '../text/escape.ts';
import { invalid } from '../text/invalid.ts';
import { workTreeOptions } from './context.ts';
import type { Action, Context } from './context.ts';

const flags = object({
  ...workTreeOptions,
  pushOptions: multiple(
    option('-o', '--push-option', string({ metavar: 'OPTION' }), {
      description: message`Sent along, as with git push.`,
    }),
  ),
  prePush: option('--pre-push', {
    description: message`Ask about what a pre-push hook reads from standard input.`,
  }),
  remote: optional(argument(string({ metavar: 'REMOTE' }), { description: message`As for git push.` })),
  refspecs: multiple(argument(string({ metavar: 'REFSPEC' }), { description: message`As for git push.` })),
});

export const checkCommand = command(
  'check',
  map(flags, (given): Action => async (context) => {
    const folder = resolve(given.repo);
    const remote = openPushRemote(given.remote, { folder, environment: context.facts.env });
    const plan = given.prePush ? readPushed(readFileSync(0, 'latin1')) : await remote.plan(given.refspecs);
    return report(await askAbout(plan, remote, given), plan, given, context);
  }),
  { description: message`Say what the server would say to a push, without pushing.` },
);

interface Answer {
  readonly accept: boolean;
  readonly lines: readonly string[];
}

async function askAbout(
  { updates }: PushPlan,
  remote: Remote,
  { pushOptions }: InferValue<typeof flags>,
): Promise<Answer> {
  if (updates.length === 0) return { accept: true, lines: [] };
  // What a server makes of these is not a push: it may open a review, whatever becomes of the refs.
  const review = updates.find(({ target }) => /^refs\/(?:for|drafts?|for-review)\//.test(target));
  if (review !== undefined)
    throw invalid(`"${review.target}" asks for a review and moves no ref`, 'Name a branch or a tag');
  const lines = await remote.ask(updates, pushOptions);
  const accept = lines.map(parseAnswer).findLast((answer) => answer !== undefined);
  if (accept !== undefined) return { accept, lines };
  throw new AndonError(
    'check-unanswered',
    ['The server does not answer as andon does, and nothing was moved:', ...lines].join('\n  '),
    { kind: 'unavailable', hints: ['see whether its hooks are those of andon: andon doctor'] },
  );
}

function report(
  { accept, lines }: Answer,
  { updates, unsent }: PushPlan,
  { json }: { readonly json: boolean },
  { print }: Context,
): number {
  const accepted = accept && unsent.length === 0;
  if (json) print(JSON.stringify({ accepted, updates: updates.map(({ target }) => target), unsent, lines }));
  else {
    for (const { target, why } of unsent) print(escapeText(`git keeps back ${target}: ${why}`));
    for (const line of lines) print(escapeText(line));
    if (updates.length === 0 && unsent.length === 0) print('there is nothing to push');
  }
  return accepted ? 0 : 1;
}

/** Reads `<local ref> <local id> <remote ref> <remote id>` for each ref (githooks(5), pre-push). */
function readPushed(text: string): PushPlan {
  const updates = text.split('\n').flatMap((line) => {
    const [, local = '', target = ''] = line.split(' ');
    if (target === '') return [];
    // git has decided already whether history may be rewritten.
    return [{ refspec: /^0+$/.test(local) ? `:${target}` : `+${local}:${target}`, target }];
  });
  return { updates, unsent: [] };
}

// How a medium calls pushers: by an address in a mail, by a mention in a chat.
import { fillPlaceholders } from '../text/placeholders.ts';

/** By the pusher's name; `*` stands for all who are not listed, and {pusher} in what they are called for the name. */
export type People = Readonly<Record<string, string>>;

/** Returns how some pushers are called, those that are known, each once. */
export function callPeople(people: People, pushers: readonly string[]): readonly string[] {
  return [...new Set(pushers.flatMap((pusher) => call(people, pusher)))];
}

/** As names are, but for the end: chats read "all." as "all" with a full stop behind it. */
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const EVERYBODY = new Set(['all', 'channel', 'everyone', 'here']);

function call({ '*': others, ...known }: People, pusher: string): readonly string[] {
  const own = Object.hasOwn(known, pusher) ? known[pusher] : undefined;
  if (own !== undefined) return [own];
  // A name goes into what is made of it as it is: one with a sign in it could become another's, or call everybody.
  if (others === undefined || !PLAIN.test(pusher) || EVERYBODY.has(pusher.toLowerCase())) return [];
  return [fillPlaceholders(others, { pusher })];
}

// Commits that somebody put a key to. Which keys count is git's configuration on the server (gpg.*, user.*).
import type { CommitRule, Signature } from '../commit-rule.ts';
import { quote } from '../quote.ts';

const options = {
  trust: {
    kind: 'choice',
    default: 'good',
    choices: ['good', 'any-good'],
    sentence:
      "`good`: only good signatures of keys that the server trusts (git's letter G); `any-good`: of any key it has (U).",
  },
} as const;

const TRUSTED = { good: ['G'], 'any-good': ['G', 'U'] } as const;
const SIGN = 'git commit --amend --no-edit -S';

/** The letters of `%G?` (git-log(1)), each with what the pusher can do. */
const LETTERS: ReadonlyMap<string, readonly [says: string, fix: string]> = new Map([
  ['G', ['good', SIGN]],
  ['U', ['good, but by a key that the server does not trust', 'ask the admin to trust your key']],
  ['B', ['bad: it does not belong to this commit', `sign it again: ${SIGN}`]],
  ['X', ['good, but has expired', `sign it again: ${SIGN}`]],
  ['Y', ['good, but by a key that has expired', `prolong your key or take another; ${SIGN}`]],
  ['R', ['good, but by a key that was revoked', `sign it with another key: ${SIGN}`]],
  ['E', ['not to be checked: the server lacks the key', 'ask the admin to add your public key']],
  ['N', ['missing', `sign it: ${SIGN}`]],
]);

export const signatureRequired: CommitRule<typeof options> = {
  id: 'signature-required',
  kind: 'commit',
  needsSignature: true,
  summary: 'Commits carry a good signature (`git commit -S`).',
  severity: 'off',
  options,
  judge: ({ signature }, { trust }) => {
    const trusted: readonly string[] = TRUSTED[trust];
    // What nobody looked at is not signed.
    if (signature === undefined)
      return [{ message: 'The signature was not looked at; the commit has to have a good one' }];
    if (trusted.includes(signature.status)) return [];
    const [says, text] = LETTERS.get(signature.status) ?? ['of a kind that is not known', `sign it: ${SIGN}`];
    const message = `The signature${describeKey(signature)} is ${says} (git: ${quote(signature.status)}); expected ${listLetters(trusted)}`;
    return [{ message, fix: { kind: 'advice', text } }];
  },
};

function describeKey({ signer, key }: Signature): string {
  return `${signer === '' ? '' : ` of ${quote(signer)}`}${key === '' ? '' : ` by the key ${quote(key)}`}`;
}

function listLetters(letters: readonly string[]): string {
  return letters.map((letter) => `"${letter}"`).join(' or ');
}

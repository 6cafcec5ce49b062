// What happens to tokens, as the journal records it.
import type { Scope, TokenFacts } from './token.ts';

/** Why a request was turned away. */
export type Denial = 'unknown' | 'wrong' | 'revoked' | 'expired' | 'scope';

export type AccessEvent =
  | (TokenFacts & { readonly kind: 'token.created'; readonly by: string })
  | { readonly kind: 'token.revoked'; readonly token: string; readonly by: string }
  | {
      readonly kind: 'access.denied';
      readonly why: Denial;
      /** The public part of the token that was shown, where it had the form of one. */
      readonly token?: string;
      readonly address: string;
      /** What was asked: POST /v1/stops. */
      readonly request: string;
      /** What would have let it through. */
      readonly wanted?: Scope;
    };

// The tokens as the server needs them.
import type { AccessEvent } from './event.ts';
import type { Token, TokenFacts } from './token.ts';

export type Denied = Omit<Extract<AccessEvent, { kind: 'access.denied' }>, 'kind'>;

export interface AccessStore {
  create(facts: TokenFacts, by: string): Promise<void>;
  /** @throws {AndonError} `token-unknown` */
  revoke(token: string, by: string): Promise<void>;
  find(token: string): Promise<Token | undefined>;
  /** All there ever were. */
  list(): Promise<readonly Token[]>;
  /** Puts on record that somebody was turned away. */
  deny(denied: Denied): Promise<void>;
}

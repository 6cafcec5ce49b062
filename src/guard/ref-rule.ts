// The contract of a rule on refs: one pure function over what a push does to one ref, or over all that it
// moves, in a file of its own that is named after its id. It looks into no commit.
import type { Movement } from '../ref/movement.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Options, OptionValues } from '../rule/option.ts';
import type { Complaint, RuleEntry } from '../rule/rule.ts';

/** What a push does to one ref, as the repository tells it and not the client. */
export interface RefMove {
  /** The ref that moves: symbolic refs followed, the namespace put in front. */
  readonly ref: RefName;
  /** `unclear`: it moves, and nobody looked whether commits go from it. */
  readonly movement: Movement | 'unclear';
  /** What the new value is, where the ref is a tag that has one; undefined where git was not asked. */
  readonly tag?: TagFacts | undefined;
}

/** The object that a tag points to. */
export interface TagFacts {
  /** It is a tag object, and not a bare commit. */
  readonly annotated: boolean;
  /** The tag object carries a signature, whosoever it is. */
  readonly signed: boolean;
}

/** A move with the ref's name taken apart. */
export interface RefFacts extends RefMove {
  readonly kind: 'branch' | 'tag' | 'other';
  /** The name behind `refs/heads/` or `refs/tags/`, as text; otherwise all of it. */
  readonly name: string;
}

/** What is known of the whole push. */
export interface RefPush {
  readonly pusher: string;
  /** How many refs it moves. */
  readonly refs: number;
}

interface RuleOnEachRef<O extends Options> extends RuleEntry<O> {
  readonly kind: 'ref';
  /** Set where the rule asks for TagFacts: git is asked for them only then. */
  readonly needsTag?: true;
  /**
   * Returns everything the rule has to say about a ref that moves; for one that stays it is not called. Never
   * throws, and takes time linear in the name: it is the pusher's.
   */
  judge(facts: RefFacts, options: OptionValues<O>, push: RefPush): readonly Complaint[];
}

interface RuleOnAllRefs<O extends Options> extends RuleEntry<O> {
  readonly kind: 'push';
  /** Returns everything the rule has to say about a push that moves refs. Never throws. */
  judge(push: RefPush, options: OptionValues<O>): readonly Complaint[];
}

export type RefRule<O extends Options = Options> = RuleOnEachRef<O> | RuleOnAllRefs<O>;

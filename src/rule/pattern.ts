// Patterns that admins write and that run on text from strangers. Only an engine that takes linear time
// may make them (fact 26); which one, the composition root decides.

/** A pattern, ready to be used. */
export interface Pattern {
  readonly source: string;
  /** Tells whether it fits anywhere in the text. */
  matches(text: string): boolean;
  /**
   * Finds what fits, from left to right: of each match its group named `key`, where the pattern has one, else all
   * of it; empty texts are among them. Each match takes time linear in the text, so whoever asks has to stop.
   */
  findAll(text: string): Iterable<string>;
}

/** Makes a pattern of a source that has been vetted when the configuration was applied. */
export type CompilePattern = (source: string) => Pattern;

/** Loads the engine: most pushes need none. */
export type LoadPatterns = () => Promise<CompilePattern>;

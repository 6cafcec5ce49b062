// placeholder until the engine lands
export type LintRules = Readonly<
  Record<string, { readonly severity: 'off' | 'warn' | 'error'; readonly [option: string]: unknown }>
>;

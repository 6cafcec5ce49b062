// Root may write what its mode forbids, so whoever tests a mode as root runs programs without that power.

/** Returns the arguments that run a program as the same user, to whom the modes of files apply. */
export function withoutPowers(program: string, ...args: readonly string[]): [string, readonly string[]] {
  if (process.geteuid?.() !== 0) return [program, args];
  const powers = '-dac_override,-dac_read_search';
  return ['setpriv', ['--inh-caps', '-all', '--bounding-set', powers, program, ...args]];
}

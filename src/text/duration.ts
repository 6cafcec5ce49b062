// Durations as people write them: 90s, 30m, 2h, 3d, 1w.

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** What a duration has to look like, in words for an error message. */
export const DURATION_RULE = 'a number with a unit: 90s, 30m, 2h, 3d or 1w';

/** Reads a duration into milliseconds; undefined where it is none or longer than ten years. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9})([smhdw])$/.exec(text);
  if (match === null) return undefined;
  const ms = Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
  return ms <= 3_650 * UNIT_MS.d ? ms : undefined;
}

/** Writes a length of time the way a person says it: "25 min", "3 h 10 min", "2 d 4 h". */
export function formatElapsed(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / UNIT_MS.m));
  if (minutes < 1) return 'less than 1 min';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}

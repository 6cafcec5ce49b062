// Sizes of files as people say them.

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'];

/** Writes a size with at most one decimal: `1.5 MiB`; a size that is not round is rounded up. */
export function formatSize(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${Math.ceil(size * 10) / 10} ${UNITS[unit]}`;
}

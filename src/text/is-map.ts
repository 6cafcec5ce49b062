// Tells maps from what else came out of JSON or YAML.

/** Tells whether a value is a map, and neither a list nor nothing. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

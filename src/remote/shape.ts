// Says what a value from outside has to be, a part at a time. By hand and no library of schemas: hooks load this.
import { isMap } from '../text/is-map.ts';

/** Tells whether a value is of a form. */
export type Shape = (value: unknown) => boolean;

export const isText: Shape = (value) => typeof value === 'string';
export const isCount: Shape = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** ISO 8601, as the journal keeps times: what comes of it is cut into pieces and printed. */
export const isTime = textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/);

export function textLike(pattern: RegExp): Shape {
  return (value) => typeof value === 'string' && pattern.test(value);
}

export function oneOf(...values: readonly unknown[]): Shape {
  return (value) => values.includes(value);
}

export function listOf(each: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(each);
}

/** A map, under whatever keys. */
export function mapOf(each: Shape): Shape {
  return (value) => isMap(value) && Object.values(value).every(each);
}

/** A map that has these, and may have those; more in it is left alone: a newer server may say more. */
export function has(
  needed: Readonly<Record<string, Shape>>,
  known: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value) =>
    isMap(value) &&
    Object.entries(needed).every(([key, shape]) => shape(value[key])) &&
    Object.entries(known).every(([key, shape]) => value[key] === undefined || shape(value[key]));
}

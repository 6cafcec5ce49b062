// Lists and maps that stay small: what is oldest makes way.

export function addTo<T>(list: T[], value: T, most: number): void {
  list.push(value);
  if (list.length > most) list.shift();
}

/** Puts something last. */
export function putIn<K, V>(map: Map<K, V>, key: K, { value, most }: { value: V; most: number }): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

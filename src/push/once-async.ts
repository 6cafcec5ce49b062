// What costs a question to git is asked for when it is first needed, and once.

/** Returns a function that makes something at its first call, and gives the same out ever after. */
export function onceAsync<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => (made ??= make());
}

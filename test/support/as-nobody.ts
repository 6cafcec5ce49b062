// Root may read and write everything, so a test of permissions becomes nobody for a while.

const NOBODY = 65_534;

/** Carries an action out without root's powers; whoever is not root stays who it is. */
export async function asNobody<T>(action: () => Promise<T>): Promise<T> {
  const uid = process.geteuid?.() ?? NOBODY;
  if (uid === 0) process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    process.seteuid?.(uid);
  }
}

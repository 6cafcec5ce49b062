// Root may read and write everything, so a test of permissions becomes nobody for a while.

const NOBODY = 65_534;

/** Carries an action out without root's powers; whoever is not root stays who it is. */
export async function asNobody<T>(action: () => Promise<T>): Promise<T> {
  const uid = process.geteuid?.() ?? NOBODY;
  const folder = process.cwd();
  // The checkout may lie where nobody may not go, and whoever leaves a folder has to come back to it.
  process.chdir('/');
  if (uid === 0) process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    process.seteuid?.(uid);
    process.chdir(folder);
  }
}

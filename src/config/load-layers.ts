// Where the admin's configuration lies, and the layers that are there, the weakest first.
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPresent, loadFile } from './load.ts';
import type { Layer } from './merge-layers.ts';
import { requireOwnership, trustedOwners } from './ownership.ts';
import type { ConfigProblem } from './problems.ts';

/** Where the configuration of all repositories of a server lies. */
const SERVER_FILE = '/etc/andon/andon.yaml';

export interface PlacesRequest {
  readonly repositoryDir: string;
  /** One file that replaces all others. */
  readonly configFile?: string | undefined;
  readonly serverFile?: string | undefined;
  /** The user that runs. */
  readonly uid: number;
}

export interface Places {
  readonly repositoryDir: string;
  readonly serverFile: string;
  readonly configFile: string | undefined;
  /** Where configuration is looked for, the weakest first. */
  readonly files: readonly string[];
}

/**
 * Finds the files that may hold configuration, and sees whose they are.
 * @throws {AndonError} config-untrusted
 */
export function findPlaces(request: PlacesRequest): Places {
  const repositoryDir = realpathSync(request.repositoryDir);
  const serverFile = request.serverFile ?? SERVER_FILE;
  const configFile = request.configFile === undefined ? undefined : resolve(request.configFile);
  const names = ['andon.yaml', 'andon.yml', 'andon.json'];
  const files =
    configFile === undefined ? [serverFile, ...names.map((name) => join(repositoryDir, name))] : [configFile];
  // Not remembered as rejected: a later chmod leaves no trace in a print.
  requireOwnership(files, trustedOwners(repositoryDir, request.uid));
  return { repositoryDir, serverFile, configFile, files };
}

/** Loads the files that are there, each a layer; what is wrong with one is a problem, and the others go on. */
export async function loadLayers({
  files,
  serverFile,
  configFile,
}: Places): Promise<{ layers: Layer[]; problems: ConfigProblem[] }> {
  const layers: Layer[] = [];
  const problems: ConfigProblem[] = [];
  // One that was named has to be there.
  const named = configFile !== undefined;
  const present = named ? files : files.filter(isPresent);
  for (const file of present) {
    const loaded = await loadFile(file);
    const scope = !named && file === serverFile ? 'server' : 'repository';
    if (loaded.kind === 'refused') problems.push(loaded.problem);
    else layers.push({ file, scope, value: loaded.value });
  }
  const [first, ...others] = present.filter((file) => named || file !== serverFile);
  for (const file of others) {
    problems.push({ file, message: `the file stands beside ${first}, expected one of them` });
  }
  return { layers, problems };
}

// A repository with its configuration files in a temporary folder, and the two things done to them.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Applied } from '../../src/config/applied.ts';
import { applyConfig } from '../../src/config/apply.ts';
import { readPolicy, type Effective } from '../../src/config/effective.ts';

const NOW = new Date('2026-11-21T08:00:00Z');
const UID = process.geteuid?.() ?? 0;

let clock = 1_700_000_000;

export class ConfigSandbox {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'andon-config-')));
  readonly repository = join(this.root, 'web.git');
  readonly state = join(this.repository, 'andon');
  readonly applied = join(this.state, 'applied.json');
  readonly yaml = join(this.repository, 'andon.yaml');
  readonly serverFile = join(this.root, 'etc', 'andon.yaml');

  constructor() {
    for (const folder of [this.repository, this.state, join(this.root, 'etc')]) mkdirSync(folder);
    for (const folder of [this.root, this.repository, this.state]) chmodSync(folder, 0o755);
    writeFileSync(join(this.repository, 'HEAD'), 'ref: refs/heads/main\n');
  }

  /** Writes a file with a time of change of its own, as edits by a person have. */
  put(path: string, text: string): void {
    writeFileSync(path, text);
    chmodSync(path, 0o644);
    clock += 1;
    utimesSync(path, clock, clock);
  }

  edit(text: string): void {
    this.put(this.yaml, text);
  }

  apply(configFile?: string, now = NOW): Promise<Applied> {
    const { repository: repositoryDir, serverFile } = this;
    return applyConfig({ repositoryDir, serverFile, configFile, now, uid: UID });
  }

  push(uid = UID, now = NOW): Promise<Effective> {
    return readPolicy(this.repository, { uid, now });
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

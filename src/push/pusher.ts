// Who pushes: one configured source, chosen when andon was installed. Every other variable can be
// forged where it is not the real one, and author or committer prove nothing (facts 11 and 12).
import { signerOf } from './certificate.ts';
import type { PusherSource } from './policy.ts';

export type Pusher =
  | { readonly kind: 'known'; readonly name: string }
  /** The source said nothing: the server is not set up as the configuration claims. */
  | { readonly kind: 'unknown'; readonly problem: string };

/** What the server says of the pusher, by the means that each source has. */
export interface PusherFacts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly readOsUser: () => string;
  /** Reads the file that sshd names in SSH_USER_AUTH (sshd_config(5), ExposeAuthInfo). */
  readonly readSshAuth: (path: string) => string;
}

const VARIABLES: Readonly<Record<string, string>> = {
  gitolite: 'GL_USER',
  gitea: 'GITEA_PUSHER_NAME',
  gitlab: 'GL_USERNAME',
  github: 'GITHUB_USER_LOGIN',
  http: 'REMOTE_USER',
};

const LONGEST_NAME = 200;

/** Finds out who pushes, from the one source that counts. */
export function identifyPusher(source: PusherSource, facts: PusherFacts): Pusher {
  if (source === 'os-user') return known(facts.readOsUser());
  if (source === 'ssh-key') return sshKey(facts);
  if (source === 'push-certificate') return signer(facts);
  const variable = source.startsWith('env:') ? source.slice('env:'.length) : (VARIABLES[source] ?? source);
  const name = facts.environment[variable];
  if (name !== undefined && name !== '') return known(name);
  return {
    kind: 'unknown',
    problem: `The source "${source}" does not name the pusher: ${variable} is not set`,
  };
}

function sshKey({ environment, readSshAuth }: PusherFacts): Pusher {
  const path = environment['SSH_USER_AUTH'];
  if (path === undefined || path === '') {
    return {
      kind: 'unknown',
      problem: 'The source "ssh-key" does not name the pusher: sshd needs "ExposeAuthInfo yes"',
    };
  }
  // One method a line: "publickey ssh-ed25519 AAAA...".
  const key = /^publickey (\S+ \S+)/m.exec(readSshAuth(path))?.[1];
  return key === undefined
    ? { kind: 'unknown', problem: 'The login used no public key; it has to use one' }
    : known(key);
}

function signer({ environment }: PusherFacts): Pusher {
  const found = signerOf(environment);
  return 'name' in found ? known(found.name) : { kind: 'unknown', problem: found.problem };
}

function known(name: string): Pusher {
  return { kind: 'known', name: name.slice(0, LONGEST_NAME) };
}

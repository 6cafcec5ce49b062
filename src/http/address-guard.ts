// Which addresses may be connected to. A URL of a configuration, or whoever answers for its name, must not have
// andon knock on doors that only this machine can reach. What was checked is what is connected to: a name that
// is resolved a second time may say something else (DNS rebinding).
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** What is no address of one host on the internet (IANA's special-purpose registries, RFC 6890). */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
// Addresses that hold IPv4 addresses (6to4, Teredo) could lead to private ones.
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
const GLOBAL_V6 = ['2000::/3'];

const RANGE = /^(?<address>[^/]+)\/(?<bits>\d{1,3})$/;
const special = { v4: blockList(SPECIAL_V4), v6: blockList(SPECIAL_V6), global: blockList(GLOBAL_V6) };

export type Checked =
  | {
      readonly kind: 'found';
      readonly addresses: readonly { address: string; family: 4 | 6 }[];
      /** Whether each of them is allowed by name, and not for being public. */
      readonly isListed: boolean;
    }
  /** The problem is a clause that can follow a colon. */
  | { readonly kind: 'refused'; readonly problem: string };

/** Tells whether a text can stand in a list of what is allowed: a host, an address or a range. */
export function isAllowance(text: string): boolean {
  const { address = text, bits } = RANGE.exec(text)?.groups ?? {};
  const family = isIP(address);
  if (bits !== undefined) return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
  return family !== 0 || /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})$/.test(text);
}

/**
 * Resolves a host (as a URL spells it) and checks every address that it has. Without `isEncrypted` only what is
 * listed may be connected to: what goes over the internet has to be encrypted.
 */
export async function checkHost(
  urlHost: string,
  { allowed, isEncrypted }: { readonly allowed: readonly string[]; readonly isEncrypted: boolean },
): Promise<Checked> {
  const host = urlHost.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const addresses = await resolve(host);
  if (addresses.length === 0) return refuse(`the host has no address`);
  if (allowed.some((each) => each.toLowerCase() === host))
    return { kind: 'found', addresses, isListed: true };
  const ranges = blockList(allowed.filter((each) => isIP(each) !== 0 || RANGE.test(each)));
  const unlisted = addresses.filter(
    ({ address, family }) => !ranges.check(address, family === 4 ? 'ipv4' : 'ipv6'),
  );
  for (const { address, family } of unlisted) {
    if (!isPublic(address, family))
      return refuse('the host has a private address that allowPrivate does not list');
    if (!isEncrypted)
      return refuse('the connection would not be encrypted, and allowPrivate does not list the host');
  }
  return { kind: 'found', addresses, isListed: unlisted.length === 0 };
}

function refuse(problem: string): Checked {
  return { kind: 'refused', problem };
}

async function resolve(host: string): Promise<{ address: string; family: 4 | 6 }[]> {
  const family = isIP(host);
  if (family === 4 || family === 6) return [{ address: host, family }];
  const found = await lookup(host, { all: true });
  return found.map((each) => ({ address: each.address, family: each.family === 4 ? 4 : 6 }));
}

/** Tells whether an address is one of a host on the internet. */
export function isPublic(address: string, family: 4 | 6): boolean {
  if (family === 4) return !special.v4.check(address, 'ipv4');
  return special.global.check(address, 'ipv6') && !special.v6.check(address, 'ipv6');
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const { address = range, bits } = RANGE.exec(range)?.groups ?? {};
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  return list;
}

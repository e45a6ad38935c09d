/** Addresses that somebody else chose: what may be asked of them at all, and at which machines they lie. */
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopbackAddress, isPrivateAddress, isPublicAddress } from './public-address.ts';

export interface TargetRules {
  /** Local mode: `http` and `https` to this very machine, on any port, are allowed too. */
  readonly allowsLoopback?: boolean;
  /** What is only read, and public anyway: `http` and port 80 too. */
  readonly allowsHttp?: boolean;
  /** For trials: this machine and private networks on any port. Never the link, where clouds tell secrets. */
  readonly allowsPrivate?: boolean;
}

/**
 * | refusal          | the address                                                     |
 * |------------------|-----------------------------------------------------------------|
 * | not-a-url        | is none, or longer than 2,000 characters                        |
 * | not-https        | has another scheme than may be asked                            |
 * | user-information | carries a name or password                                      |
 * | port             | has another port than 443 or 8443, and 80 where http may be     |
 * | not-public       | lies in a network that is not public, wholly or in part         |
 * | unknown-host     | has a name that nobody knows                                    |
 */
export type TargetRefusal =
  | 'not-a-url'
  | 'not-https'
  | 'user-information'
  | 'port'
  | 'not-public'
  | 'unknown-host';

export interface Target {
  readonly url: URL;
  /** Without brackets. */
  readonly host: string;
  /** Whether it is to lie on this machine; otherwise it must not. */
  readonly isLocal: boolean;
  /** Whether it may lie in a private network. */
  readonly mayBePrivate: boolean;
}

const securePorts = ['', '443', '8443'];
const readingPorts = [...securePorts, '80'];
const longest = 2_000;

/** What an address says by itself, before anybody is asked where its host lies. */
export function readTarget(
  text: string,
  { allowsLoopback = false, allowsHttp = false, allowsPrivate = false }: TargetRules = {},
): Target | TargetRefusal {
  const url = text.length <= longest ? URL.parse(text) : null;
  if (!url) return 'not-a-url';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLocal = allowsLoopback && (host === 'localhost' || isLoopbackAddress(host));
  const target = { url, host, isLocal, mayBePrivate: allowsPrivate };
  const mayHttp = isLocal || allowsHttp || allowsPrivate;
  if (url.protocol !== 'https:' && !(mayHttp && url.protocol === 'http:')) return 'not-https';
  if (url.username !== '' || url.password !== '') return 'user-information';
  const ports = allowsHttp ? readingPorts : securePorts;
  if (!isLocal && !allowsPrivate && !ports.includes(url.port)) return 'port';
  if (isIP(host) !== 0 && !mayConnectOf(target)(host)) return 'not-public';
  return target;
}

function mayConnectOf({ isLocal, mayBePrivate }: Target): (address: string) => boolean {
  if (isLocal) return isLoopbackAddress;
  return mayBePrivate ? (address) => isPublicAddress(address) || isPrivateAddress(address) : isPublicAddress;
}

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}
/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

export interface NameServers {
  /** Default: those of the system. */
  readonly servers?: readonly string[];
  /** Milliseconds for the first try; a second one is given twice that. */
  readonly timeout?: number;
}

/**
 * Asks the name servers themselves. The system's lookup would do so on one of two threads that all lookups of this
 * process share: names that are never answered would keep sign-in and mail waiting for most of a minute.
 */
export function createResolve({ servers, timeout = 2_000 }: NameServers = {}): Resolve {
  return async (host) => {
    if (host === 'localhost') return loopback;
    const resolver = new Resolver({ timeout, tries: 2 });
    if (servers) resolver.setServers(servers);
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
    const of = (answer: PromiseSettledResult<string[]>, family: number) =>
      answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
    return [...of(four, 4), ...of(six, 6)];
  };
}

/** No name server need know it (RFC 6761, 6.3). */
const loopback: readonly HostAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

export const resolveHost: Resolve = createResolve();

/**
 * The addresses to connect to: all of the host's, or none when a single one may not be connected to. Whoever owns a
 * name can let it point anywhere, and elsewhere a moment later: only what is answered here may be connected to.
 */
export async function addressesOf(
  target: Target,
  resolve: Resolve,
): Promise<readonly HostAddress[] | Extract<TargetRefusal, 'not-public' | 'unknown-host'>> {
  const { host } = target;
  const family = isIP(host);
  const addresses = family === 0 ? await known(host, resolve) : [{ address: host, family }];
  if (addresses.length === 0) return 'unknown-host';
  const mayConnect = mayConnectOf(target);
  return addresses.every(({ address }) => mayConnect(address)) ? addresses : 'not-public';
}

async function known(host: string, resolve: Resolve): Promise<readonly HostAddress[]> {
  try {
    return await resolve(host);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && /^query/.test(String(error.syscall))) return [];
    throw error;
  }
}

/** IP addresses: which ones an allow-list admits, and whose a request really is behind proxies. */
import { BlockList, isIP } from 'node:net';

const parts = (range: string): readonly [address: string, bits: string | undefined] => {
  const slash = range.indexOf('/');
  return slash < 0 ? [range, undefined] : [range.slice(0, slash), range.slice(slash + 1)];
};

/** `192.0.2.7`, `192.0.2.0/24`, `2001:db8::1`, `2001:db8::/32`. */
export function isAddressRange(text: string): boolean {
  const [address, bits] = parts(text);
  const family = plain(address) === address ? isIP(address) : 0;
  if (family === 0 || address.includes('%')) return false;
  return (
    bits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** An IPv4 address as itself, also where a dual-stack socket writes it `::ffff:192.0.2.7`. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

export type AddressSet = (address: string) => boolean;

/** Membership in `ranges`, each of which `isAddressRange`. */
export function addressSet(ranges: readonly string[]): AddressSet {
  const list = new BlockList();
  for (const range of ranges) {
    const [address, bits] = parts(range);
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (given) => {
    const address = plain(given);
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/**
 * Whose request it is: the peer, or, when that is one of our own proxies, the last address of `X-Forwarded-For` that
 * is not. What stands further left was written by the client. Undefined when it cannot be told.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  isProxy: AddressSet,
): string | undefined {
  if (peer === undefined || isIP(plain(peer)) === 0) return undefined;
  const hops = [...(forwardedFor?.split(',').map((hop) => withoutPort(hop.trim())) ?? []), plain(peer)];
  const client = hops.findLast((hop) => !isProxy(hop)) ?? hops[0];
  return client !== undefined && isIP(client) !== 0 ? plain(client) : undefined;
}

/** Some proxies write the port: `192.0.2.7:5123`, `[2001:db8::1]:5123`. */
const withoutPort = (hop: string): string => {
  const [, bracketed] = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop) ?? [];
  const [, dotted] = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(hop) ?? [];
  return plain(bracketed ?? dotted ?? hop);
};

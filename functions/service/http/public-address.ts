/**
 * Which addresses belong to the public Internet: what the platform may connect to when somebody else chose the
 * address. IPv6 is admitted only where addresses are assigned at all (2000::/3); the rest, such as addresses that
 * stand for IPv4 ones, loopback, link-local and unique local ones, is not.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { addressSet } from '../access-key/address.ts';

/** IANA special-purpose and reserved ranges, RFC 6890 and its registries. */
const special = {
  'this network': '0.0.0.0/8',
  private: '10.0.0.0/8',
  'shared by carriers (CGNAT)': '100.64.0.0/10',
  loopback: '127.0.0.0/8',
  'link-local, cloud metadata': '169.254.0.0/16',
  'private, 172': '172.16.0.0/12',
  'protocol assignments': '192.0.0.0/24',
  documentation: '192.0.2.0/24',
  'AS112, 192.31': '192.31.196.0/24',
  'AMT, 192.52': '192.52.193.0/24',
  '6to4 relays': '192.88.99.0/24',
  'private, 192': '192.168.0.0/16',
  AS112: '192.175.48.0/24',
  benchmarks: '198.18.0.0/15',
  'documentation, 198': '198.51.100.0/24',
  'documentation, 203': '203.0.113.0/24',
  multicast: '224.0.0.0/4',
  'reserved, broadcast': '240.0.0.0/4',
  'protocol assignments, Teredo, ORCHID': '2001::/23',
  'documentation, IPv6': '2001:db8::/32',
  '6to4, stands for IPv4': '2002::/16',
  'AS112, IPv6': '2620:4f:8000::/48',
  'documentation, 3fff': '3fff::/20',
} as const;

const isSpecial = addressSet(Object.values(special));
const isAssigned = addressSet(['2000::/3']);
const isOfThisMachine = addressSet(['127.0.0.0/8', '::1']);
/** RFC 1918, RFC 4193. Link-local addresses are none of them: there clouds tell machines their secrets. */
const isOfPrivateNetwork = addressSet(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);

/** Whether `address` is an IP address of the public Internet; never true for a name. */
export const isPublicAddress = (address: string): boolean =>
  (isIPv4(address) || (isIPv6(address) && !address.includes('%') && isAssigned(address))) &&
  !isSpecial(address);

/** Whether `address` is an IP address of this very machine. */
export const isLoopbackAddress = (address: string): boolean => isOfThisMachine(address);

/** Whether `address` is an IP address of this very machine or of a private network. */
export const isPrivateAddress = (address: string): boolean =>
  isLoopbackAddress(address) || isOfPrivateNetwork(address);

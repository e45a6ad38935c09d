import { describe, expect, it } from 'vitest';
import { addressSet, clientAddress, isAddressRange } from '../../../functions/service/access-key/address.ts';

describe('an entry of an allow-list', () => {
  it.each(['192.0.2.7', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::1', '2001:db8::/32', '::/0'])(
    'may be %s',
    (text) => expect(isAddressRange(text)).toBe(true),
  );
  it.each([
    '',
    'localhost',
    '192.0.2',
    '192.0.2.7/33',
    '192.0.2.7/',
    '192.0.2.7/08',
    '192.0.2.7/-1',
    '::/129',
    'fe80::1%eth0',
    '::ffff:192.0.2.7',
    '192.0.2.7 ',
    '192.0.2.*',
  ])('is never %j', (text) => expect(isAddressRange(text)).toBe(false));
});

describe('whose request it is', () => {
  const isProxy = addressSet(['10.0.0.0/8', '2001:db8:ffff::/48']);
  it.each([
    ['the peer, without proxies', '192.0.2.7', undefined, '192.0.2.7'],
    ['the peer, whatever it claims, when it is none of ours', '192.0.2.7', '203.0.113.1', '192.0.2.7'],
    ['whom our proxy names', '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['the last that is not ours', '10.0.0.1', '198.51.100.66, 203.0.113.1, 10.9.9.9', '203.0.113.1'],
    ['not whom the client names', '10.0.0.1', '127.0.0.1, 203.0.113.1', '203.0.113.1'],
    ['known with ports and brackets', '10.0.0.1', '[2001:db8::5]:443', '2001:db8::5'],
    ['known with an IPv4 port', '::ffff:10.0.0.1', '203.0.113.1:5123', '203.0.113.1'],
    ['one of ours, when all are', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
    ['not known, when the header is no address', '10.0.0.1', 'unknown', undefined],
    ['not known without a peer', undefined, '203.0.113.1', undefined],
    ['behind an IPv6 proxy', '2001:db8:ffff::1', '2001:db8::7', '2001:db8::7'],
  ])('is %s', (_case, peer, forwarded, address) =>
    expect(clientAddress(peer, forwarded, isProxy)).toBe(address),
  );
});

import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from '../../../functions/service/http/public-address.ts';
import { seeded } from '../../support/seeded.ts';

const notPublic: Readonly<Record<string, readonly string[]>> = {
  'this machine': ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::'],
  'private networks': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  'the link, with the metadata of clouds': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'networks of carriers': ['100.64.0.1', '100.127.255.255'],
  'multicast and broadcast': ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  'IPv4 in the clothes of IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '::127.0.0.1',
    '::7f00:1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  ],
  'deprecated site-local networks': ['fec0::1'],
  'documentation and benchmarks': [
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '198.19.255.255',
    '2001:db8::1',
    '3fff::1',
    '2001:2::1',
  ],
  'reserved ranges': ['192.0.0.1', '192.88.99.1', '240.0.0.1', '0.1.2.3', '100::1', '5f00::1', '4000::1'],
  'what is no address': [
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '[::1]',
    '8.8.8.8/8',
    ' 8.8.8.8',
  ],
};

describe('an address that somebody else chose', () => {
  it.each(Object.entries(notPublic))('is never one of %s', (_kind, addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  it.each(['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '223.5.5.5'])(
    'may be %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each(['2400:3200::1', '2606:4700::1111', '2001:4860:4860::8888', '240e::1'])('may be %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it('agrees with another table: what is public here is nothing special there', () => {
    const random = seeded(20_260_310);
    const byte = () => Math.floor(random() * 256);
    const near = [
      '10',
      '100.64',
      '127',
      '169.254',
      '172.16',
      '192',
      '192.168',
      '198.18',
      '203.0',
      '224',
      '240',
    ];
    const prefixes = [
      '',
      '::',
      '::ffff:',
      '64:ff9b:',
      '2001:',
      '2002:',
      'fc',
      'fe8',
      'fec',
      '2400:',
      '3fff:',
    ];
    const hex = () => (byte() * 256 + byte()).toString(16);
    let isPublic = 0;
    for (let round = 0; round < 5_000; round += 1) {
      const start = (near[byte() % (near.length * 2)] ?? `${byte()}`).split('.');
      const v4 = [...start, byte(), byte(), byte()].slice(0, 4).join('.');
      const start6 = prefixes[byte() % prefixes.length] ?? '';
      const groups = Array.from({ length: 8 }, hex);
      const v6 = start6.includes('::')
        ? `${start6}${hex()}:${hex()}`
        : [`${start6}${start6.endsWith(':') ? hex() : ''}` || hex(), ...groups].slice(0, 8).join(':');
      for (const address of [v4, v6].filter((text) => ipaddr.isValid(text) && isPublicAddress(text))) {
        isPublic += 1;
        expect([address, ipaddr.parse(address).range()]).toEqual([address, 'unicast']);
      }
    }
    expect(isPublic).toBeGreaterThan(1_500);
  });
});

describe('this very machine', () => {
  it('has loopback addresses only', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopbackAddress)).toBe(true);
    expect(['10.0.0.1', '0.0.0.0', '::', 'localhost', '8.8.8.8'].some(isLoopbackAddress)).toBe(false);
  });
});

import { expect, test } from 'vitest';
import { bitsFor, leadingZeroBits } from '../../functions/domain/proof-of-work.ts';

test.each([
  [[0xff], 0],
  [[0x7f], 1],
  [[0x01], 7],
  [[0x00, 0x10], 11],
  [[0x00, 0x00], 16],
])('the hash %j begins with %i zero bits', (bytes, bits) => {
  expect(leadingZeroBits(Uint8Array.from(bytes))).toBe(bits);
});

test('the more is filed in an hour, the more each filing costs, up to a limit', () => {
  expect([0, 1, 59, 60, 119, 120, 240, 1e9].map(bitsFor)).toEqual([14, 14, 14, 15, 15, 16, 17, 20]);
});

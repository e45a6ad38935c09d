import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatAccessKey, parseAccessKey } from '../../functions/domain/access-key.ts';
import { seededBytes } from '../support/seeded.ts';

const id = 'key_01JZ8Q4T6V7W8X9Y0ZABCDEFGH';
const random = seededBytes(3, 20);
const key = formatAccessKey(id, random, crc32);

describe('an access key', () => {
  it('says what it is, holds the id, and is of one length', () => {
    expect(key).toMatch(/^jlod_live_01JZ8Q4T6V7W8X9Y0ZABCDEFGH[0-9A-Za-z]{33}$/);
    for (const bytes of [new Uint8Array(20), new Uint8Array(20).fill(255)])
      expect(formatAccessKey(id, bytes, crc32)).toHaveLength(69);
  });

  it('is read back', () => {
    expect(parseAccessKey(key, crc32)).toEqual({ id, secret: key.slice(36, 63) });
  });

  it('differs by its random bits, all 160 of them', () => {
    const keys = Array.from({ length: 160 }, (_, bit) => {
      const flipped = Uint8Array.from(random);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return formatAccessKey(id, flipped, crc32);
    });
    expect(new Set([key, ...keys]).size).toBe(161);
  });

  it('is none when any one character is another', () => {
    for (let index = 0; index < key.length; index += 1) {
      const other = key[index] === '7' ? '8' : '7';
      expect(
        parseAccessKey(key.slice(0, index) + other + key.slice(index + 1), crc32),
        `${index}`,
      ).toBeUndefined();
    }
  });

  it.each([
    '',
    'jlod_live_',
    `${key}0`,
    ` ${key}`,
    `${key}\n`,
    key.toLowerCase(),
    key.replace('live', 'test'),
  ])('is not %j', (text) => {
    expect(parseAccessKey(text, crc32)).toBeUndefined();
  });

  it('is not made from another id or from fewer bits', () => {
    expect(() => formatAccessKey('app_01JZ8Q4T6V7W8X9Y0ZABCDEFGH', random, crc32)).toThrow(RangeError);
    expect(() => formatAccessKey(id, random.subarray(1), crc32)).toThrow(RangeError);
  });
});

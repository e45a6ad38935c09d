import { afterAll, beforeEach, expect, test } from 'vitest';
import { newChallenge, spendProof } from '../../functions/service/proof-of-work.ts';
import { newReceipt, receiptHash } from '../../functions/service/receipt.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';
import { proofOf } from '../support/proof.ts';

const begin = Date.parse('2026-03-10T02:00:00Z');
let moment = begin;
const now = () => new Date(moment);
const records = openSqliteRecords(':memory:', { now });
const deps = { records, now };
afterAll(() => records.close());
beforeEach(() => {
  moment = begin;
});

test('a proof counts once', async () => {
  const proof = proofOf(await newChallenge(deps));
  expect(await spendProof(deps, proof)).toBe('accepted');
  expect(await spendProof(deps, proof)).toBe('used');
  expect(await spendProof(deps, `${proof}x`)).not.toBe('accepted');
});

test('two who bring one proof at once: one is accepted', async () => {
  const proof = proofOf(await newChallenge(deps));
  const results = await Promise.all([spendProof(deps, proof), spendProof(deps, proof)]);
  expect(results.sort()).toEqual(['accepted', 'used']);
});

test('a challenge is good for fifteen minutes, to the millisecond', async () => {
  const [early, late] = [proofOf(await newChallenge(deps)), proofOf(await newChallenge(deps))];
  moment = begin + 15 * 60_000 - 1;
  expect(await spendProof(deps, early)).toBe('accepted');
  moment = begin + 15 * 60_000;
  expect(await spendProof(deps, late)).toBe('expired');
});

test('work that was not done, and challenges that nobody set, are told apart', async () => {
  const { challenge, bits } = await newChallenge(deps);
  const lazy = ['a', 'b', 'c'].map((nonce) => `${challenge}.${nonce}`);
  for (const proof of lazy) expect(await spendProof(deps, proof)).toBe('too-little-work');
  const easier = challenge.replace(/^\d+/, '0');
  expect(await spendProof(deps, proofOf({ challenge: easier, bits: 0 }))).toBe('forged');
  const longer = challenge.replace(/\.\d{13}\./, (text) => text.replace(/1/, '9'));
  expect(await spendProof(deps, proofOf({ challenge: longer, bits }))).toBe('forged');
  for (const text of ['', 'x', `${challenge}`, `${challenge}.`, `${challenge}.${'a'.repeat(33)}`])
    expect(await spendProof(deps, text), text).toBe('malformed');
});

test('asking for challenges writes nothing that grows; filing makes the next ones dearer', async () => {
  const first = await newChallenge(deps);
  await records.add('proof-of-work/filings/2026-03-10T02', 120);
  expect((await newChallenge(deps)).bits).toBeGreaterThan(first.bits);
  moment += 60 * 60_000;
  expect((await newChallenge(deps)).bits).toBe(first.bits);
});

test('of a receipt code the hash is found again, whoever types it', () => {
  const { code, hash } = newReceipt();
  expect(receiptHash(code.toLowerCase())).toBe(hash);
  expect(receiptHash('ABCD')).toBeUndefined();
  expect(newReceipt().code).not.toBe(code);
});

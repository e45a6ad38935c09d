import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryView } from '../../../functions/routes/view.ts';
import { keepLog } from '../../../functions/service/log/log.ts';
import { proofOf } from '../../../functions/service/log/proof.ts';
import { readSigners, verifierKeys } from '../../../functions/service/log/signers.ts';
import { census, content, type Given, newKey, oldKey, openGiven, verify } from './given.ts';

const [key = '', otherKey = ''] = verifierKeys('data.example.cn/log', readSigners(oldKey + newKey));
const standing = census(1);

let given: Given;
const path = (name: string) => join(given.directory, name);

/** A version with its file, its proof and its description, as they were taken on the first day. */
beforeAll(async () => {
  given = openGiven();
  given.publish(standing);
  await keepLog(given.deps);
  writeFileSync(path('census.csv'), content);
  writeFileSync(path('proof.json'), JSON.stringify(await proofOf(given.deps, standing.entry, 1)));
  const view = entryView(standing.entry, given.deps.catalogue(), 'https://data.example.cn', given.deps.now());
  writeFileSync(path('census.json'), JSON.stringify(view));
});
afterAll(() => given.close());

describe('the verifier, with what was kept', () => {
  it('knows a key that was retired and signs again', async () => {
    const keys = [
      { key, from: '2026-03-01T00:00:00.000Z', until: '2026-03-02T00:00:00.000Z' },
      { key: otherKey, from: '2026-03-02T00:00:00.000Z', until: '2026-03-03T00:00:00.000Z' },
      { key, from: '2026-03-03T00:00:00.000Z' },
    ];
    writeFileSync(path('keys'), JSON.stringify({ keys }));
    const { code, said } = await verify(path('census.csv'), '--key', path('keys'));
    expect(code, said).toBe(0);
  });

  it('proves what was offline for a time and stands again, with the proof of before', async () => {
    const ask = async (sequence: number, entry: typeof standing.entry) => {
      given.publish({ ...standing, entry, sequence });
      await keepLog(given.deps);
      await given.mirror();
      return verify(path('census.csv'), '--key', key, '--log', given.mirrored, '--max-age', '1000000');
    };
    const withdrawn = { at: '2026-03-10T03:00:00Z', reason: '核实', quarantine: 'agency' } as const;
    const versions = standing.entry.versions.map((version) => ({ ...version, withdrawn }));
    const offline = await ask(2, { ...standing.entry, versions });
    expect(offline.said).toContain('version 1 of census was withdrawn at 2026-03-10T03:00:00Z');
    expect((await ask(3, standing.entry)).code).toBe(0);
    const whole = await ask(4, { ...standing.entry, status: 'withdrawn', withdrawn, versions });
    expect(whole.said).toContain('was withdrawn at 2026-03-10T03:00:00Z');
    const { code, said } = await ask(5, standing.entry);
    expect(code, said).toBe(0);
    expect(said).not.toContain('was changed after that');
  });

  it.each([
    ['of the publisher', /log: licence$/m, (told: string) => `{"licence":"CC0-1.0",${told.slice(1)}`],
    [
      'of files',
      /log: files of version 1$/m,
      (told: string) => told.replaceAll(/"sha256":"\w{8}/g, '"sha256":"00000000'),
    ],
  ])('finds what a description adds in words %s', async (_what, words, change) => {
    const ask = (text: string) => {
      writeFileSync(path('told.json'), text);
      return verify(path('census.csv'), '--key', key, '--entry', path('told.json'));
    };
    const told = readFileSync(path('census.json'), 'utf8');
    expect((await ask(told)).code).toBe(0);
    const { code, said } = await ask(change(told));
    expect(said).toMatch(words);
    expect(code).toBe(1);
  });
});

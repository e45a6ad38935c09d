import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryView } from '../../../functions/routes/view.ts';
import { keepLog } from '../../../functions/service/log/log.ts';
import { type LogProof, proofOf } from '../../../functions/service/log/proof.ts';
import { readSigners, verifierKeys } from '../../../functions/service/log/signers.ts';
import { census, content, type Given, newKey, oldKey, openGiven, verify } from './given.ts';

const [key = '', otherKey = ''] = verifierKeys('data.example.cn/log', readSigners(oldKey + newKey));

let given: Given;
let early: string;
const path = (name: string) => join(given.directory, name);

/** The first day: two versions; the next: another entry. A file, its proof, and the checkpoint of the first day are kept. */
beforeAll(async () => {
  given = openGiven();
  given.publish(census(2));
  await keepLog(given.deps);
  early = await given.mirror();
  writeFileSync(path('early'), early);
  writeFileSync(path('census.csv'), content);
  const entry = given.deps.catalogue().entry('census');
  if (!entry) throw new Error('the fixture has it');
  const proof = await proofOf(given.deps, entry, 1);
  writeFileSync(path('proof.json'), JSON.stringify(proof));
  const view = entryView(entry, given.deps.catalogue(), 'https://data.example.cn', given.deps.now());
  writeFileSync(path('census.json'), JSON.stringify(view));
  given.at('2026-03-11T02:00:00Z');
  given.publish(census(2, '人口普查', 3));
  await keepLog(given.deps);
  await given.mirror();
});
afterAll(() => given.close());

const offline = (...more: readonly string[]) => verify(path('census.csv'), '--key', key, ...more);
const whole = (log: string, ...more: readonly string[]) =>
  offline('--log', log, '--max-age', '1000000', ...more);

/** A copy of the proof with a part of it changed. */
function changedProof(change: (proof: LogProof, version: LogProof['version'][number]) => object) {
  const proof: LogProof = JSON.parse(readFileSync(path('proof.json'), 'utf8'));
  const [version] = proof.version;
  if (!version) throw new Error('the proof has a version');
  Object.assign(proof, change(proof, version));
  writeFileSync(path('changed.json'), JSON.stringify(proof));
  return ['--proof', path('changed.json')];
}

/** A copy of the mirrored log with one file changed; undefined removes it. */
function changedLog(file: string, change: (bytes: Buffer) => Buffer | undefined): string {
  const log = path('changed-log');
  rmSync(log, { recursive: true, force: true });
  cpSync(given.mirrored, log, { recursive: true });
  const bytes = change(readFileSync(join(log, file)));
  if (bytes) writeFileSync(join(log, file), bytes);
  else rmSync(join(log, file));
  return log;
}
const replace = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');

describe('the verifier', () => {
  it('proves a file with its proof and the key alone, and against the whole log', async () => {
    const { code, said } = await offline('--entry', path('census.json'));
    expect(code, said).toBe(0);
    expect(said).toContain('version 1 of census');
    expect(said).toContain('“人口”');
    const log = await whole(given.mirrored, '--since', path('early'));
    expect(log.code, log.said).toBe(0);
    expect(log.said).toContain('its catalogue entry was changed after that: leaf 6');
    mkdirSync(path('alone'));
    copyFileSync(path('census.csv'), path('alone/any-name.csv'));
    const found = await verify(path('alone/any-name.csv'), '--log', given.mirrored, '--max-age', '1000000');
    expect(found.code, found.said).toBe(0);
    expect(found.said).toContain('is of version 2 of census');
  });

  it.each<[string, RegExp, () => Promise<{ code: number; said: string }>]>([
    [
      'bytes',
      /bytes of .*census\.csv differ: expected sha256 [0-9a-f]{64}, actual [0-9a-f]{64}/,
      () => {
        mkdirSync(path('bad'), { recursive: true });
        writeFileSync(path('bad/census.csv'), `${content}x`);
        return verify(path('bad/census.csv'), '--key', key, '--proof', path('proof.json'));
      },
    ],
    [
      'another file',
      /other\.csv .* is not in version 1 of census, which has census\.csv/,
      () => {
        writeFileSync(path('bad/other.csv'), 'x');
        return verify(path('bad/other.csv'), '--key', key, '--proof', path('proof.json'));
      },
    ],
    [
      'a version that is not in the log',
      /the version is not in the log: leaf 2/,
      () =>
        offline(
          ...changedProof((_, version) => ({
            version: [{ ...version, leaf: version.leaf.replace('"version":1', '"version":3') }],
          })),
        ),
    ],
    [
      'a path',
      /the version is not in the log/,
      () =>
        offline(
          ...changedProof((_, version) => ({ version: [{ ...version, path: version.path.toReversed() }] })),
        ),
    ],
    [
      'an entry',
      /catalogue entry was changed after it was logged/,
      () =>
        offline(
          ...changedProof(({ entry }) => ({
            entry: { ...entry, document: entry.document.replace('人口', '人囗') },
          })),
        ),
    ],
    [
      'a description',
      /says something else than the log: title/,
      () => {
        writeFileSync(
          path('told.json'),
          readFileSync(path('census.json'), 'utf8').replace('"人口"', '"其他"'),
        );
        return offline('--entry', path('told.json'));
      },
    ],
    [
      'a signed size',
      /signature is wrong: the checkpoint of the proof/,
      () =>
        offline(
          ...changedProof(({ checkpoint }) => ({ checkpoint: checkpoint.replace(/\n\d+\n/, '\n99\n') })),
        ),
    ],
    [
      'the key',
      /key is unknown: .* signed by data\.example\.cn\/log\+[0-9a-f]{8}, and the keys given/,
      () => verify(path('census.csv'), '--key', otherKey),
    ],
    [
      'a proof that is cut off',
      /the proof is not JSON/,
      () => {
        writeFileSync(path('cut.json'), readFileSync(path('proof.json'), 'utf8').slice(0, 400));
        return offline('--proof', path('cut.json'));
      },
    ],
    [
      'a leaf of the log',
      /leaf 3 of the log was changed/,
      () => whole(changedLog('tile/entries/000.p/7', replace('"version":2', '"version":9'))),
    ],
    [
      'a hash of the log',
      /hashes of its 7 leaves lead to another root/,
      () =>
        whole(changedLog('tile/0/000.p/7', (bytes) => Buffer.concat([Buffer.alloc(32), bytes.subarray(32)]))),
    ],
    [
      'a missing file of the log',
      /the log lacks tile\/entries\/000\.p\/7/,
      () => whole(changedLog('tile/entries/000.p/7', () => undefined)),
    ],
    [
      'the checkpoint of the log',
      /signature is wrong: the checkpoint of the log/,
      () => whole(changedLog('checkpoint', replace('at 2026-03-11', 'at 2026-03-12'))),
    ],
    [
      'an old log',
      /newest checkpoint is \d+ days old/,
      () => offline('--log', given.mirrored, '--max-age', '0.0001'),
    ],
    [
      'the times of a key',
      /key was not in use at 2026-03-10/,
      () => {
        writeFileSync(path('keys'), JSON.stringify({ keys: [{ key, from: '2026-03-11T00:00:00.000Z' }] }));
        return verify(path('census.csv'), '--key', path('keys'));
      },
    ],
    [
      'a log without the file',
      /is not in the log: no version has these bytes/,
      () => verify(path('bad/other.csv'), '--key', key, '--log', given.mirrored, '--max-age', '1000000'),
    ],
  ])('finds what is wrong with %s and says it', async (_what, words, run) => {
    const { code, said } = await run();
    expect(said).toMatch(words);
    expect(code).toBe(1);
  });

  it('finds a log that shrank, one that was rewritten, and a version that was withdrawn', async () => {
    const log = path('changed-log');
    rmSync(log, { recursive: true, force: true });
    cpSync(given.mirrored, log, { recursive: true });
    const late = readFileSync(join(given.mirrored, 'checkpoint'), 'utf8');
    writeFileSync(path('late'), late);
    writeFileSync(join(log, 'checkpoint'), early);
    expect(await whole(log, '--since', path('late'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('the log shrank'),
    });
    const rival = openGiven();
    rival.publish(census(2, '另一个'));
    await keepLog(rival.deps);
    await rival.mirror();
    expect(await whole(rival.mirrored)).toMatchObject({
      code: 1,
      said: expect.stringContaining('the log was rewritten: its first 5 leaves'),
    });
    await rival.close();
    const { entry } = census(2, '人口普查', 4);
    const [second, first] = entry.versions;
    if (!first || !second) throw new Error('there are two');
    const versions = [second, { ...first, withdrawn: { at: '2026-03-11T01:00:00Z', reason: '有误' } }];
    given.publish({ entry: { ...entry, versions }, changes: [], sequence: 4 });
    await keepLog(given.deps);
    await given.mirror(path('after'));
    expect(await whole(path('after'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('version 1 of census was withdrawn at 2026-03-11T01:00:00Z'),
    });
  });

  it('answers 2 when it could not check', async () => {
    expect(await verify()).toMatchObject({ code: 2, said: expect.stringContaining('exit code') });
    expect((await verify(path('nothing.csv'), '--key', key)).code).toBe(2);
    expect((await verify(path('census.csv'))).said).toContain('name the public key');
    expect((await verify(path('census.csv'), '--key', 'x+1+2')).code).toBe(2);
  });
});

/** A log on real stores, over a catalogue that a test changes; and its public files in a directory, as wget would have them. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { type SnapshotSource, writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { type LogDeps, shownLog } from '../../../functions/service/log/contract.ts';
import { makeKey, readSigners } from '../../../functions/service/log/signers.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { datasetOf, published, versionOf } from '../../support/catalogue-fixture.ts';

export const oldKey = makeKey();
export const newKey = makeKey();
const verifier = join(import.meta.dirname, '../../../site/public/log/verify.mjs');

export interface Given {
  readonly directory: string;
  readonly deps: LogDeps;
  /** Where the public files lie after `mirror`. */
  readonly mirrored: string;
  at(moment: string): void;
  sign(...pems: readonly string[]): void;
  /** Makes this the whole public catalogue. */
  publish(...sources: readonly SnapshotSource[]): void;
  /** Writes the public files of the log into a directory; answers the checkpoint. */
  mirror(to?: string): Promise<string>;
  close(): Promise<void>;
}

export function openGiven(): Given {
  const directory = mkdtempSync(join(tmpdir(), 'log-'));
  const mirrored = join(directory, 'log');
  let moment = '2026-03-10T02:00:00Z';
  let pems: readonly string[] = [oldKey];
  let snapshots = 0;
  const now = () => new Date(moment);
  const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
  const blobs = openFilesystemBlobs(join(directory, 'blobs'));
  const closing: (() => void)[] = [];
  let catalogue: ReturnType<typeof openCatalogue> | undefined;
  const deps: LogDeps = {
    records,
    blobs,
    now,
    catalogue: () => {
      if (!catalogue) throw new Error('the test publishes first');
      return catalogue;
    },
    portalUrl: 'https://data.example.cn',
    signers: async () => readSigners(pems.join('\n')),
  };
  return {
    directory,
    deps,
    mirrored,
    at: (next) => {
      moment = next;
    },
    sign: (...next) => {
      pems = next;
    },
    publish(...sources) {
      snapshots += 1;
      const path = join(directory, `${snapshots}.sqlite`);
      writeSnapshot(path, fixtureAgencies, sources);
      catalogue = openCatalogue(path);
      closing.push(catalogue.close);
    },
    async mirror(to = mirrored) {
      rmSync(to, { recursive: true, force: true });
      const { rows } = await blobs.list('log/', { limit: 1000 });
      const shown = await shownLog(records);
      const own = { checkpoint: shown?.checkpoint ?? '', keys: JSON.stringify({ keys: shown?.keys }) };
      const write = (path: string, content: string | Uint8Array) => {
        mkdirSync(dirname(join(to, path)), { recursive: true });
        writeFileSync(join(to, path), content);
      };
      for (const { key } of rows)
        write(key.slice('log/'.length), readFileSync((await blobs.localFile(key)) ?? ''));
      for (const [path, text] of Object.entries(own)) write(path, text);
      return own.checkpoint;
    },
    async close() {
      for (const close of closing) close();
      await records.close();
      rmSync(directory, { recursive: true });
    },
  };
}

export const content = 'station,ph\n松花江村,7.2\n';
const sha256 = createHash('sha256').update(content).digest('hex');

/** An open dataset with one file of `content` in each version, the newest first; `more` says what is special. */
export function census(versions = 1, title = '人口', sequence = versions): SnapshotSource {
  const file = { name: 'census.csv', format: 'CSV', mediaType: 'text/csv', bytes: content.length, sha256 };
  const issued = (number: number) => `2026-03-0${number}T01:00:00Z`;
  const all = Array.from({ length: versions }, (_, place) =>
    versionOf('census', place + 1, issued(place + 1), { distributions: [{ ...file, role: 'data' }] }),
  );
  return { ...published(datasetOf('census', title), all.toReversed()), sequence };
}

/** Runs the verifier; answers its exit code and all that it said. */
export function verify(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [verifier, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

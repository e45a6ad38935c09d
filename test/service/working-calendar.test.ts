import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileKey } from '../../functions/domain/file-key.ts';
import { isWorkingDay } from '../../functions/domain/working-calendar.ts';
import { addWorkingDays } from '../../functions/domain/working-days.ts';
import { type Catalogue, openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import type { Blobs } from '../../functions/service/ports.ts';
import { openWorkingCalendar } from '../../functions/service/working-calendar.ts';
import { openFilesystemBlobs } from '../../functions/store/filesystem-blobs.ts';
import { publishedDays } from '../domain/calendar-given.ts';
import { fixtureAgencies } from '../support/catalogue-agencies.ts';
import { datasetOf, versionOf } from '../support/catalogue-fixture.ts';

let directory: string;
let blobs: Blobs;
let catalogue: Catalogue;
const opened: Catalogue[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'calendar-'));
  blobs = openFilesystemBlobs(join(directory, 'blobs'));
});
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
  rmSync(directory, { recursive: true });
});

/** Publishes a version with the days of these years; without any, a catalogue that has no calendar. */
async function publish(number: number, ...years: readonly string[]): Promise<void> {
  const days = publishedDays.filter(({ date }) => years.includes(date.slice(0, 4)));
  const bytes = Buffer.from(
    days.map((day) => `${JSON.stringify({ ...day, weekday: 1, holiday: null })}\n`).join(''),
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = {
    name: 'working-calendar.jsonl',
    format: 'JSONL',
    mediaType: 'application/jsonl',
    role: 'data',
  } as const;
  const distribution = { ...file, bytes: bytes.length, sha256 };
  await blobs.putBytes(openFileKey('working-calendar', number, file.name), bytes, distribution);
  const at = `2026-01-0${number}T02:00:00Z`;
  const entry = {
    dataset: datasetOf('working-calendar', '工作日历'),
    status: 'published',
    versions: [versionOf('working-calendar', number, at, { distributions: [distribution] })],
    firstPublished: at,
    lastPublished: at,
    flags: [],
  } as const;
  const path = join(directory, `${number}.sqlite`);
  writeSnapshot(path, fixtureAgencies, years.length > 0 ? [{ entry, sequence: 1, changes: [] }] : []);
  catalogue = openCatalogue(path);
  opened.push(catalogue);
}

describe('the calendar that time limits are counted by', () => {
  it('is the published dataset: 调休 counts', async () => {
    await publish(1, '2025', '2026');
    const calendar = await openWorkingCalendar({ catalogue: () => catalogue, blobs })();
    expect(addWorkingDays(calendar, '2026-09-30', 5)).toMatchObject({
      date: '2026-10-13',
      provisional: false,
    });
    expect(addWorkingDays(calendar, '2025-09-29', 5)).toMatchObject({
      date: '2025-10-13',
      provisional: false,
    });
  });

  it('knows nothing while none is published', async () => {
    await publish(1);
    const calendar = await openWorkingCalendar({ catalogue: () => catalogue, blobs })();
    expect(isWorkingDay(calendar, '2026-03-10')).toBe('unknown');
    expect(addWorkingDays(calendar, '2026-03-10', 5)).toMatchObject({ provisional: true });
  });

  it('is read once, and anew when a version with another year is published', async () => {
    await publish(1, '2025');
    const current = openWorkingCalendar({ catalogue: () => catalogue, blobs });
    const before = await current();
    expect(await current()).toBe(before);
    expect(isWorkingDay(before, '2026-10-10')).toBe('unknown');
    await publish(2, '2025', '2026');
    expect(isWorkingDay(await current(), '2026-10-10')).toBe(true);
  });

  it('that cannot be read is an outage, and is read again', async () => {
    await publish(1, '2025');
    const key = openFileKey('working-calendar', 1, 'working-calendar.jsonl');
    await blobs.remove(key);
    const current = openWorkingCalendar({ catalogue: () => catalogue, blobs });
    await expect(current()).rejects.toThrow('missing');
    await publish(1, '2025');
    expect((await current()).years).toEqual(new Set(['2025']));
  });
});

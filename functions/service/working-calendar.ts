/** The calendar that time limits are counted by: the latest version of the platform's own published dataset. */

import { text } from 'node:stream/consumers';
import { type } from 'arktype';
import { openFileKey } from '../domain/file-key.ts';
import { once } from '../domain/once.ts';
import { latestOf } from '../domain/version.ts';
import {
  type CalendarDay,
  dayKinds,
  type RegionalDays,
  type WorkingCalendar,
  workingCalendar,
} from '../domain/working-calendar.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Blobs } from './ports.ts';

export const calendarDataset = 'working-calendar';

const day = once(() => type({ date: 'string', kind: type.enumerated(...dayKinds) }));

/** The calendar as it stands now; another one after its dataset is published anew. */
export type CurrentCalendar = () => Promise<WorkingCalendar>;

/**
 * Reads the calendar from the JSON Lines of the dataset's latest version, once a content. While none is published
 * every year is unknown, and every deadline provisional. Throws when the file is lost or is no calendar.
 */
export function openWorkingCalendar(
  { catalogue, blobs }: { readonly catalogue: () => Catalogue; readonly blobs: Blobs },
  regional: readonly RegionalDays[] = [],
): CurrentCalendar {
  let known = { sha256: '', calendar: Promise.resolve(workingCalendar([], regional)) };
  return () => {
    const file = publishedFile(catalogue());
    if (file && file.sha256 !== known.sha256) {
      const calendar = readDays(blobs, file.key).then((days) => workingCalendar(days, regional));
      const reading = { sha256: file.sha256, calendar };
      known = reading;
      // A failed reading is tried again by the next who asks.
      calendar.catch(() => {
        if (known === reading) known = { ...known, sha256: '' };
      });
    }
    return known.calendar;
  };
}

function publishedFile(catalogue: Catalogue): { readonly key: string; readonly sha256: string } | undefined {
  const entry = catalogue.entry(calendarDataset);
  const version = entry && latestOf(entry);
  const file = version?.distributions.find(({ format, role }) => format === 'JSONL' && role === 'data');
  if (!version || !file) return undefined;
  return { key: openFileKey(calendarDataset, version.number, file.name), sha256: file.sha256 };
}

async function readDays(blobs: Blobs, key: string): Promise<readonly CalendarDay[]> {
  const content = await blobs.get(key);
  if (!content) throw new Error(`${key} is missing from the blobs`);
  const lines = (await text(content)).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { date, kind } = day().assert(JSON.parse(line));
    return { date, kind };
  });
}

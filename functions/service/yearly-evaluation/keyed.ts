/** Requests with keys in a year: each event of the log of uses tells some, of an application to one agency. */
import { type } from 'arktype';
import { foldApplication } from '../../domain/application-evolve.ts';
import { once } from '../../domain/once.ts';
import type { Fact } from '../../domain/yearly-evaluation.ts';
import { applicationStream } from '../application/stream.ts';
import type { Records } from '../ports.ts';
import { factOf, streamsOf, type Year } from './year.ts';

const stored = once(() => type({ lines: type({ status: 'number', 'times?': 'number' }).array() }));

/** `use/{application}/{day}`, of a day of the year in China. */
const useStream = /^use\/([^/]+)\/(\d{4})-\d{2}-\d{2}$/;

export async function keyedFacts(records: Records, { year, until }: Year): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const stream of streamsOf(records, 'use/')) {
    const [, application = '', of] = useStream.exec(stream) ?? [];
    if (of !== String(year)) continue;
    const state = foldApplication(await records.load(applicationStream(application)));
    if (state.status === 'new') continue;
    for (const event of await records.load(stream)) {
      if (Date.parse(event.at) >= Date.parse(until) + lag) continue;
      const answered = stored()
        .assert(event.data)
        .lines.filter(({ status }) => status < 400)
        .reduce((sum, { times = 1 }) => sum + times, 0);
      if (answered > 0) facts.push(factOf(event, state.agency, state.dataset, ['keyed-requests', answered]));
    }
  }
  return facts;
}

/** Milliseconds by which what was used on the last day may have been written later. */
const lag = 60 * 60 * 1000;

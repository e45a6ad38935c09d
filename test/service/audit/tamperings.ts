/** What somebody might do to a stored stream, and what the audit says to it. */
import { linkHash } from '../../../functions/domain/hash-chain.ts';
import type { AuditFault } from '../../../functions/service/audit.ts';
import { appendEvents, loadEvents, sha256 } from '../../../functions/service/event-log.ts';
import type { Records } from '../../../functions/service/ports.ts';
import { fields, type Vault } from './vaults.ts';

export const subject = 'application/app_1';
export const other = 'dataset/河流';
export const at = '2026-03-02T01:00:00.000Z';

/** Five events of one stream in two appends, three of another. */
export async function write(records: Records, actor = 'lin'): Promise<void> {
  const event = (n: number) => ({ type: 'noted', at, actor, data: { n, text: '水质' } });
  const none = { length: 0, lastHash: '' };
  const first = await appendEvents(records, subject, none, [event(1), event(2), event(3)]);
  if (first.outcome !== 'appended') throw new Error('the vault is not empty');
  await appendEvents(records, subject, first, [event(4), event(5)]);
  await appendEvents(records, other, none, [event(1), event(2), event(3)]);
}

export interface Tampering {
  readonly does: string;
  readonly to: (vault: Vault, records: Records) => Promise<void>;
  readonly sequence: number;
  readonly fault: AuditFault;
}

/** Gives the event another actor and the hash that fits it, as somebody would who knows how chains are made. */
async function forge({ change }: Vault, records: Records, sequence: number): Promise<string> {
  const { events } = await loadEvents(records, subject);
  const event = events[sequence - 1];
  if (!event) throw new Error(`there is no event ${sequence}`);
  const hash = linkHash(events[sequence - 2]?.hash ?? '', { ...event, actor: 'wang' }, sha256);
  await change(subject, sequence, 'actor', 'wang');
  await change(subject, sequence, 'hash', hash);
  return hash;
}

const changed = { type: 'granted', at: '2020-01-01T00:00:00.000Z', actor: 'wang', data: '{"n":0}' };
const changes: readonly Tampering[] = fields.flatMap((field) =>
  [1, 3, 5].map((sequence) => ({
    does: `changes the ${field} of event ${sequence}`,
    to: ({ change }) => change(subject, sequence, field, { ...changed, hash: sha256('other') }[field]),
    sequence,
    fault: 'hash',
  })),
);

const forgeries: readonly Tampering[] = [
  {
    does: 'changes an event and its hash',
    to: async (vault, records) => void (await forge(vault, records, 3)),
    sequence: 4,
    fault: 'hash',
  },
  {
    does: 'changes the last event and its hash',
    to: async (vault, records) => void (await forge(vault, records, 5)),
    sequence: 5,
    fault: 'head',
  },
  {
    does: 'appends past the log',
    to: async (_, records) => {
      const { length, lastHash } = await loadEvents(records, subject);
      const event = { type: 'granted', at, actor: 'wang', data: {} };
      const place = { stream: subject, sequence: length + 1 };
      const hash = linkHash(lastHash, { ...event, ...place }, sha256);
      await records.append(subject, length, [{ ...event, hash }]);
    },
    sequence: 6,
    fault: 'head',
  },
];

const removals: readonly Tampering[] = [
  { does: 'removes the first event', to: ({ remove }) => remove(subject, 1), sequence: 1, fault: 'gap' },
  { does: 'removes an event', to: ({ remove }) => remove(subject, 3), sequence: 3, fault: 'gap' },
  {
    does: 'removes the last event',
    to: async ({ remove, changeLength }) => {
      await remove(subject, 5);
      await changeLength(subject, 4);
    },
    sequence: 5,
    fault: 'truncated',
  },
  {
    does: 'removes an event and closes the gap',
    to: async ({ remove, renumber }) => {
      await remove(subject, 3);
      await renumber(subject, 4, 3);
      await renumber(subject, 5, 4);
    },
    sequence: 3,
    fault: 'hash',
  },
  {
    does: 'removes all events and the name of the stream',
    to: async ({ remove, unlist }) => {
      for (const sequence of [1, 2, 3, 4, 5]) await remove(subject, sequence);
      await unlist(subject);
    },
    sequence: 1,
    fault: 'truncated',
  },
  {
    does: 'removes all events and the head',
    to: async ({ remove, removeHead, changeLength }) => {
      for (const sequence of [1, 2, 3, 4, 5]) await remove(subject, sequence);
      await removeHead(subject);
      await changeLength(subject, 0);
    },
    sequence: 1,
    fault: 'truncated',
  },
];

const disorder: readonly Tampering[] = [
  {
    does: 'lets two events change places',
    to: async ({ renumber }) => {
      await renumber(subject, 2, 9);
      await renumber(subject, 4, 2);
      await renumber(subject, 9, 4);
    },
    sequence: 2,
    fault: 'order',
  },
  {
    does: 'moves the last event far away',
    to: ({ renumber }) => renumber(subject, 5, 7),
    sequence: 5,
    fault: 'gap',
  },
  {
    does: 'writes something that is no JSON',
    to: ({ change }) => change(subject, 3, 'data', '{"n":'),
    sequence: 3,
    fault: 'unreadable',
  },
  {
    does: 'writes something that is no event',
    to: ({ change }) => change(subject, 1, 'data', '[1]'),
    sequence: 1,
    fault: 'unreadable',
  },
  {
    does: 'changes an event before one that is unreadable',
    to: async ({ change }) => {
      await change(subject, 4, 'data', '');
      await change(subject, 2, 'actor', 'wang');
    },
    sequence: 2,
    fault: 'hash',
  },
  { does: 'removes the head', to: ({ removeHead }) => removeHead(subject), sequence: 1, fault: 'head' },
  {
    does: 'puts something else in the place of the head',
    to: ({ changeHead }) => changeHead(subject, '{"length":"5"}'),
    sequence: 1,
    fault: 'head',
  },
  {
    does: 'shortens the head',
    to: ({ changeHead }) => changeHead(subject, JSON.stringify({ length: 4, hash: sha256('') })),
    sequence: 5,
    fault: 'head',
  },
];

export const tamperings: readonly Tampering[] = [...changes, ...forgeries, ...removals, ...disorder];

/**
 * Tells people what is new of their favourites: in the portal at once, and by one mail a round, however much is new.
 *
 * | index          | key     | sort            | holds                                          |
 * |----------------|---------|-----------------|------------------------------------------------|
 * | favourite-news | waiting | person, subject | the latest of a subject that is not mailed yet |
 */
import { type } from 'arktype';
import { ulid } from 'ulidx';
import type { CatalogueNews } from '../../domain/catalogue-news.ts';
import { isBefore } from '../../domain/china-time.ts';
import { type Subject, subjectOfNews } from '../../domain/favourite.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { once } from '../../domain/once.ts';
import { allRows } from '../all-rows.ts';
import { forEach, inTurn } from '../each.ts';
import { appendEvents } from '../event-log.ts';
import { keepersOf, listFavourites, waiting, waitingNews } from '../favourite/favourites.ts';
import { findSubscriber, keepSecret } from '../favourite/subscriber.ts';
import type { Lease } from '../lease.ts';
import { memberMailbox } from '../notification/messages.ts';
import { type Mail, mailOutbox, notificationIndex } from '../notification/outbox.ts';
import { waitingRow } from '../outbox.ts';
import type { IndexRow } from '../ports.ts';
import type { SubscriptionDeps } from './deps.ts';
import { newsMailText } from './mail-text.ts';
import { writeOnceForPerson } from './write-once.ts';

/** Of one mail; one append takes 60 rows. */
const mostInMail = 50;

const stored = once(() =>
  type({
    person: 'string',
    type: type('string').as<CatalogueNews['type']>(),
    at: 'string',
    agency: 'string',
    'dataset?': 'string',
    'version?': 'number',
  }),
);
export type WaitingNews = ReturnType<typeof stored>['infer'];

/** Those who keep what it is about, and want to be told; no further ones once `stopping` is aborted. Answers how many were. */
export async function tellPeople(deps: SubscriptionDeps, news: CatalogueNews): Promise<number> {
  let told = 0;
  const subject = subjectOfNews(news);
  for (const { person, notify, at } of await keepersOf(deps.records, subject)) {
    if (!notify || isBefore(news.at, at)) continue;
    if (deps.stopping?.aborted) return told;
    const rows = (row: string) => rowsOf(person, subject, news, row);
    if (await writeOnceForPerson(deps, news.id, person, rows)) told += 1;
  }
  return told;
}

function rowsOf(
  person: string,
  subject: Subject,
  { id: _, type: event, ...rest }: CatalogueNews,
  row: string,
): readonly IndexRow[] {
  const mailbox = memberMailbox(undefined, person);
  return [
    // As of now: what came before the last look at the mailbox counts as read.
    { index: notificationIndex, key: mailbox, sort: row, value: { event, ...rest } },
    { ...waitingNews(person, subject), value: { person, type: event, ...rest } },
  ];
}

/** Whether there is anybody to be written to. */
export async function isAnybodyWaiting({ records }: SubscriptionDeps): Promise<boolean> {
  return (await records.query(waiting.index, waiting.key, { limit: 1 })).rows.length > 0;
}

/**
 * One mail to each who is written to. Under the lease under which people are told: nobody gets two, and nothing that is
 * newer than what is mailed is removed with it. Throws, after all others were written to, for whom that failed.
 */
export async function mailPeople(deps: SubscriptionDeps, lease: Lease): Promise<void> {
  const rows = await allRows(deps.records, waiting.index, waiting.key);
  const byPerson = new Map<string, IndexRow[]>();
  const take = async (row: IndexRow): Promise<void> => {
    const { person } = stored().assert(row.value);
    byPerson.set(person, [...(byPerson.get(person) ?? []), row]);
  };
  const mail = async ([person, own]: [string, IndexRow[]]): Promise<void> => {
    for (let from = 0; from < own.length; from += mostInMail) {
      lease.held();
      await mailTo(deps, person, own.slice(from, from + mostInMail));
    }
  };
  await inTurn(
    () => forEach(rows, take),
    () => forEach(byPerson, mail),
  );
}

async function mailTo(deps: SubscriptionDeps, person: string, rows: readonly IndexRow[]): Promise<void> {
  const { records, now } = deps;
  const [subscriber, favourites] = await Promise.all([
    findSubscriber(records, person),
    listFavourites(records, person),
  ]);
  const wanted = new Set(favourites.filter(({ notify }) => notify).map(({ subject }) => subject));
  const news = rows
    .map(({ value }) => stored().assert(value))
    .filter((each) => wanted.has(subjectOfNews(each)));
  const remove = rows.map(({ index, key, sort }) => ({ index, key, sort }));
  const at = now().toISOString();
  const put: IndexRow[] = [];
  if (subscriber && news.length > 0) {
    await keepSecret(deps, person, subscriber.secret);
    const unsubscribe = `${deps.portalUrl}/api/v1/unsubscribe?token=${subscriber.secret}`;
    const value: Mail = {
      id: `mail_${ulid(now().getTime())}`,
      to: subscriber.email,
      ...newsMailText(deps, news, unsubscribe),
      unsubscribe,
      attempts: 0,
    };
    put.push(waitingRow(mailOutbox.index, value, at));
  }
  await appendEvents(records, 'favourite-mail', { length: 0, lastHash: chainOrigin }, [], { put, remove });
}

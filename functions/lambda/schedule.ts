/** What time does: terms that run out, reminders, mail, webhooks, the public log. What one call has done, another does not do again. */

import './quick-start.ts';

import { once } from '../domain/once.ts';
import { isLoopback } from '../loopback.ts';
import { mailSenderOf, mailSettings } from '../mail-sender.ts';
import type { JobsBy } from '../parts/timetable.ts';
import { countAccess } from '../service/access-log.ts';
import { applicationDepsOf } from '../service/application/composed-deps.ts';
import { createTimekeeper } from '../service/application/timekeeper.ts';
import { NothingPublished } from '../service/catalogue/follow.ts';
import { inTurn } from '../service/each.ts';
import { countFavouritesDaily } from '../service/favourite/counts.ts';
import { keepLog } from '../service/log/log.ts';
import { readSigners } from '../service/log/signers.ts';
import { deliverMail } from '../service/notification/delivery.ts';
import { objectionDepsOf } from '../service/objection/composed-deps.ts';
import { createObjectionTimekeeper } from '../service/objection/timekeeper.ts';
import { remindDaily } from '../service/reminder/reminders.ts';
import { tellSubscribers } from '../service/subscription/tell.ts';
import { eraseVoices } from '../service/voice/retention.ts';
import { deliverWebhooks } from '../service/webhook/deliver.ts';
import { openS3Shelf } from '../store/s3-shelf.ts';
import { bucketFor, openBase, s3Client } from './base.ts';
import { environment } from './environment.ts';
import { runTask, type Task } from './tasks.ts';

const base = await openBase();
const sendMail = mailSenderOf(environment(...mailSettings), base);
const applications = applicationDepsOf(base);
const keepTime = createTimekeeper(applications);
const keepObjections = createObjectionTimekeeper(objectionDepsOf(base));
const outgoing = { allowsLoopback: isLoopback(base.portalUrl) };
const signers = once(async () => {
  // Loaded with the first look at the log; of the SDK no more than this takes.
  const { readSecret } = await import('./secret.ts');
  return readSigners(await readSecret(environment('LOG_KEY_PARAMETER').LOG_KEY_PARAMETER));
});

const accessLog = () => openS3Shelf({ client: s3Client(), bucket: bucketFor('access/'), prefix: 'access/' });

/** What needs the public catalogue, and is left for later while there is none. */
const published =
  (work: Task): Task =>
  async (stopping) => {
    try {
      await base.before();
    } catch (error) {
      if (error instanceof NothingPublished) return { skipped: 'nothing is published yet' };
      throw error;
    }
    return work(stopping);
  };

const tasks = {
  timekeeping: published(async () => {
    await inTurn(keepTime, keepObjections, () => eraseVoices(base));
    return {};
  }),
  reminders: published(async () => {
    await remindDaily({ ...base, ...applications });
    return {};
  }),
  use: published((stopping) => countAccess({ ...base, accessLog: accessLog() }, stopping)),
  subscriptions: published(async (stopping) => {
    const told = { told: 0 };
    await inTurn(
      () => countFavouritesDaily(base),
      async () => Object.assign(told, await tellSubscribers({ ...base, stopping })),
    );
    return told;
  }),
  log: published(async () => ({ ...(await keepLog({ ...base, signers })) })),
  mail: async (stopping) => ({ ...(await deliverMail({ ...base, sendMail, stopping })) }),
  webhooks: async (stopping) => ({ ...(await deliverWebhooks({ ...base, outgoing, stopping })) }),
} satisfies Record<JobsBy<'schedule'>, Task>;

export const handler = (event: object): Promise<void> => runTask(base, tasks, event);

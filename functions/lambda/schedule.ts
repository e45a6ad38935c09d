/** What time does: terms that run out, mail, webhooks. What one call has done, another does not do again. */

import './quick-start.ts';

import { isLoopback } from '../loopback.ts';
import { mailSenderOf, mailSettings } from '../mail-sender.ts';
import { applicationDepsOf } from '../service/application/composed-deps.ts';
import { createTimekeeper } from '../service/application/timekeeper.ts';
import { NothingPublished } from '../service/catalogue/follow.ts';
import { deliverMail } from '../service/notification/delivery.ts';
import { deliverWebhooks } from '../service/webhook/deliver.ts';
import { openBase } from './base.ts';
import { environment } from './environment.ts';
import { runTask, type Tasks } from './tasks.ts';

const base = await openBase();
const sendMail = mailSenderOf(environment(...mailSettings), base);
const keepTime = createTimekeeper(applicationDepsOf(base));
const outgoing = { allowsLoopback: isLoopback(base.portalUrl) };

const tasks: Tasks = {
  timekeeping: async () => {
    try {
      await base.before();
    } catch (error) {
      if (error instanceof NothingPublished) return { skipped: 'nothing is published yet' };
      throw error;
    }
    await keepTime();
    return {};
  },
  mail: async (stopping) => ({ ...(await deliverMail({ ...base, sendMail, stopping })) }),
  webhooks: async (stopping) => ({ ...(await deliverWebhooks({ ...base, outgoing, stopping })) }),
};

export const handler = (event: object): Promise<void> => runTask(base, tasks, event);

/** Webhooks beside a real application service, with a receiver on this machine and a moving clock. */
import type { Actor } from '../../../functions/domain/actor.ts';
import { notificationRows } from '../../../functions/service/notification/outbox.ts';
import { deliverWebhooks, type WebhookDeps } from '../../../functions/service/webhook/deliver.ts';
import type { Delivery } from '../../../functions/service/webhook/deliveries.ts';
import { changeWebhook, createWebhook, type NewWebhook } from '../../../functions/service/webhook/manage.ts';
import { listDeliveries } from '../../../functions/service/webhook/sendings.ts';
import { type Applying, companyOrganisation, openApplying, people } from '../application/applying.ts';
import { openReceiver, type Receiver } from './receiver.ts';

export const portalUrl = 'https://data.example.cn';

export interface Hooked extends AsyncDisposable {
  readonly applying: Applying;
  readonly receiver: Receiver;
  readonly deps: WebhookDeps;
  /** Makes a webhook to the receiver; the applicant's company's unless told otherwise. */
  hook(actor?: Actor, more?: Partial<NewWebhook>): Promise<{ readonly id: string; readonly secret: string }>;
  /** One round of deliveries at an ISO 8601 instant. */
  round(at?: string): Promise<{ readonly sent: number; readonly failed: number }>;
  deliveries(id: string, actor?: Actor): Promise<readonly Delivery[]>;
  isEnabled(id: string, actor?: Actor): Promise<boolean>;
}

export async function openHooked(): Promise<Hooked> {
  const applying = await openApplying((deps) => ({ rowsFor: notificationRows({ ...deps, portalUrl }) }));
  const receiver = await openReceiver();
  const { records, now } = applying.deps;
  const deps: WebhookDeps = { records, now, portalUrl, outgoing: { allowsLoopback: true } };
  return {
    applying,
    receiver,
    deps,
    async hook(actor = people.applicant, more = {}) {
      const owner = actor === people.applicant ? { owner: companyOrganisation.creditCode } : {};
      const wanted = { name: '业务系统', url: receiver.url, events: [], ...owner, ...more };
      const made = await createWebhook(deps, wanted, actor);
      if (made.outcome !== 'made') throw new Error(JSON.stringify(made));
      return { id: made.webhook.id, secret: made.secret };
    },
    async round(at) {
      if (at !== undefined) applying.at(at);
      return deliverWebhooks(deps);
    },
    async deliveries(id, actor = people.applicant) {
      const page = await listDeliveries(deps, id, { limit: 100 }, actor);
      if (page.outcome !== 'listed') throw new Error(page.outcome);
      return page.deliveries;
    },
    async isEnabled(id, actor = people.applicant) {
      const same = await changeWebhook(deps, id, { type: 'change' }, actor);
      if (same.outcome !== 'changed') throw new Error(same.outcome);
      return same.webhook.disabled === undefined;
    },
    async [Symbol.asyncDispose]() {
      await receiver[Symbol.asyncDispose]();
      await applying[Symbol.asyncDispose]();
    },
  };
}

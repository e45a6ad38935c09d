import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appendEvents, loadHead } from '../../../functions/service/event-log.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { deliverWebhooks } from '../../../functions/service/webhook/deliver.ts';
import { changeWebhook, listWebhooks } from '../../../functions/service/webhook/manage.ts';
import { replayDelivery, testWebhook } from '../../../functions/service/webhook/sendings.ts';
import { bodies, people, start } from '../application/applying.ts';
import { type Received, status } from './receiver.ts';
import { type Hooked, openHooked, portalUrl } from './webhooks-given.ts';

let hooked: Hooked;
beforeEach(async () => {
  hooked = await openHooked();
});
afterEach(async () => {
  vi.useRealTimers();
  await hooked[Symbol.asyncDispose]();
});

const submitted = async (): Promise<string> => {
  const id = await hooked.applying.begin();
  await hooked.applying.say(id, people.applicant, bodies.submit);
  return id;
};
const accepted = async (): Promise<string> => {
  const id = await submitted();
  await hooked.applying.say(id, people.reviewer, bodies.accept);
  return id;
};
const typesOf = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).type).sort();
const reviewerHook = () => hooked.hook(people.reviewer, { owner: 'agency' });

/** As the receiver's own software does it. */
function verified({ headers, body }: Received, secret: string): unknown {
  vi.useFakeTimers({ now: new Date(start), toFake: ['Date'] });
  const verifiedBody = new Webhook(secret).verify(body, headers as Record<string, string>);
  vi.useRealTimers();
  return verifiedBody;
}

describe('what happens to an application', () => {
  it('is told to the systems of the party and of the agency, signed, and nothing personal with it', async () => {
    const [ours, theirs] = [await hooked.hook(), await reviewerHook()];
    const application = await accepted();
    expect(await hooked.round()).toEqual({ sent: 2, failed: 0 });
    const { received } = hooked.receiver;
    expect(typesOf(received)).toEqual(['application.accepted', 'application.submitted']);
    const toParty = received.find(({ body }) => body.includes('accepted')) as Received;
    const toAgency = received.find((each) => each !== toParty) as Received;
    const url = `${portalUrl}/api/v1/applications/${application}`;
    expect(verified(toParty, ours.secret)).toEqual({
      type: 'application.accepted',
      timestamp: start,
      data: { application, dataset: 'river-hourly', status: 'accepted', url },
    });
    expect(verified(toAgency, theirs.secret)).toMatchObject({ type: 'application.submitted' });
    expect(() => verified(toParty, theirs.secret)).toThrow();
    expect(() => verified({ ...toParty, body: toParty.body.replace('app_', 'apq_') }, ours.secret)).toThrow();
    expect(toParty.headers).toMatchObject({ 'content-type': 'application/json' });
    for (const each of received) expect(each.body).not.toMatch(/张|zhang|王|company/);
  });

  it('is told of what one’s own people did as well, once each', async () => {
    await hooked.hook();
    await hooked.applying.grant();
    await hooked.round();
    await hooked.round();
    expect(typesOf(hooked.receiver.received)).toEqual([
      'application.accepted',
      'application.approved',
      'application.signed',
    ]);
  });

  it('is told to nobody else, and not before the webhook was made', async () => {
    for (const actor of [people.person, people.competitor, people.foreignReviewer])
      await hooked.hook(actor, { owner: actor === people.foreignReviewer ? 'agency' : 'self' });
    await accepted();
    hooked.applying.at('2026-03-10T02:00:01.000Z');
    await hooked.hook();
    await reviewerHook();
    expect(await hooked.round()).toEqual({ sent: 0, failed: 0 });
  });

  it('is told as far as the webhook listens', async () => {
    await hooked.hook(people.applicant, { events: ['application.rejected'] });
    const id = await accepted();
    await hooked.applying.say(id, people.reviewer, bodies.reject);
    await hooked.round();
    expect(typesOf(hooked.receiver.received)).toEqual(['application.rejected']);
  });

  it('is not told when it did not happen', async () => {
    await hooked.hook();
    const id = await submitted();
    await hooked.applying.say(id, people.competitor, bodies.accept);
    expect(await hooked.round()).toEqual({ sent: 0, failed: 0 });
  });

  it('is told to all others where one announcement is damaged, which is then named', async () => {
    await hooked.hook();
    await accepted();
    const { records } = hooked.deps;
    const damaged = { index: 'announcements', key: 'waiting', sort: '2026-01-01/damaged', value: {} };
    await appendEvents(records, 'damage', await loadHead(records, 'damage'), [], { put: [damaged] });
    await expect(hooked.round()).rejects.toThrow(/failed/);
    expect(typesOf(hooked.receiver.received)).toEqual(['application.accepted']);
  });

  it('is told once by two processes', async () => {
    await hooked.hook();
    await accepted();
    const rounds = await Promise.all([hooked.round(), hooked.round()]);
    await hooked.round();
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBeLessThanOrEqual(1);
    expect(hooked.receiver.received).toHaveLength(1);
  });
});

describe('a receiver that fails', () => {
  const times = ['02:01', '02:06', '02:36', '04:36', '09:36', '19:36'].map(
    (at) => `2026-03-10T${at}:00.000Z`,
  );
  const last = '2026-03-11T09:36:00.000Z';

  it('is tried again, later and later, under one id, each time signed for the moment', async () => {
    const { id } = await hooked.hook();
    hooked.receiver.reply = status(503);
    await accepted();
    expect(await hooked.round()).toEqual({ sent: 0, failed: 1 });
    expect(await hooked.round()).toEqual({ sent: 0, failed: 0 });
    expect(await hooked.deliveries(id)).toMatchObject([
      { state: 'waiting', attempted: 1, attempts: [{ at: start, status: 503 }], nextAt: times[0] },
    ]);
    hooked.receiver.reply = status(200);
    expect(await hooked.round(times[0])).toEqual({ sent: 1, failed: 0 });
    const [first, second] = hooked.receiver.received.map(({ headers }) => headers);
    expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(Number(second?.['webhook-timestamp'])).toBe(Number(first?.['webhook-timestamp']) + 60);
    const [delivery] = await hooked.deliveries(id);
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 503 }, { status: 200 }] });
    expect(delivery).not.toHaveProperty('nextAt');
    expect((await listWebhooks(hooked.deps, people.applicant))[0]).toMatchObject({ lastSuccessAt: times[0] });
  });

  it('is disabled when nothing was taken for more than a day; the owner is told, and can go on', async () => {
    const { id } = await hooked.hook();
    hooked.receiver.reply = status(500);
    const application = await accepted();
    await hooked.round();
    for (const at of times) expect(await hooked.round(at)).toEqual({ sent: 0, failed: 1 });
    expect(await hooked.isEnabled(id)).toBe(true);
    expect(await hooked.round(last)).toEqual({ sent: 0, failed: 1 });
    expect(await hooked.isEnabled(id)).toBe(false);
    const told = async (actor: (typeof people)['applicant' | 'colleague' | 'competitor']) =>
      (await listNotifications(hooked.deps.records, actor))?.notifications.filter(
        ({ event }) => event === 'webhook-disabled',
      );
    expect(await told(people.colleague)).toMatchObject([{ webhook: id, name: '业务系统', at: last }]);
    expect(await told(people.competitor)).toEqual([]);

    // What happens meanwhile is kept, and can be sent afterwards.
    await hooked.applying.say(application, people.reviewer, bodies.reject);
    await hooked.round();
    expect(await hooked.deliveries(id)).toMatchObject([
      { type: 'application.rejected', state: 'held', attempted: 0 },
      { type: 'application.accepted', state: 'failed', attempted: 8 },
    ]);
    expect(await testWebhook(hooked.deps, id, people.applicant)).toMatchObject({ code: 'webhook-disabled' });
    await changeWebhook(hooked.deps, id, { type: 'enable' }, people.colleague);
    hooked.receiver.reply = status(204);
    for (const { id: message } of await hooked.deliveries(id))
      await replayDelivery(hooked.deps, id, message, people.colleague);
    expect(await hooked.round()).toEqual({ sent: 2, failed: 0 });
    expect((await hooked.deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('stays enabled when it took something else meanwhile', async () => {
    const { id } = await hooked.hook();
    const application = await accepted();
    hooked.receiver.reply = (response, { body }) => {
      response.statusCode = body.includes('accepted"') && !body.includes('rejected') ? 422 : 204;
      response.end();
    };
    await hooked.round();
    await hooked.applying.say(application, people.reviewer, bodies.reject);
    for (const at of [...times, last]) await hooked.round(at);
    const states = (await hooked.deliveries(id)).map(({ state }) => state);
    expect(states.sort()).toEqual(['delivered', 'failed']);
    expect(await hooked.isEnabled(id)).toBe(true);
  });

  it('is disabled at once when it says that it is gone', async () => {
    const { id } = await hooked.hook();
    hooked.receiver.reply = status(410);
    await accepted();
    await hooked.round();
    expect(await hooked.isEnabled(id)).toBe(false);
    expect(await hooked.deliveries(id)).toMatchObject([{ state: 'failed', attempts: [{ status: 410 }] }]);
  });

  it('holds nobody else up, and is not asked twice in one round', async () => {
    await hooked.hook();
    const theirs = await reviewerHook();
    const application = await accepted();
    await hooked.applying.say(application, people.reviewer, bodies.reject);
    hooked.receiver.reply = (response, { body }) => {
      response.statusCode = body.includes('submitted"') ? 204 : 500;
      response.end();
    };
    expect(await hooked.round()).toEqual({ sent: 1, failed: 1 });
    expect(await hooked.deliveries(theirs.id, people.reviewer)).toMatchObject([{ state: 'delivered' }]);
  });

  it('is told why nothing was sent: redirected, or lying where nothing may be sent to', async () => {
    const { id } = await hooked.hook();
    hooked.receiver.reply = (response) => void response.writeHead(307, { Location: '/elsewhere' }).end();
    await accepted();
    await hooked.round();
    expect(hooked.receiver.received).toHaveLength(1);
    const strict = { ...hooked.deps, outgoing: {} };
    hooked.applying.at(times[0] ?? '');
    await deliverWebhooks(strict);
    expect(await hooked.deliveries(id)).toMatchObject([
      { attempts: [{ status: 307 }, { reason: 'not-https' }] },
    ]);
  });
});

describe('a test', () => {
  it('goes out once and disables nothing', async () => {
    const { id, secret } = await hooked.hook();
    hooked.receiver.reply = status(410);
    expect(await testWebhook(hooked.deps, id, people.applicant)).toMatchObject({ outcome: 'queued' });
    expect(await hooked.round()).toEqual({ sent: 0, failed: 1 });
    expect(await hooked.round('2026-03-12T02:00:00.000Z')).toEqual({ sent: 0, failed: 0 });
    expect(await hooked.isEnabled(id)).toBe(true);
    expect(verified(hooked.receiver.received[0] as Received, secret)).toMatchObject({
      type: 'webhook.test',
      data: { webhook: id },
    });
  });

  it('is refused when there were too many within the hour', async () => {
    const { id } = await hooked.hook();
    for (let count = 0; count < 60; count += 1) await testWebhook(hooked.deps, id, people.applicant);
    expect(await testWebhook(hooked.deps, id, people.applicant)).toMatchObject({ code: 'too-many-sendings' });
    hooked.applying.at('2026-03-10T03:00:00.000Z');
    expect(await testWebhook(hooked.deps, id, people.applicant)).toMatchObject({ outcome: 'queued' });
  });
});

describe('the secret', () => {
  it('is rotated with an overlap in which both verify, and the old one does not afterwards', async () => {
    const { id, secret: old } = await hooked.hook();
    const rotated = await changeWebhook(
      hooked.deps,
      id,
      { type: 'rotate-secret', overlapHours: 1 },
      people.colleague,
    );
    if (rotated.outcome !== 'made') throw new Error(rotated.outcome);
    await testWebhook(hooked.deps, id, people.applicant);
    await hooked.round();
    const [first] = hooked.receiver.received as [Received];
    for (const secret of [old, rotated.secret])
      expect(verified(first, secret)).toMatchObject({ type: 'webhook.test' });
    await testWebhook(hooked.deps, id, people.applicant);
    await hooked.round('2026-03-10T03:00:00.000Z');
    const second = hooked.receiver.received[1]?.headers['webhook-signature'] as string;
    expect([String(first.headers['webhook-signature']).split(' ').length, second.split(' ').length]).toEqual([
      2, 1,
    ]);
  });

  it('stands in no event', async () => {
    const { id, secret } = await hooked.hook();
    await changeWebhook(hooked.deps, id, { type: 'rotate-secret', overlapHours: 1 }, people.applicant);
    await testWebhook(hooked.deps, id, people.applicant);
    await hooked.round();
    const { records } = hooked.deps;
    const { rows } = await records.streams('', { limit: 1000 });
    const events = (await Promise.all(rows.map((stream) => records.load(stream)))).flat();
    expect(events.map(({ type }) => type)).toContain('webhook-secret-rotated');
    expect(JSON.stringify(events)).not.toMatch(/whsec_/);
    expect(JSON.stringify(events)).not.toContain(secret.slice(6));
  });
});

describe('a webhook that is removed', () => {
  it('is told nothing that was waiting, and leaves no delivery and no secret', async () => {
    const { id } = await hooked.hook();
    await accepted();
    hooked.receiver.reply = status(500);
    await hooked.round();
    await changeWebhook(hooked.deps, id, { type: 'remove' }, people.applicant);
    await hooked.round('2026-03-10T02:01:00.000Z');
    expect(hooked.receiver.received).toHaveLength(1);
    for (const index of ['webhook-deliveries', 'webhook-secrets', 'webhooks'])
      expect((await hooked.deps.records.query(index, id)).rows).toEqual([]);
    expect((await hooked.deps.records.query('webhook-outbox', 'waiting')).rows).toEqual([]);
  });
});

describe('deliveries', () => {
  it('are kept for 90 days', async () => {
    const { id } = await hooked.hook();
    await accepted();
    await hooked.round();
    hooked.applying.at('2026-06-09T02:00:01.000Z');
    await accepted();
    await hooked.round();
    expect(await hooked.deliveries(id)).toMatchObject([{ at: '2026-06-09T02:00:01.000Z' }]);
  });
});

/** What was sent to one webhook: every message with its attempts; sending one again. */
import { get, post } from './api.ts';
import { moment } from './dates.ts';
import { button, fill, h, mark, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { Page, WebhookDelivery } from './types.ts';
import { eventText } from './webhook-words.ts';
import { label, t } from './words.ts';

const words = t.webhooks;
const tones = { delivered: 'accent', failed: 'danger', held: 'warning', waiting: 'quiet' } as const;

/** Milliseconds between looks, and how often, while something is on its way: the schedule sends within seconds. */
const looks = { every: 1_500, most: 8 };

interface DeliveryListing {
  readonly element: HTMLElement;
  readonly load: () => Promise<void>;
  /** Reads it anew until the latest is not waiting for its first attempt any more. */
  readonly follow: () => Promise<void>;
}

/** `onRead` hears of the deliveries that were read, newest first. */
export function deliveryList(
  webhook: string,
  mayReplay: boolean,
  onRead: (deliveries: readonly WebhookDelivery[]) => void,
): DeliveryListing {
  const element = h('div', { class: 'stack' });
  const path = `/api/v1/webhooks/${encodeURIComponent(webhook)}/deliveries`;
  let all: readonly WebhookDelivery[] = [];
  const read = async (address: string, before: readonly WebhookDelivery[] = []): Promise<void> => {
    const answer = await get<Page<WebhookDelivery>>(address);
    if (!answer.ok)
      return element.replaceChildren(problemNotice(answer.problem, () => read(address, before)));
    all = [...before, ...answer.data.data];
    onRead(all);
    const { next } = answer.data.links;
    element.replaceChildren(
      all.length === 0 ? h('p', { class: 'quiet' }, words.noDeliveries) : listed(all, again),
      ...(next === null
        ? []
        : [
            h(
              'p',
              {},
              button(t.more, () => read(next, all), 'plain'),
            ),
          ]),
    );
  };
  const load = () => read(path);
  const follow = async (): Promise<void> => {
    for (let look = 0; look < looks.most; look += 1) {
      await load();
      if (!all.some(({ state, nextAt }) => state === 'waiting' && nextAt === undefined)) return;
      await new Promise((resolve) => setTimeout(resolve, looks.every));
    }
  };
  const again = mayReplay
    ? async (message: string): Promise<void> => {
        const answer = await post(`${path}/${encodeURIComponent(message)}/replay`, {});
        if (answer.ok) return follow();
        element.prepend(problemNotice(answer.problem));
      }
    : undefined;
  return { element, load, follow };
}

function listed(
  deliveries: readonly WebhookDelivery[],
  again: ((message: string) => Promise<void>) | undefined,
): HTMLElement {
  const { head } = words;
  const columns = [
    { head: head.what },
    { head: head.state, look: 'fit' },
    { head: head.at, look: 'fit' },
    { head: head.attempts },
    { head: head.again, look: 'fit' },
  ] as const;
  const rows = deliveries.map(({ id, at, type, state, attempted, attempts, nextAt }) => {
    const last = attempts.at(-1);
    const result =
      last?.status === undefined ? label(words.reasons, last?.reason ?? '') : `HTTP ${last.status}`;
    const next = nextAt === undefined ? '' : `${t.semicolon}${fill(words.next, { at: moment(nextAt) })}`;
    const replay = again && state !== 'waiting' ? button(words.replay, () => again(id), 'plain') : undefined;
    replay?.setAttribute('aria-label', `${words.replay} ${eventText(type)} ${moment(at)}`);
    return [
      eventText(type),
      mark(tones[state], words.states[state]),
      moment(at),
      last ? fill(words.count, { n: attempted, result }) + next : words.notTried,
      replay ?? t.none,
    ];
  });
  return table(words.deliveries, columns, rows);
}

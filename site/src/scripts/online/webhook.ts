/** One webhook: how it stands, what can be done with it, and what was sent. */
import { post } from './api.ts';
import { moment } from './dates.ts';
import { button, details, facts, h, mark } from './dom.ts';
import { areFilled, field } from './fields.ts';
import { tellIn } from './start.ts';
import type { WebhookView } from './types.ts';
import { deliveryList } from './webhook-deliveries.ts';
import { webhookSecret } from './webhook-secret.ts';
import { type Again, eventText, idsIn, watchFields } from './webhook-words.ts';
import { t } from './words.ts';

const words = t.webhooks;

export function webhookItem(
  webhook: WebhookView,
  owner: string,
  again: Again,
  isOpen: boolean,
): HTMLDetailsElement {
  const { id, name, url, events, datasets, agencies, disabled, lastSuccessAt } = webhook;
  const told = h('div', { class: 'stack', 'aria-live': 'polite' });
  const latest = h('span', {}, lastSuccessAt === null ? words.never : moment(lastSuccessAt));
  const sent = deliveryList(id, disabled === undefined, (deliveries) => {
    const at = deliveries
      .filter(({ state }) => state === 'delivered')
      .flatMap(({ attempts }) => attempts.at(-1)?.at ?? [])
      .sort()
      .at(-1);
    if (at !== undefined) latest.textContent = moment(at);
  });
  const change = async (body: object, said: string, isGone = false): Promise<void> => {
    const answer = await post<{ secret?: string; delivery?: object }>(commands(id), body);
    if (!answer.ok) return tellIn(told, answer.problem);
    const { secret, delivery } = answer.data;
    if (delivery !== undefined) {
      told.replaceChildren(h('p', { class: 'hint' }, said));
      return sent.follow();
    }
    if (secret === undefined) return again(said, isGone ? undefined : id);
    told.replaceChildren(webhookSecret(secret, () => again(said, id)));
  };
  const state = disabled ? mark('warning', words.disabled) : mark('accent', words.enabled);
  const item = details(
    name,
    facts(
      [t.facts.status, state],
      disabled !== undefined && [
        t.reason,
        `${words.because[disabled.because]}${t.comma}${moment(disabled.at)}`,
      ],
      [words.url, h('code', { class: 'as-written' }, url)],
      [words.owner, owner],
      [words.events, events.map(eventText).join(t.comma) || words.all],
      datasets.length + agencies.length > 0 && [words.watched, [...datasets, ...agencies].join(t.comma)],
      [words.lastSuccess, latest],
    ),
    told,
    h(
      'p',
      { class: 'actions' },
      !disabled && button(words.test, () => change({ type: 'test' }, words.sent)),
      disabled
        ? button(words.enable, () => change({ type: 'enable' }, words.enabledNow), 'primary')
        : button(words.disable, () => change({ type: 'disable' }, words.disabledNow), 'plain'),
    ),
    sent.element,
    ...changes(webhook, change),
  );
  item.querySelector('summary')?.append(' ', state.cloneNode(true));
  item.addEventListener('toggle', () => void (item.open && sent.load()), { once: true });
  item.open = isOpen;
  return item;
}

const commands = (id: string): string => `/api/v1/webhooks/${encodeURIComponent(id)}/commands`;

type Change = (body: object, said: string, isGone?: boolean) => Promise<void>;

function changes({ id, name, url, datasets, agencies }: WebhookView, change: Change): HTMLElement[] {
  const called = field({ id: `name-${id}`, label: words.name, value: name, required: true, longest: 100 });
  const address = field({
    id: `url-${id}`,
    label: words.url,
    hint: words.urlHint,
    value: url,
    required: true,
    longest: 2000,
  });
  const watched = watchFields(id, { datasets, agencies });
  const overlap = field({
    id: `overlap-${id}`,
    label: words.overlap,
    kind: 'number',
    minimum: 0,
    maximum: 168,
    value: '24',
    required: true,
  });
  const save = async (): Promise<void> => {
    if (!areFilled([called.control, address.control])) return;
    const [ofDatasets, ofAgencies] = watched;
    const body = {
      type: 'change',
      name: called.control.value.trim(),
      url: address.control.value.trim(),
      datasets: idsIn(ofDatasets),
      agencies: idsIn(ofAgencies),
    };
    await change(body, words.saved);
  };
  const rotate = async (): Promise<void> => {
    if (!areFilled([overlap.control])) return;
    await change({ type: 'rotate-secret', overlapHours: Number(overlap.control.value) }, words.rotated);
  };
  return [
    details(
      words.edit,
      called.element,
      address.element,
      ...watched.map(({ element }) => element),
      h('p', {}, button(words.save, save)),
    ),
    details(words.rotate, overlap.element, h('p', {}, button(words.rotateNow, rotate))),
    details(
      words.remove,
      h('p', { class: 'hint' }, words.removeHint),
      h(
        'p',
        {},
        button(words.removeNow, () => change({ type: 'remove' }, words.removed, true), 'danger'),
      ),
    ),
  ];
}

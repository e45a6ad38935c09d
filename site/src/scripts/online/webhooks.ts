/** Webhooks of whoever is here: the list, and making one. What belongs to a single one is in webhook.ts. */
import { get, type Me, post } from './api.ts';
import { button, details, h, section } from './dom.ts';
import { areFilled, choices, chosen, field } from './fields.ts';
import { problemNotice } from './problem.ts';
import { type Place, tellIn } from './start.ts';
import type { WebhookView } from './types.ts';
import { webhookItem } from './webhook.ts';
import { webhookSecret } from './webhook-secret.ts';
import { type Again, eventText, idsIn, watchFields } from './webhook-words.ts';
import { t } from './words.ts';

const words = t.webhooks;
interface WebhookList {
  readonly data: readonly WebhookView[];
  readonly meta: { readonly events: readonly string[] };
}
type Owners = readonly (readonly [value: string, text: string, owner: string])[];

/** Whose webhooks a page shows: at the desk the agency's, elsewhere one's own and those of one's organisations. */
function ownersOf({ id, agency, organisations = [], name }: Me, isDesk: boolean): Owners {
  if (isDesk) return [['agency', words.agency, `agency/${agency}`]];
  return [
    ...organisations.map((each) => [each.creditCode, each.name, `organisation/${each.creditCode}`] as const),
    ['self', name ?? t.person, `person/${id}`],
  ];
}

/** The panel; it fills itself, and replaces its content after a change. */
export function webhookPanel(place: Place, isDesk = false): HTMLElement {
  const owners = ownersOf(place.me, isDesk);
  const host = section(words.title, h('p', { class: 'quiet' }, t.loading));
  const show = async (open?: string): Promise<void> => {
    const answer = await get<WebhookList>('/api/v1/webhooks');
    const heading = h('h2', {}, words.title);
    if (!answer.ok)
      return host.replaceChildren(
        heading,
        problemNotice(answer.problem, () => show(open)),
      );
    const { data, meta } = answer.data;
    const again: Again = async (said, next) => {
      await show(next);
      place.say(said);
    };
    const shown = data.flatMap((webhook) => {
      const owner = owners.find(([, , key]) => key === webhook.owner);
      return owner ? [webhookItem(webhook, owner[1], again, webhook.id === open)] : [];
    });
    host.replaceChildren(
      heading,
      h('p', { class: 'quiet' }, words.lead),
      ...(shown.length > 0 ? shown : [h('p', { class: 'notice' }, words.empty)]),
      newWebhook(owners, meta.events, again),
    );
  };
  void show();
  return host;
}

function newWebhook(owners: Owners, events: readonly string[], again: Again): HTMLElement {
  const name = field({ id: 'webhook-name', label: words.name, required: true, longest: 100 });
  const url = field({
    id: 'webhook-url',
    label: words.url,
    hint: words.urlHint,
    required: true,
    longest: 2000,
  });
  const options = owners.map(([value, text]) => [value, text] as const);
  const owner = field({ id: 'webhook-owner', label: words.owner, kind: 'select', options });
  const told = h('div', { class: 'stack', 'aria-live': 'polite' });
  const [datasets, agencies] = watchFields('webhook');
  const some = details(
    words.onlySome,
    h('p', { class: 'hint' }, words.eventsHint),
    choices('webhook-event', words.events, 'checkbox', eventChoices(events), true),
    datasets.element,
    agencies.element,
  );
  const make = async (): Promise<void> => {
    if (!areFilled([name.control, url.control])) return;
    const body = {
      name: name.control.value.trim(),
      url: url.control.value.trim(),
      owner: owner.control.value,
      events: chosen(some, 'webhook-event'),
      datasets: idsIn(datasets),
      agencies: idsIn(agencies),
    };
    const answer = await post<{ webhook: WebhookView; secret: string }>('/api/v1/webhooks', body);
    if (!answer.ok) return tellIn(told, answer.problem);
    const { webhook, secret } = answer.data;
    form.replaceChildren(webhookSecret(secret, () => again(words.made, webhook.id)));
  };
  const press = button(words.makeNow, make, 'primary');
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    name.element,
    url.element,
    owners.length > 1 && owner.element,
    some,
    told,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return details(words.make, form);
}

const eventChoices = (events: readonly string[]) =>
  events.filter((name) => name !== 'webhook.test').map((name) => ({ value: name, label: eventText(name) }));

/** The keys of a grant: make (shown once), rotate, revoke, rename, allow-list. */
import { get, post } from './api.ts';
import { date, moment } from './dates.ts';
import { button, details, facts, fill, h, mark, section } from './dom.ts';
import { areFilled, type Field, field } from './fields.ts';
import type { Refresh } from './my-case.ts';
import { problemNotice } from './problem.ts';
import { type Opened, secretNotice } from './secret.ts';
import { tellIn } from './start.ts';
import type { AccessKeyView } from './types.ts';
import { label, myWords, t } from './words.ts';

const words = myWords();
interface Changed {
  readonly key: AccessKeyView;
  readonly secret?: string;
}
type Change = (path: string, body: object, said: string) => Promise<void>;

const lines = (text: string): string[] => text.split(/[\s,，、;；]+/).filter(Boolean);
/** As the interface takes them. */
const longestName = 100;
const longestOverlap = 168;

/** What keys belong to: an application, or a share between agencies. */
export interface Holding {
  /** Where its keys are read, and where they are made. */
  readonly list: string;
  readonly make: string;
  /** Who acts for the party without being named in the application sees the keys only. */
  readonly mayChange: boolean;
  readonly opened: Opened;
}

export async function keysPanel(holding: Holding, refresh: Refresh): Promise<HTMLElement> {
  const { list, make, mayChange, opened } = holding;
  const answer = await get<{ data: readonly AccessKeyView[] }>(list);
  if (!answer.ok) return section(words.keys, problemNotice(answer.problem));
  const shown = h('div', { class: 'stack', 'aria-live': 'polite' });
  const none = h('p', { class: 'notice' }, words.noKeys);
  /** A change tells its secret here, once; the rest of the page is read anew when the reader has kept it. */
  const change: Change = async (path, body, said) => {
    const changed = await post<Changed>(path, body);
    if (!changed.ok) return tellIn(shown, changed.problem);
    const { secret } = changed.data;
    if (secret === undefined) return refresh(said);
    none.remove();
    shown.replaceChildren(secretNotice(secret, opened, () => refresh(said)));
    shown.scrollIntoView({ block: 'center' });
  };
  const keys = answer.data.data;
  const isLive = ({ status }: AccessKeyView): boolean => status === 'active' || status === 'replaced';
  const past = keys.filter((key) => !isLive(key));
  const current = keys.filter(isLive).map((key) => keyEntry(key, keys, mayChange ? change : undefined));
  return section(
    words.keys,
    h('p', { class: 'quiet' }, words.keysLead),
    shown,
    current.length > 0 ? h('div', { class: 'access-keys' }, ...current) : none,
    mayChange && newKey(make, change, current.length === 0),
    past.length > 0 &&
      details(
        fill(words.pastKeys, { n: past.length }),
        h('div', { class: 'access-keys' }, ...past.map((key) => keyEntry(key, keys, undefined))),
      ),
  );
}

/** Sends what a form holds when it is filled in; Enter does what its button does. */
function keyForm(fields: readonly Field[], press: HTMLButtonElement, extra?: Node): HTMLFormElement {
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    ...fields.map(({ element }) => element),
    extra,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return form;
}

const nameField = (id: string, value = ''): Field =>
  field({ id, label: words.keyName, required: true, longest: longestName, value });

const addressField = (id: string, addresses: readonly string[] = []): Field =>
  field({
    id,
    label: words.keyAddresses,
    hint: words.addressHint,
    kind: 'textarea',
    rows: 2,
    value: addresses.join('\n'),
  });

function newKey(path: string, change: Change, isFirst: boolean): HTMLElement {
  const name = nameField('key-name');
  const addresses = addressField('key-addresses');
  const make = async (): Promise<void> => {
    if (!areFilled([name.control])) return;
    const body = { name: name.control.value.trim(), addresses: lines(addresses.control.value) };
    await change(path, body, words.keyMade);
  };
  const panel = details(words.newKey, keyForm([name, addresses], button(words.makeKey, make, 'primary')));
  panel.open = isFirst;
  return panel;
}

/** One key: what it is called, whether it is good, and what can be done with it. */
function keyEntry(
  key: AccessKeyView,
  keys: readonly AccessKeyView[],
  change: Change | undefined,
): HTMLElement {
  const tone = key.status === 'active' ? 'accent' : key.status === 'replaced' ? 'warning' : 'quiet';
  const until = key.status === 'replaced' && key.until ? fill(words.until, { at: moment(key.until) }) : '';
  const before = keys.find(({ id }) => id === key.replaces);
  const { head } = words.keyTable;
  return h(
    'article',
    { class: 'access-key stack', 'aria-label': key.name },
    h('h3', {}, key.name, ' ', mark(tone, label(words.keyStatus, key.status) + until)),
    facts(
      [head.key, h('code', {}, `${key.prefix}…`)],
      [head.used, key.lastUsedAt === null ? words.neverUsed : moment(key.lastUsedAt)],
      [head.addresses, key.addresses.join(t.listComma) || words.everywhere],
      [head.made, date(key.createdAt) + (before ? fill(words.replaces, { name: before.name }) : '')],
    ),
    change && keyChanges(key, change),
  );
}

function keyChanges(key: AccessKeyView, change: Change): HTMLElement {
  const path = `/api/v1/keys/${encodeURIComponent(key.id)}/commands`;
  const name = nameField(`name-${key.id}`, key.name);
  const rename = async (): Promise<void> => {
    if (!areFilled([name.control])) return;
    await change(path, { type: 'rename', name: name.control.value.trim() }, words.renamed);
  };
  const addresses = addressField(`addresses-${key.id}`, key.addresses);
  const allow = (): Promise<void> =>
    change(path, { type: 'allow-list', addresses: lines(addresses.control.value) }, words.listed);
  const revoke = (): Promise<void> => change(path, { type: 'revoke' }, words.revoked);
  const panel = details(
    words.change,
    keyForm([name], button(words.rename, rename)),
    keyForm([addresses], button(words.allowList, allow)),
    key.status === 'active' && rotation(key, path, change),
    keyForm([], button(words.revoke, revoke, 'danger'), h('p', { class: 'hint' }, words.revokeHint)),
  );
  panel.querySelector('summary')?.setAttribute('aria-label', `${words.change} ${key.name}`);
  return panel;
}

/** A new key beside the old one, which stays good for a while: programs are changed over without a gap. */
function rotation(key: AccessKeyView, path: string, change: Change): HTMLElement {
  const overlap = field({
    id: `overlap-${key.id}`,
    label: words.overlap,
    hint: words.overlapHint,
    kind: 'number',
    minimum: 0,
    maximum: longestOverlap,
    required: true,
    value: '24',
  });
  const rotate = async (): Promise<void> => {
    if (!areFilled([overlap.control])) return;
    await change(path, { type: 'rotate', overlapHours: Number(overlap.control.value) }, words.rotated);
  };
  return keyForm([overlap], button(words.rotate, rotate));
}

/** The keys of a grant: make (shown once), rotate, revoke, rename, allow-list. */
import { get, post } from './api.ts';
import { moment } from './dates.ts';
import { button, details, fill, h, mark, section, table } from './dom.ts';
import { field } from './fields.ts';
import type { Refresh } from './my-case.ts';
import { problemNotice } from './problem.ts';
import { secretNotice } from './secret.ts';
import { tellIn } from './start.ts';
import type { AccessKeyView, ApplicationView } from './types.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'my'>();
interface Changed {
  readonly key: AccessKeyView;
  readonly secret?: string;
}
const lines = (text: string): string[] => text.split(/[\s,，]+/).filter(Boolean);

export async function keysPanel(
  { id, application, commands }: ApplicationView,
  refresh: Refresh,
): Promise<HTMLElement> {
  const answer = await get<{ data: readonly AccessKeyView[] }>(
    `/api/v1/keys?application=${encodeURIComponent(id)}`,
  );
  if (!answer.ok) return section(words.keys, problemNotice(answer.problem));
  const shown = h('div', { class: 'stack', 'aria-live': 'polite' });
  /** A change tells its secret here, once; the rest of the page is read anew when the reader has kept it. */
  const change = async (path: string, body: object, said: string): Promise<void> => {
    const changed = await post<Changed>(path, body);
    if (!changed.ok) return tellIn(shown, changed.problem);
    const { secret } = changed.data;
    if (secret === undefined) return refresh(said);
    shown.replaceChildren(secretNotice(secret, application.dataset, () => refresh(said)));
    shown.scrollIntoView({ block: 'center' });
  };
  // Who acts for the party without being named in the application sees the keys only.
  const mayChange = application.status === 'active' && commands.includes('close');
  const rows = answer.data.data.map((key) => keyRow(key, mayChange, change));
  const { head } = words.keyTable;
  const columns = [
    { head: head.name },
    { head: head.key, look: 'fit' },
    { head: head.status, look: 'fit' },
    { head: head.used },
    { head: head.addresses },
    { head: head.change },
  ] as const;
  return section(
    words.keys,
    h('p', { class: 'quiet' }, words.keysLead),
    shown,
    rows.length > 0
      ? table(words.keys, columns, rows, { quiet: true })
      : h('p', { class: 'notice' }, words.noKeys),
    mayChange && newKey(id, change),
  );
}

type Change = (path: string, body: object, said: string) => Promise<void>;

function newKey(id: string, change: Change): HTMLElement {
  const name = field({ id: 'key-name', label: words.keyName, required: true });
  const addresses = field({
    id: 'key-addresses',
    label: words.keyAddresses,
    hint: words.addressHint,
    kind: 'textarea',
    rows: 2,
  });
  const make = async (): Promise<void> => {
    if (!form.reportValidity()) return;
    await change(
      `/api/v1/applications/${id}/keys`,
      { name: name.control.value.trim(), addresses: lines(addresses.control.value) },
      words.keyMade,
    );
  };
  const press = button(words.makeKey, make, 'primary');
  const form = h('form', { class: 'stack' }, name.element, addresses.element, h('p', {}, press));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return form;
}

function keyRow(key: AccessKeyView, mayChange: boolean, change: Change): (Node | string)[] {
  const tone = key.status === 'active' ? 'accent' : key.status === 'replaced' ? 'warning' : 'quiet';
  const until = key.status === 'replaced' && key.until ? fill(words.until, { at: moment(key.until) }) : '';
  const isLive = key.status === 'active' || key.status === 'replaced';
  return [
    key.name,
    h('code', {}, `${key.prefix}…`),
    mark(tone, label(words.keyStatus, key.status) + until),
    key.lastUsedAt === null ? words.neverUsed : moment(key.lastUsedAt),
    key.addresses.join(t.comma) || words.everywhere,
    mayChange && isLive ? keyChanges(key, change) : t.none,
  ];
}

function keyChanges(key: AccessKeyView, change: Change): HTMLElement {
  const path = `/api/v1/keys/${encodeURIComponent(key.id)}/commands`;
  const name = field({ id: `name-${key.id}`, label: words.keyName, value: key.name });
  const addresses = field({
    id: `addresses-${key.id}`,
    label: words.keyAddresses,
    hint: words.addressHint,
    kind: 'textarea',
    rows: 2,
    value: key.addresses.join('\n'),
  });
  const overlap = field({
    id: `overlap-${key.id}`,
    label: words.overlap,
    kind: 'number',
    minimum: 0,
    maximum: 168,
    value: '24',
  });
  const panel = details(
    words.change,
    name.element,
    button(words.rename, () =>
      change(path, { type: 'rename', name: name.control.value.trim() }, words.renamed),
    ),
    addresses.element,
    button(words.allowList, () =>
      change(path, { type: 'allow-list', addresses: lines(addresses.control.value) }, words.listed),
    ),
    key.status === 'active' && overlap.element,
    key.status === 'active' &&
      button(words.rotate, () =>
        change(path, { type: 'rotate', overlapHours: Number(overlap.control.value) }, words.rotated),
      ),
    h('p', { class: 'hint' }, words.revokeHint),
    button(words.revoke, () => change(path, { type: 'revoke' }, words.revoked), 'danger'),
  );
  panel.querySelector('summary')?.setAttribute('aria-label', `${words.change} ${key.name}`);
  return panel;
}

/** What the applicant has submitted before is offered, item by item, instead of being asked again (Art. 32). */
import { formatBytes } from '../../format.ts';
import { get, post } from './api.ts';
import { date } from './dates.ts';
import { button, details, fill, h } from './dom.ts';
import type { Draft } from './draft.ts';
import { tellIn } from './start.ts';
import type { DraftForm, GuideItemId, Reusable } from './types.ts';
import { nameOf, t } from './words.ts';

type Earlier = Reusable['attachments'][number];
type File = Earlier['file'];

/** What `party` submitted before; nothing where that cannot be read: it can be written as ever. */
export async function readReusable(party: string | undefined): Promise<Reusable | undefined> {
  if (party === undefined) return undefined;
  const answer = await get<Reusable>(`/api/v1/applications/reusable?party=${encodeURIComponent(party)}`);
  return answer.ok ? answer.data : undefined;
}

const sourceText = ({ dataset, submittedAt }: Pick<Earlier, 'dataset' | 'submittedAt'>): string =>
  fill(t.reuse.source, { dataset: nameOf(dataset), date: date(submittedAt) });

interface Spec {
  readonly draft: Draft;
  /** Shows an item anew after its answer was taken over. */
  readonly redraw: (item: GuideItemId) => void;
}

export interface Offers {
  /** The place of an item's offers. */
  readonly place: (item: GuideItemId) => HTMLElement;
  /** Offers what fits the form as it is now. */
  readonly show: (earlier?: Reusable) => void;
}

/** What is written is never replaced: an answer is offered while there is none. */
export function reuseOffers({ draft, redraw }: Spec): Offers {
  const places = new Map<GuideItemId, HTMLElement>();
  let known: Reusable = { attachments: [] };
  const take = (item: GuideItemId, change: DraftForm): void => {
    draft.change(change);
    redraw(item);
  };
  const offers: Readonly<Partial<Record<GuideItemId, () => readonly HTMLElement[]>>> = {
    contact() {
      const { contact } = known;
      if (!contact || isWritten(draft.form().contact)) return [];
      const { name, phone, email } = contact.answer;
      const who = [name, phone, email].filter(Boolean).join(t.comma);
      const text = fill(t.reuse.contact, { who, source: sourceText(contact) });
      return [button(text, () => take('contact', { contact: contact.answer }))];
    },
    security() {
      const { security } = known;
      if (!security || draft.form().security?.trim()) return [];
      const text = fill(t.reuse.security, { source: sourceText(security) });
      return [button(text, () => take('security', { security: security.answer }))];
    },
    attachments() {
      const own = new Set((draft.form().attachments ?? []).map(({ sha256 }) => sha256));
      const others = known.attachments.filter(
        ({ file, application }) => application !== draft.id() && !own.has(file.sha256),
      );
      const told = h('div', { 'aria-live': 'polite' });
      const added = (file: File) =>
        take('attachments', { attachments: [...(draft.form().attachments ?? []), file] });
      const list = others.map((each) => h('li', {}, fileOffer(draft, each, told, added)));
      if (list.length === 0) return [];
      return [details(fill(t.reuse.files, { n: list.length }), h('ul', { role: 'list' }, ...list)), told];
    },
  };
  const show = (earlier: Reusable = known): void => {
    known = earlier;
    for (const [item, host] of places) {
      const made = offers[item]?.() ?? [];
      // What stands there is left alone while it is the same: it may be open, or have the focus.
      if (made.map(textOf).join() !== [...host.children].map(textOf).join()) host.replaceChildren(...made);
    }
  };
  const place = (item: GuideItemId): HTMLElement => {
    const host = places.get(item) ?? h('div', { class: 'reuse stack' });
    places.set(item, host);
    return host;
  };
  return { place, show };
}

const textOf = ({ textContent }: Element): string => textContent ?? '';
const isWritten = (answers: object | undefined): boolean => Object.values(answers ?? {}).some(Boolean);

/** The platform copies the file: it is not uploaded again. */
function fileOffer(
  draft: Draft,
  { file, application: from, ...source }: Earlier,
  told: HTMLElement,
  added: (file: File) => void,
): HTMLElement {
  const take = async (): Promise<void> => {
    if (!(await draft.save())) return;
    const address = `/api/v1/applications/${draft.id()}/attachments`;
    const answer = await post<File>(address, { from, sha256: file.sha256 });
    if (answer.ok) added(answer.data);
    else tellIn(told, answer.problem);
  };
  const text = fill(t.reuse.file, {
    name: file.name,
    size: formatBytes(file.bytes),
    source: sourceText(source),
  });
  return button(text, take);
}

/** The list of tasks: each part of the form with its state, and all defects at once (一次性告知, Art. 34). */
import { h, mark } from './dom.ts';
import { defectText } from './problem.ts';
import type { DraftForm, FormDefect, Guide, GuideItemId } from './types.ts';
import { label, t } from './words.ts';

const isBegun: Readonly<Record<GuideItemId, (form: DraftForm) => boolean>> = {
  applicant: () => true,
  contact: ({ contact }) => Object.values(contact ?? {}).some(Boolean),
  fields: ({ fields = [] }) => fields.length > 0,
  'field-reasons': ({ fields = [] }) => fields.length > 0,
  scope: ({ scope }) => Boolean(scope),
  scenario: ({ scenario }) => Boolean(scenario),
  purpose: ({ purpose }) => Boolean(purpose),
  access: ({ access = [] }) => access.length > 0,
  frequency: ({ frequency }) => frequency !== undefined,
  term: ({ term }) => term !== undefined,
  security: ({ security }) => Boolean(security),
  undertakings: ({ undertakings = [] }) => undertakings.length > 0,
  attachments: ({ attachments = [] }) => attachments.length > 0,
};

/** One line for each item: done, to do, or what is wrong with it. */
export function taskList(
  guide: Guide,
  form: DraftForm,
  defects: readonly FormDefect[] | undefined,
): HTMLElement {
  const open = guide.items.filter(({ id }) => defects?.some(({ item }) => item === id)).length;
  return h(
    'nav',
    { class: 'tasks', 'aria-label': t.tasks.title },
    h(
      'p',
      {},
      h('strong', {}, t.tasks.title),
      ' ',
      h('span', { class: 'quiet num' }, `${guide.items.length - open} / ${guide.items.length}`),
    ),
    h(
      'ol',
      { role: 'list' },
      ...guide.items.map(({ id, required }) => {
        const isWrong = defects?.some(({ item }) => item === id) ?? required;
        const begun = isBegun[id](form);
        const state = !isWrong
          ? begun || required
            ? mark('accent', t.tasks.done)
            : mark('quiet', t.optional)
          : begun
            ? mark('warning', t.tasks.mend)
            : mark('quiet', t.tasks.open);
        return h('li', {}, h('a', { href: `#item-${id}` }, label(t.items, id)), state);
      }),
    ),
  );
}

/** Writes the defects of each item beside its controls. */
export function showDefects(root: ParentNode, guide: Guide, defects: readonly FormDefect[]): void {
  for (const { id } of guide.items) {
    const host = root.querySelector(`#item-${id} .item-defects`);
    const own = defects.filter(({ item }) => item === id);
    host?.replaceChildren(
      ...own.map((defect) => h('p', { class: 'field-problem' }, mark('danger', defectWords(defect)))),
    );
    for (const control of root.querySelectorAll(`#item-${id} :is(input, textarea, select)`)) {
      if (own.length > 0) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    }
  }
}

function defectWords(defect: FormDefect): string {
  const where = /fields\[(\d+)\]/.exec(defect.path) ? '' : label(t.paths, defect.path);
  return (where && where !== defect.path ? `${where}${t.colon}` : '') + defectText(defect);
}

/** All of them in one place, each leading to its item. */
export function defectSummary(defects: readonly FormDefect[], title: string): HTMLElement {
  const items = [...new Set(defects.map(({ item }) => item))];
  const notice = h(
    'div',
    { class: 'notice danger', role: 'group', tabindex: -1, 'aria-label': title },
    h('p', {}, h('strong', {}, title)),
    h(
      'ul',
      {},
      ...items.map((item) => {
        const own = defects.filter((defect) => defect.item === item).map(defectWords);
        return h(
          'li',
          {},
          h('a', { href: `#item-${item}` }, label(t.items, item)),
          t.colon,
          own.join(t.semicolon),
        );
      }),
    ),
  );
  return notice;
}

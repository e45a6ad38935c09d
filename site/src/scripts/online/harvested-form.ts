/** Accepting a harvested entry with what is corrected of it: a labelled field for each usual part, JSON for the rest. */
import type { Defect } from '../../../../functions/domain/defect.ts';
import { type Answer, post } from './api.ts';
import { actForm } from './command-form.ts';
import { alertOf, details, h } from './dom.ts';
import { type Field, type FieldSpec, field, unfold } from './fields.ts';
import type { EntryView } from './harvested-case.ts';
import {
  allParts,
  correctionsOf,
  groupNames,
  isOut,
  optionsAt,
  type Part,
  partsOf,
  restOf,
  startOf,
  type Written,
  writtenOf,
} from './harvested-parts.ts';
import { defectText, partName, w } from './harvested-words.ts';

const { act } = w;
const idOf = (path: string): string => `part-${path.replace('.', '-')}`;
const isWithin = (defect: string, path: string): boolean =>
  defect === path || (defect.startsWith(path) && /^[.[]/.test(defect.slice(path.length)));

/** Undefined for what is no JSON object. */
function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** With `leads` each line leads to the control that mends it. */
export function defectList(defects: readonly Defect[], leads: boolean): HTMLElement {
  const lines = defects.map((defect) => {
    const part =
      leads && allParts.find(({ path }) => isWithin(defect.path, path) || isWithin(path, defect.path));
    return h('li', {}, part ? linkTo(part.path, defectText(defect)) : defectText(defect));
  });
  return h('ul', { class: 'corrections' }, ...lines);
}

function linkTo(path: string, text: string): HTMLElement {
  const link = h('a', { href: `#${idOf(path)}` }, text);
  link.addEventListener('click', (event) => {
    const control = document.getElementById(idOf(path));
    if (!control) return;
    event.preventDefault();
    unfold(control);
    control.focus();
  });
  return link;
}

/** The controls of the form, and what they say otherwise than the draft. */
function controlsOf(entry: EntryView) {
  const { draft, accepted, status, agency } = entry;
  // What was corrected when it was accepted stays so, until its source tells it otherwise.
  const start = status === 'accepted' ? (accepted ?? draft) : startOf(draft, accepted);
  const given = writtenOf(start);
  const made = new Map<string, Field>();
  const boxes = groupNames.map((group) => {
    // Whom a source stands for publishes its entries.
    const parts = partsOf(group).filter(({ path }) => path !== 'publisher' || agency === undefined);
    for (const part of parts) made.set(part.path, field(specOf(part, given)));
    const box = details(w.groups[group], ...parts.map(({ path }) => made.get(path)?.element));
    box.open = entry.defects.some((defect) =>
      parts.some(({ path }) => isWithin(defect.path, path) || isWithin(path, defect.path)),
    );
    return box;
  });
  const written = (): Written =>
    Object.fromEntries([...made].map(([path, { control }]) => [path, control.value.trim()]));
  const adapt = (): void => adaptTo(written(), given, made);
  for (const path of ['openness.class', 'sharing.type'])
    made.get(path)?.control.addEventListener('change', adapt);
  adapt();
  return {
    element: h('div', { class: 'stack' }, ...boxes),
    corrections: () => correctionsOf(draft, start, written()),
  };
}

/** What a class has no need of is not asked for; of the grounds, those of the class. */
function adaptTo(written: Written, begun: Written, made: ReadonlyMap<string, Field>): void {
  for (const part of allParts) {
    const one = made.get(part.path);
    if (one) one.element.hidden = isOut(part, written, begun);
  }
  const path = 'openness.ground';
  const ground = made.get(path)?.control;
  const options = optionsAt(path, written) ?? [];
  ground?.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)));
  const kept = written[path] ?? '';
  if (ground) ground.value = options.some(([value]) => value === kept) ? kept : '';
}

function specOf({ path, kind, longest, rows }: Part, given: Written): FieldSpec {
  const options = optionsAt(path, given);
  const hint = w.hints[path];
  return {
    id: idOf(path),
    label: partName(path),
    value: given[path] ?? '',
    ...(hint !== undefined && { hint }),
    ...(options ? { kind: 'select', options } : kind && { kind }),
    ...(longest !== undefined && { longest }),
    ...(rows !== undefined && { rows }),
  };
}

/** `done` is told when it was accepted; what stands against it is told in words, each line leading to its control. */
export function acceptForm(entry: EntryView, path: string, done: () => unknown): HTMLFormElement {
  const controls = controlsOf(entry);
  const rest = restOf(entry.draft, entry.accepted);
  const json = field({
    id: 'corrections',
    label: act.corrections,
    hint: act.correctionsHint,
    kind: 'textarea',
    rows: 3,
    value: Object.keys(rest).length > 0 ? JSON.stringify(rest, undefined, 2) : '',
  });
  const others = details(act.others, json.element);
  const refused = h('div', { class: 'stack', 'aria-live': 'polite' });
  const given = (): object | undefined => jsonOf(json.control.value.trim());
  return actForm({
    submit: entry.status === 'accepted' ? act.acceptAgain : act.accept,
    look: 'primary',
    fields: [],
    extra: h(
      'div',
      { class: 'stack' },
      h('p', { class: 'quiet' }, act.formText),
      controls.element,
      others,
      refused,
    ),
    lacks: () => {
      refused.replaceChildren();
      if (given()) return undefined;
      unfold(json.control);
      return alertOf(act.notJson);
    },
    body: () => ({
      type: 'accept',
      hash: entry.hash,
      status: entry.status,
      corrections: { ...controls.corrections(), ...given() },
    }),
    send: async (whole): Promise<Answer<object>> => {
      const answer = await post<object>(path, whole);
      if (answer.ok) return answer;
      const { code, defects = [] } = answer.problem;
      refused.replaceChildren(...(defects.length > 0 ? [defectList(defects, true)] : []));
      return { ok: false, problem: { code } };
    },
    done,
  });
}

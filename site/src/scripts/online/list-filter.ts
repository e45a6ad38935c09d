/** What is sought in the lists of a desk, as it stands in the address: `?status=submitted&q=长春&overdue=true`. */
import { h } from './dom.ts';
import { field } from './fields.ts';
import { t } from './words.ts';

const names = ['q', 'status', 'dataset', 'sort', 'overdue'] as const;

/** The parameters of the interface that an address names; others are left out. */
export function readFilter(search: string): URLSearchParams {
  const given = new URLSearchParams(search);
  return new URLSearchParams(
    names.flatMap((name) => {
      const value = given.get(name)?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** The address of a page with a filter. */
export const withFilter = (base: string, filter: URLSearchParams): string =>
  filter.size === 0 ? base : `${base}?${filter}`;

/** Whether anything is left out. */
export const isNarrowing = (filter: URLSearchParams): boolean =>
  names.some((name) => name !== 'sort' && filter.has(name));

interface FilterForm {
  readonly base: string;
  readonly filter: URLSearchParams;
  readonly datasets: readonly (readonly [id: string, title: string])[];
  readonly apply: (filter: URLSearchParams) => unknown;
}

/** Open while something is sought. */
export function filterForm({ base, filter, datasets, apply }: FilterForm): HTMLElement {
  const words = t.filter;
  const value = (name: string): string => filter.get(name) ?? '';
  const { draft: _own, ...statuses } = t.status;
  const unknown = value('dataset') !== '' && !datasets.some(([id]) => id === value('dataset'));
  const made = [
    field({ id: 'filter-q', label: words.q, value: value('q') }),
    field({
      id: 'filter-status',
      label: words.status,
      kind: 'select',
      options: [['', words.every], ...Object.entries<string>(statuses)],
      value: value('status'),
    }),
    field({
      id: 'filter-dataset',
      label: words.dataset,
      kind: 'select',
      options: [
        ['', words.every],
        ...datasets,
        ...(unknown ? [[value('dataset'), value('dataset')] as const] : []),
      ],
      value: value('dataset'),
    }),
    field({
      id: 'filter-sort',
      label: words.sort,
      kind: 'select',
      options: [
        ['', words.newest],
        ['due', words.due],
      ],
      value: value('sort'),
    }),
  ];
  const overdue = h('input', {
    type: 'checkbox',
    id: 'filter-overdue',
    checked: filter.has('overdue'),
  });
  const form = h(
    'form',
    { class: 'list-filter', role: 'search', 'aria-label': words.title },
    h('div', { class: 'field-row' }, ...made.map(({ element }) => element)),
    h('label', { class: 'choice' }, overdue, h('span', {}, words.overdue)),
    h(
      'p',
      { class: 'actions' },
      h('button', { type: 'submit', class: 'button primary' }, words.apply),
      h('a', { class: 'button plain', href: base }, words.clear),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = made.map(({ control }) => [control.id.replace('filter-', ''), control.value]);
    apply(
      readFilter(`${new URLSearchParams([...given, ...(overdue.checked ? [['overdue', 'true']] : [])])}`),
    );
  });
  const shown = h('details', { class: 'filter' }, h('summary', {}, words.title), form);
  shown.open = filter.size > 0;
  return shown;
}

/** Making elements: no markup from strings, so that nothing that anybody wrote can become code. */
type Child = Node | string | number | false | null | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function dress(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  for (const child of children)
    if (child !== false && child !== null && child !== undefined)
      element.append(child instanceof Node ? child : String(child));
}

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  dress(element, attributes, children);
  return element;
}

/** `{n}` and other names in a text, filled in. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A button that cannot be pressed again while its work runs. */
export function button(label: string, work: () => unknown, look = ''): HTMLButtonElement {
  const element = h('button', { type: 'button', class: `button ${look}`.trim() }, label);
  element.addEventListener('click', async () => {
    const hadFocus = document.activeElement === element;
    element.disabled = true;
    try {
      await work();
    } finally {
      element.disabled = false;
      // Disabled it lost the focus; unless that has gone elsewhere, or the button away, it comes back.
      if (hadFocus && document.activeElement === document.body) element.focus({ preventScroll: true });
    }
  });
  return element;
}

export const facts = (
  ...rows: readonly (readonly [label: string, value: Child] | false | undefined)[]
): HTMLElement =>
  h(
    'dl',
    { class: 'facts' },
    ...rows.flatMap((row) =>
      !row || row[1] === undefined || row[1] === ''
        ? []
        : [h('div', {}, h('dt', {}, row[0]), h('dd', {}, row[1]))],
    ),
  );

export interface Column {
  readonly head: string;
  readonly look?: 'n' | 'fit';
}

let tables = 0;

/** A table in the portal's frame: it scrolls inside itself only. */
export function table(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  options: { readonly quiet?: boolean; readonly note?: string } = {},
): HTMLElement {
  tables += 1;
  const id = `table-${tables}`;
  const caption = h('figcaption', { id, class: options.quiet ? 'visually-hidden' : undefined });
  caption.append(h('span', { class: 'table-title' }, title));
  const head = h('tr', {}, ...columns.map(({ head, look }) => h('th', { scope: 'col', class: look }, head)));
  const body = rows.map((row) =>
    h('tr', {}, ...row.map((cell, index) => cellOf(cell, columns[index], index))),
  );
  return h(
    'figure',
    { class: 'table' },
    caption,
    h(
      'div',
      { class: 'table-scroll tall', role: 'region', tabindex: 0, 'aria-labelledby': id },
      h('table', {}, h('thead', {}, head), h('tbody', {}, ...body)),
    ),
    options.note !== undefined && h('p', { class: 'table-note' }, options.note),
  );
}

const cellOf = (cell: Child, column: Column | undefined, index: number): HTMLElement => {
  const { head, look } = column ?? {};
  return index === 0
    ? h('th', { scope: 'row', class: look }, cell)
    : h('td', { class: look, 'data-head': head }, cell);
};

const signs = {
  accent: 'M6 1a5 5 0 1 0 .01 0z',
  warning: 'M6 1 11 6 6 11 1 6z',
  danger: 'M6 1l5.5 10H.5z',
  quiet: 'M1 5h10v2H1z',
} as const;
export type Tone = keyof typeof signs;

/** A sign and a word: state is never colour alone. */
export const mark = (tone: Tone, text: string): HTMLElement =>
  h(
    'span',
    { class: `mark ${tone}` },
    svg(
      'svg',
      { viewBox: '0 0 12 12', 'aria-hidden': 'true' },
      svg('path', { d: signs[tone], fill: 'currentColor' }),
    ),
    h('span', {}, text),
  );

/** Read out as soon as it appears; nothing for nothing. */
export const alertOf = (text: string | undefined): HTMLElement | undefined =>
  text === undefined ? undefined : h('p', { class: 'notice danger', role: 'alert' }, text);

export const section = (title: string, ...children: readonly Child[]): HTMLElement =>
  h('section', { class: 'section stack' }, h('h2', {}, title), ...children);

export const details = (summary: string, ...children: readonly Child[]): HTMLDetailsElement =>
  h('details', {}, h('summary', {}, summary), h('div', { class: 'stack details-body' }, ...children));

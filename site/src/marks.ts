/** Signs that say a state by shape and word, never by colour alone. */
import type { OpennessClass } from '../../functions/domain/dataset.ts';
import { html, type SafeHtml } from './html.ts';
import { type Locale, use } from './i18n/index.ts';
import { shortUpdateText, type UpdateKind, type UpdateState, updateText } from './update-state.ts';

const path = (d: string): SafeHtml => html`<path d="${d}" fill="currentColor" fill-rule="evenodd"/>`;

const shapes = {
  full: path('M1 1h10v10H1z'),
  half: html`<path d="M1 1h5v10H1z" fill="currentColor"/><path d="M1.75 1.75h8.5v8.5h-8.5z" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  empty: path('M1 1h10v10H1zM2.5 2.5v7h7v-7z'),
  dot: path('M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z'),
  ring: path('M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z'),
  rise: path('M6 1l5.5 10H.5z'),
  cross: path('M2.2.8 6 4.6 9.8.8l1.4 1.4L7.4 6l3.8 3.8-1.4 1.4L6 7.4l-3.8 3.8L.8 9.8 4.6 6 .8 2.2z'),
  down: path('M5 0h2v6h3L6 10 2 6h3zM1 10.5h10V12H1z'),
  star: path('M6 .5l1.7 3.6 3.9.5-2.9 2.7.8 3.9L6 9.3l-3.5 1.9.8-3.9L.4 4.6l3.9-.5z'),
} as const;
export type ShapeName = keyof typeof shapes;

export const shape = (name: ShapeName): SafeHtml =>
  html`<svg viewBox="0 0 12 12" aria-hidden="true">${shapes[name]}</svg>`;

const opennessShapes = { unconditional: 'full', conditional: 'half', withheld: 'empty' } as const;

export const opennessMark = (value: OpennessClass, locale: Locale): SafeHtml =>
  html`<span class="mark${value === 'unconditional' ? ' accent' : ''}">${shape(opennessShapes[value])}${use(locale).terms.openness[value]}</span>`;

const updateShapes: Record<UpdateKind, ShapeName> = {
  current: 'dot',
  due: 'dot',
  overdue: 'rise',
  ended: 'ring',
  closed: 'ring',
  withdrawn: 'cross',
};
const updateClasses: Partial<Record<UpdateKind, string>> = { overdue: ' danger', withdrawn: ' warning' };

/**
 * The update state in words. The static text names days; `page.ts` turns it into "3 days ago, due in 4" for the
 * day on which it is read.
 */
export function updateMark(state: UpdateState, locale: Locale, form: 'short' | 'long' = 'long'): SafeHtml {
  const text = form === 'short' ? shortUpdateText(state, locale) : updateText(state, locale);
  return html`<span class="mark${updateClasses[state.kind]}" data-update="${form}" data-kind="${state.kind}" data-updated="${state.updated}" data-due="${state.due ?? ''}">${shape(updateShapes[state.kind])}<span>${text}</span></span>`;
}

export const priorityMark = (locale: Locale): SafeHtml =>
  html`<span class="mark accent">${shape('star')}${use(locale).common.priority}</span>`;

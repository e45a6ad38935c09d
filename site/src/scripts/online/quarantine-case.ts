/** Something that is offline: why, the proof, and how it returns; and the form that takes more of a dataset offline. */

import type { QuarantineCommandType } from '../../../../functions/domain/publication-quarantines.ts';
import type { CatalogueEntry } from '../../../../functions/domain/version.ts';
import type { ListedQuarantine } from '../../../../functions/service/publication/quarantines.ts';
import { once } from './api.ts';
import { actForm } from './command-form.ts';
import { moment } from './dates.ts';
import { alertOf, details, facts, fill, h, mark, section, table } from './dom.ts';
import { type FieldSpec, field } from './fields.ts';
import { basisOf, type LegalBasis } from './legal-basis.ts';
import { w } from './quarantine-words.ts';
import { agencyName, pagePath } from './words.ts';

const { act } = w;
type Done = (said: string) => Promise<void>;
/** As the interface takes them. */
const longest = { reason: 1000, basis: 500 } as const;

export const targetText = (version: number | undefined): string =>
  version === undefined ? w.whole : fill(w.version, { n: version });

const commandsOf = (dataset: string): string =>
  `/api/v1/publications/${encodeURIComponent(dataset)}/commands`;
const reasonField = (id: string, label: string, hint?: string): FieldSpec => ({
  id,
  label,
  ...(hint !== undefined && { hint }),
  kind: 'textarea',
  rows: 3,
  longest: longest.reason,
  required: true,
});
export function quarantineEntry(one: ListedQuarantine, done: Done): HTMLElement {
  const { version, agency, at, quarantine, reason, legalBasis, objection, release } = one;
  const origin =
    objection !== undefined &&
    h('a', { href: pagePath(`/objections/?id=${encodeURIComponent(objection)}`) }, objection);
  return section(
    targetText(version),
    h('p', {}, release ? mark('warning', w.states.release) : mark('danger', w.states.offline)),
    facts(
      [w.facts.agency, agencyName(agency)],
      [w.facts.at, moment(at)],
      [w.facts.by, w.offices[quarantine]],
      [w.facts.reason, reason],
      legalBasis !== undefined && [w.facts.basis, legalBasis],
      origin && [w.facts.objection, origin],
      release && [w.facts.release, moment(release.at)],
      release && [w.facts.releaseReason, release.reason],
      release && [w.facts.releaseBasis, release.legalBasis],
    ),
    purgeProof(one),
    ...acts(one, done),
  );
}

function purgeProof({ purge }: ListedQuarantine): HTMLElement {
  const title = h('h3', {}, w.purge.title);
  if (!purge) return h('div', { class: 'stack' }, title, h('p', { class: 'notice' }, w.purge.none));
  const { places, at } = purge;
  const left = places.filter(({ isGone }) => !isGone);
  const values = { at: moment(at), n: places.length, left: left.length };
  const rows = [...left, ...places.filter(({ isGone }) => isGone)].map(({ address, status, isGone }) => [
    h('code', {}, address),
    status,
    mark(isGone ? 'accent' : 'danger', isGone ? w.purge.yes : w.purge.no),
  ]);
  const columns = [
    { head: w.purge.address },
    { head: w.purge.status, look: 'n' },
    { head: w.purge.gone, look: 'fit' },
  ] as const;
  const each = table(w.purge.title, columns, rows, { quiet: true });
  each.classList.add('blocks');
  return h(
    'div',
    { class: 'stack' },
    title,
    left.length === 0
      ? h('p', { class: 'notice' }, fill(w.purge.all, values))
      : h('p', { class: 'notice danger' }, fill(w.purge.some, values)),
    details(w.purge.each, each),
  );
}

/** What the decider would allow, each with its form; and why somebody else's turn it is. */
function acts(one: ListedQuarantine, done: Done): HTMLElement[] {
  const { commands, release, quarantine } = one;
  const waits = release && !commands.includes('approve-release');
  const hint = waits && (release.isOwn ? act.own : quarantine === 'bureau' ? act.bureau : act.none);
  return [
    ...(hint ? [h('p', { class: 'notice' }, hint)] : []),
    ...commands.map((type) => {
      const form = formOf(type, one, done);
      return type === 'approve-release' ? form : details(labels[type], form);
    }),
  ];
}

const labels: Readonly<Record<QuarantineCommandType, string>> = {
  quarantine: act.takeOver,
  'request-release': act.request,
  'approve-release': act.approve,
  'refuse-release': act.refuse,
};
const said: Readonly<Record<QuarantineCommandType, string>> = {
  quarantine: act.done,
  'request-release': act.requestDone,
  'approve-release': act.approveDone,
  'refuse-release': act.refuseDone,
};
const reasons: Readonly<Partial<Record<QuarantineCommandType, readonly [label: string, hint?: string]>>> = {
  quarantine: [act.reason, act.reasonHint],
  'request-release': [act.requestReason],
  'refuse-release': [act.refuseReason],
};
const hints: Readonly<Partial<Record<QuarantineCommandType, string>>> = {
  quarantine: act.takeOverText,
  'request-release': act.requestText,
};

function basisFor(type: QuarantineCommandType, id: string): LegalBasis | undefined {
  if (type === 'quarantine') return basisOf(id, w.articles, longest.basis);
  return type === 'request-release' ? basisOf(id, w.releaseArticles, longest.basis) : undefined;
}

function formOf(type: QuarantineCommandType, { dataset, version }: ListedQuarantine, done: Done) {
  // Several entries stand on one page.
  const name = `${type}-${version ?? 'dataset'}`;
  const [label, hint] = reasons[type] ?? [];
  const basis = basisFor(type, name);
  const told = hints[type];
  return actForm({
    submit: labels[type],
    look: type === 'approve-release' ? 'primary' : type === 'quarantine' ? 'danger' : '',
    fields: label === undefined ? [] : [reasonField(`${name}-reason`, label, hint)],
    extra: h(
      'div',
      { class: 'stack' },
      basis?.element,
      told !== undefined && h('p', { class: 'quiet' }, told),
    ),
    lacks: () => alertOf(basis?.lack()),
    body: (values) => ({
      type,
      ...(version !== undefined && { version }),
      ...(label !== undefined && { reason: values[`${name}-reason`] }),
      ...(basis && { legalBasis: basis.value() }),
    }),
    send: (whole) => once(commandsOf(dataset.id), whole),
    done: () => done(said[type]),
  });
}

/** One press takes a version, or all of the dataset, offline; what is offline already is not offered. */
export function offlineForm(
  { dataset, versions, withdrawn }: CatalogueEntry,
  done: Done,
): HTMLElement | undefined {
  if (withdrawn) return undefined;
  const standing = versions.filter((version) => !version.withdrawn);
  const target = field({
    id: 'target',
    label: act.target,
    kind: 'select',
    options: [['', w.whole], ...standing.map(({ number }) => [`${number}`, targetText(number)] as const)],
  });
  const basis = basisOf('offline', w.articles, longest.basis);
  const form = actForm({
    submit: act.now,
    look: 'danger',
    fields: [reasonField('offline-reason', act.reason, act.reasonHint)],
    extra: h('div', { class: 'stack' }, basis.element, h('p', { class: 'notice warning' }, act.warning)),
    lacks: () => alertOf(basis.lack()),
    body: (values) => ({
      type: 'quarantine',
      ...(target.control.value !== '' && { version: Number(target.control.value) }),
      reason: values['offline-reason'],
      legalBasis: basis.value(),
    }),
    send: (whole) => once(commandsOf(dataset.id), whole),
    done: () => done(act.done),
  });
  form.prepend(target.element);
  return section(act.title, form);
}

export function versionTable({ versions }: CatalogueEntry): HTMLElement {
  const { title, number, issued, standing, none } = w.versions;
  if (versions.length === 0) return section(title, h('p', { class: 'notice' }, none));
  const rows = versions.map((version) => {
    const { withdrawn } = version;
    const state = !withdrawn ? 'published' : withdrawn.quarantine ? 'quarantined' : 'withdrawn';
    const tone = ({ published: 'accent', quarantined: 'danger', withdrawn: 'quiet' } as const)[state];
    return [targetText(version.number), moment(version.issued), mark(tone, w.versions[state])];
  });
  return section(
    title,
    table(title, [{ head: number }, { head: issued }, { head: standing }], rows, { quiet: true }),
  );
}

/** One voice: what it says, where it stands, what was answered, and what whoever reads it may do. */
import type { VoiceCommandType } from '../../../../functions/domain/voice-command.ts';
import type { VoiceOutcome } from '../../../../functions/domain/voice-event.ts';
import type { VoiceClock } from '../../../../functions/service/voice/view.ts';
import { post } from './api.ts';
import { date } from './dates.ts';
import { button, details, facts, fill, h, mark, section } from './dom.ts';
import { areFilled, type Control, type FieldSpec, field } from './fields.ts';
import { tellIn } from './start.ts';
import { keptReceipt } from './voice-form.ts';
import { named, titleOf, type Voice, v, voiceMark } from './voice-words.ts';
import { agencyName, pagePath, t, words } from './words.ts';

const datasetLink = (dataset: Voice['datasets'][number]): HTMLElement =>
  h('a', { href: pagePath(`/datasets/${dataset.id}/`) }, named(dataset));

/** Due date and what is left of the five working days (Art. 50). */
export function clockLine({ dueOn, remaining, overdue, stoppedAt, provisional }: VoiceClock): HTMLElement {
  if (stoppedAt !== undefined)
    return mark(overdue ? 'danger' : 'accent', overdue ? t.clock.missed : t.clock.stopped);
  const due = dueOn === undefined ? '' : date(dueOn) + (provisional ? t.clock.provisional : '') + t.comma;
  const left = overdue
    ? fill(t.clock.late, { n: Math.abs(remaining) })
    : remaining === 0
      ? t.clock.today
      : fill(t.clock.left, { n: remaining });
  return mark(overdue ? 'danger' : remaining <= 1 ? 'warning' : 'accent', due + left);
}

export function voiceCase(voice: Voice, done: (said: string) => Promise<void>): readonly HTMLElement[] {
  return [
    section(
      titleOf(voice),
      h('p', {}, voiceMark(voice)),
      told(voice),
      h('p', { class: 'prose-text' }, voice.text ?? ''),
    ),
    ...(voice.answer ? [answered(voice)] : []),
    ...(voice.commands && voice.commands.length > 0 ? [acts(voice, voice.commands, done)] : []),
  ];
}

function told(voice: Voice): HTMLElement {
  const { kind, agency, datasets, stars, grounds, form, url, by, clock, reason } = voice;
  return facts(
    [v.facts.kind, v.kinds[kind]],
    [v.facts.agency, agency ? named(agency) : v.facts.bureau],
    datasets.length > 0 && [v.facts.dataset, h('span', { class: 'dues' }, ...datasets.map(datasetLink))],
    [v.facts.filed, date(voice.filedAt)],
    stars !== undefined && [v.facts.stars, fill(v.form.starsOf, { n: stars })],
    grounds && [v.facts.grounds, grounds.map((ground) => v.grounds[ground]).join(t.listComma)],
    form && [v.facts.form, v.forms[form]],
    by !== undefined && [v.facts.by, by],
    url !== undefined && [v.facts.url, h('a', { href: url, rel: 'nofollow noopener ugc' }, url)],
    kind === 'data-request' && [v.facts.supporters, fill(v.facts.people, { n: voice.supporters })],
    kind === 'complaint' &&
      voice.isPublic !== undefined && [v.facts.isPublic, voice.isPublic ? v.facts.yes : v.facts.no],
    clock ? [v.list.due, clockLine(clock)] : false,
    reason ? [v.facts.reason, reason] : false,
  );
}

function answered({ answer }: Voice): HTMLElement | never {
  if (!answer) throw new TypeError('nothing was answered');
  const { outcome, text, dataset, by, legalBasis, at } = answer;
  return section(
    v.answer.title,
    h('p', {}, mark('accent', v.outcome[outcome]), ` ${date(at)}`),
    h('p', { class: 'prose-text' }, text),
    facts(
      by !== undefined && [v.outcome.planned, fill(v.answer.by, { date: date(by) })],
      dataset !== undefined && [
        v.answer.dataset,
        h('a', { href: pagePath(`/datasets/${dataset}/`) }, dataset),
      ],
      legalBasis !== undefined && [v.answer.basis, legalBasis],
    ),
  );
}

const outcomesOf: Readonly<Record<Voice['kind'], readonly VoiceOutcome[]>> = {
  complaint: ['upheld', 'partly-upheld', 'not-upheld'],
  'data-request': ['opened', 'planned', 'refused'],
  correction: ['corrected', 'not-corrected'],
  question: ['told'],
  rating: ['told'],
  reuse: ['told'],
};

const reason: FieldSpec = { id: 'reason', label: v.act.reason, kind: 'textarea', rows: 3, required: true };

function fieldsOf(type: VoiceCommandType, { kind }: Voice): readonly FieldSpec[] {
  if (type === 'decline' || type === 'hide') return [{ ...reason, id: `${type}-reason` }];
  if (type === 'assign') {
    const agencies = words.agencies.map(({ id }) => [id, agencyName(id)] as const);
    const options = [['', t.choose] as const, ...agencies];
    return [
      { id: 'agency', label: v.facts.agency, kind: 'select', required: true, options },
      { ...reason, id: 'assign-reason' },
    ];
  }
  if (type !== 'answer') return [];
  const outcomes = outcomesOf[kind].map((outcome) => [outcome, v.outcome[outcome]] as const);
  return [
    { id: 'outcome', label: v.act.outcome, kind: 'select', required: true, options: outcomes },
    { id: 'text', label: v.act.text, kind: 'textarea', rows: 5, required: true, hint: v.form.textHint },
    ...(kind === 'data-request'
      ? ([
          { id: 'dataset', label: v.act.dataset },
          { id: 'by', label: v.act.by, kind: 'date' },
          { id: 'legalBasis', label: v.act.basis },
        ] as const)
      : []),
  ];
}

const labelOf = (type: VoiceCommandType, { kind, status }: Voice): string => {
  if (type === 'admit') return kind === 'complaint' ? v.act.accept : v.act.admit;
  return type === 'answer' && status === 'answered' ? v.act.again : v.act[type];
};

/** What stands open already; the rest opens on demand. */
const first: readonly VoiceCommandType[] = ['admit', 'answer', 'support', 'unsupport'];

function acts(
  voice: Voice,
  commands: readonly VoiceCommandType[],
  done: (said: string) => Promise<void>,
): HTMLElement {
  const isPossible = (type: VoiceCommandType): boolean => {
    if (type === 'support') return !voice.isSupported;
    if (type === 'unsupport') return voice.isSupported === true;
    // An answer stands, unless it was a plan.
    return type !== 'answer' || !voice.answer || voice.answer.outcome === 'planned';
  };
  const forms = commands.filter(isPossible).map((type) => {
    const form = actForm(voice, type, done);
    return first.includes(type) ? form : details(labelOf(type, voice), form);
  });
  return section(v.act.title, ...forms);
}

function actForm(voice: Voice, type: VoiceCommandType, done: (said: string) => Promise<void>): HTMLElement {
  const made = fieldsOf(type, voice).map(field);
  const host = h('div', { 'aria-live': 'polite' });
  const press = button(
    labelOf(type, voice),
    async () => {
      if (!areFilled([...form.querySelectorAll<Control>('input, textarea, select')])) return;
      const values = made.map(
        ({ control }) => [control.name.replace(/^.*-/, ''), control.value.trim()] as const,
      );
      const filled = Object.fromEntries(values.filter(([, value]) => value !== ''));
      const answer = await commandVoice(voice.id, { type, ...filled });
      if (!answer.ok) return tellIn(host, answer.problem);
      await done(v.act.done);
    },
    type === 'admit' || type === 'answer' ? 'primary' : '',
  );
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    ...made.map(({ element }) => element),
    host,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return form;
}

export function commandVoice(id: string, body: object) {
  const code = keptReceipt(id);
  const headers: Readonly<Record<string, string>> = code === undefined ? {} : { 'Receipt-Code': code };
  return post(`/api/v1/voices/${encodeURIComponent(id)}/commands`, body, undefined, headers);
}

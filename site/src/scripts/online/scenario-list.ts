/** The application scenarios (Art. 26): for everybody to read, for the Bureau to retire. */
import type { ScenarioView } from '../../../../functions/service/share/scenarios.ts';
import { get, once } from './api.ts';
import { actForm } from './command-form.ts';
import { date } from './dates.ts';
import { details, facts, fill, h, mark, section } from './dom.ts';
import { problemNotice } from './problem.ts';
import { scenarioName } from './share-form.ts';
import { base, named, s } from './share-words.ts';
import { fieldTitle } from './submission.ts';
import { agencyName, pagePath, t } from './words.ts';

const w = s.scenarios;
export const scenarioCommands = '/api/v1/scenarios/commands';

export async function scenarioPanel(
  isBureau: boolean,
  done: (said: string) => Promise<void>,
): Promise<HTMLElement> {
  const answer = await get<{ readonly data: readonly ScenarioView[] }>('/api/v1/scenarios');
  if (!answer.ok) return section(w.title, problemNotice(answer.problem));
  const { data } = answer.data;
  return section(
    w.title,
    h('p', { class: 'quiet' }, w.text),
    isBureau && h('p', {}, h('a', { class: 'button', href: `${base}?scenario=new` }, w.publish)),
    ...(data.length === 0
      ? [h('p', { class: 'notice' }, w.empty)]
      : data.map((each) => entry(each, isBureau, done))),
  );
}

function entry(
  scenario: ScenarioView,
  isBureau: boolean,
  done: (said: string) => Promise<void>,
): HTMLElement {
  const { duty, legalBasis, agencies, datasets, publishedAt, retired } = scenario;
  const since = fill(w.since, { date: date(publishedAt) });
  const until = retired && fill(w.retiredAt, { date: date(retired.at), reason: retired.reason });
  const list = datasets.map(({ dataset, name, nameEn, fields, columns }) =>
    h(
      'span',
      {},
      h('a', { href: pagePath(`/datasets/${dataset}/`) }, named({ id: dataset, name, nameEn })),
      fields.length > 0 &&
        `${t.open}${fields.map((field) => fieldTitle({ fields: columns }, field)).join(t.listComma)}${t.close}`,
    ),
  );
  return h(
    'article',
    { class: 'access-key stack' },
    h(
      'h3',
      {},
      scenarioName(scenario),
      ' ',
      mark(retired ? 'quiet' : 'accent', retired ? w.retired : w.inForce),
    ),
    facts(
      [w.duty, duty],
      [w.basis, legalBasis],
      [w.agencies, agencies.map(agencyName).join(t.listComma)],
      [w.datasets, h('span', { class: 'dues' }, ...list)],
      [s.list.status, until ?? since],
    ),
    isBureau && !retired && details(w.retire, retireForm(scenario.id, done)),
  );
}

const retireForm = (scenario: string, done: (said: string) => Promise<void>): HTMLFormElement =>
  actForm({
    submit: w.retire,
    look: 'danger',
    fields: [
      {
        id: `retire-${scenario}`,
        label: w.retireReason,
        kind: 'textarea',
        rows: 3,
        shortest: 2,
        longest: 2000,
        required: true,
      },
    ],
    extra: h('p', { class: 'notice warning' }, w.retireNote),
    body: (values) => ({ type: 'retire', scenario, reason: values[`retire-${scenario}`] }),
    send: (whole) => once(scenarioCommands, whole),
    done: () => done(w.retireDone),
  });

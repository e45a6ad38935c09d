/** Asking for data of another agency: for which duty, which columns, how, how often, how long (Art. 24–26). */
import type { Scenario } from '../../../../functions/domain/scenario.ts';
import type { ShareView } from '../../../../functions/service/share/view.ts';
import { get, once } from './api.ts';
import { columnChoice } from './columns.ts';
import { actForm } from './command-form.ts';
import { alertOf, facts, fill, h, section } from './dom.ts';
import { choices, chosen, field } from './fields.ts';
import { problemNotice } from './problem.ts';
import { type Offered, offerOf } from './share-offer.ts';
import { s } from './share-words.ts';
import type { Place } from './start.ts';
import { accessLabel } from './submission.ts';
import { nameOf, pagePath, words } from './words.ts';

const { form } = s;
const mostMonths = 24;
const mostRequests = 1_000_000;

/** The form for a dataset, or why there is none; `made` is told what was asked for. */
export async function shareForm(
  { me }: Place,
  dataset: string,
  made: (share: ShareView) => unknown,
): Promise<HTMLElement> {
  const [offer, scenarios] = await Promise.all([
    offerOf(dataset),
    get<{ readonly data: readonly Scenario[] }>('/api/v1/scenarios'),
  ]);
  if (!offer.ok) return problemNotice(offer.problem);
  if (!scenarios.ok) return problemNotice(scenarios.problem);
  const { data: offered } = offer;
  const fitting = scenarios.data.data.filter(
    ({ retired, agencies, datasets }) =>
      !retired &&
      agencies.includes(me.agency ?? '') &&
      datasets.some(({ dataset: listed }) => listed === dataset),
  );
  const why = hindrance(offered, me.agency ?? '');
  return section(
    fill(form.title, { dataset: offered.name }),
    termsOf(offered),
    why === undefined ? asking(offered, fitting, made) : h('p', { class: 'notice' }, why),
  );
}

/** What is used as it is needs no request. */
function hindrance({ openness, publisher }: Offered, agency: string): string | undefined {
  if (openness === 'unconditional') return form.open;
  return publisher.id === agency ? form.own : undefined;
}

/** The share class with its reason and law (Art. 25), and what the provider demands. */
function termsOf({ id, publisher, sharing }: Offered): HTMLElement {
  const { type, reason, legalBasis, conditions, method } = sharing;
  const page = h('a', { href: pagePath(`/datasets/${id}/`) }, form.toDataset);
  return h(
    'div',
    { class: 'stack' },
    facts(
      [s.facts.provider, nameOf(publisher)],
      [s.facts.class, s.classes[type]],
      [s.reason, reason],
      [s.legalBasis, legalBasis],
      [form.conditions, conditions],
      [s.granted.delivery, method],
    ),
    h('p', { class: type === 'withheld' ? 'notice warning' : 'quiet' }, form[type]),
    h('p', {}, page),
  );
}

function asking(
  offered: Offered,
  scenarios: readonly Scenario[],
  made: (share: ShareView) => unknown,
): HTMLElement {
  const scenario = field({
    id: 'scenario',
    label: form.scenario,
    hint: form.scenarioHint,
    kind: 'select',
    options: [['', form.scenarioNone], ...scenarios.map((each) => [each.id, scenarioName(each)] as const)],
  });
  const columns = columnChoice('fields', form.fields, {
    fields: offered.fields,
    personal: form.personal,
    checked: () => false,
  });
  const access = choices(
    'access',
    form.access,
    'checkbox',
    offered.access.map((value, index) => ({
      value,
      label: accessLabel(value, offered),
      checked: index === 0,
    })),
  );
  const undertaking = choices(
    'undertaking',
    s.reason,
    'checkbox',
    [{ value: 'own-duty', label: form.undertaking }],
    true,
  );
  const hasColumns = offered.fields.length > 0;
  scenario.control.addEventListener('change', () => {
    const listed = scenarios.find(({ id }) => id === scenario.control.value);
    const only = listed?.datasets.find(({ dataset }) => dataset === offered.id)?.fields;
    for (const box of columns.querySelectorAll('input')) {
      const isOffered = offered.fields.some(({ name, available }) => available && name === box.value);
      box.disabled = !isOffered || (only !== undefined && !only.includes(box.value));
      if (only) box.checked = !box.disabled;
    }
  });
  const lack = (): string | undefined => {
    if (hasColumns && chosen(columns, 'fields').length === 0) return form.lackFields;
    if (chosen(access, 'access').length === 0) return form.lackAccess;
    return chosen(undertaking, 'undertaking').length === 0 ? form.lackUndertaking : undefined;
  };
  const asked = actForm<ShareView>({
    submit: form.submit,
    look: 'primary',
    fields: textFields,
    extra: h(
      'div',
      { class: 'stack' },
      hasColumns ? columns : h('p', { class: 'quiet' }, form.noFields),
      access,
      undertaking,
    ),
    lacks: () => alertOf(lack()),
    body: ({ duty, basis, perDay, months }) => ({
      dataset: offered.id,
      ...{ duty, basis },
      fields: chosen(columns, 'fields'),
      access: chosen(access, 'access'),
      requestsPerDay: Number(perDay),
      months: Number(months),
      ...(scenario.control.value !== '' && { scenario: scenario.control.value }),
      ownDutyOnly: true,
    }),
    send: (whole) => once<ShareView>('/api/v1/shares', whole),
    done: made,
  });
  if (scenarios.length > 0) asked.prepend(scenario.element);
  return asked;
}

const textFields = [
  {
    id: 'duty',
    label: form.duty,
    hint: form.dutyHint,
    kind: 'textarea',
    shortest: 10,
    longest: 2000,
    required: true,
  },
  { id: 'basis', label: form.basis, hint: form.basisHint, shortest: 4, longest: 500, required: true },
  {
    id: 'perDay',
    label: form.perDay,
    kind: 'number',
    minimum: 1,
    maximum: mostRequests,
    value: '100',
    required: true,
  },
  {
    id: 'months',
    label: form.months,
    hint: form.monthsHint,
    kind: 'number',
    minimum: 1,
    maximum: mostMonths,
    value: '12',
    required: true,
  },
] as const;

export const scenarioName = ({ name, nameEn }: Pick<Scenario, 'name' | 'nameEn'>): string =>
  (words.locale === 'en' ? nameEn : undefined) ?? name;

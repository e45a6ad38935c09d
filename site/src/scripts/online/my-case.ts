/** One application for its applicant: the next step first, then clock, decision, grant, keys, use, history. */
import type { Me } from './api.ts';
import {
  caseFacts,
  correctionList,
  decisionFacts,
  grantFacts,
  opinionList,
  reportList,
} from './case-parts.ts';
import { clockPanels } from './clock.ts';
import { details, h, section } from './dom.ts';
import { documentList, historyTable } from './history.ts';
import { type Holding, keysPanel } from './keys.ts';
import { nextStep, otherSteps } from './my-steps.ts';
import { reminders } from './reminders.ts';
import { answerInRounds, earlierReturns } from './rounds.ts';
import { signPanel } from './sign.ts';
import type { ApplicationView } from './types.ts';
import { usePanel } from './use.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'my'>();
export type Refresh = (said: string) => Promise<void>;

export async function myCase(
  view: ApplicationView,
  me: Me,
  refresh: Refresh,
): Promise<readonly (Node | undefined)[]> {
  const { application, commands, id } = view;
  const hasKeys = application.term !== undefined;
  const documents = documentList(view);
  const clocks = clockPanels(view.clocks);
  const grant = grantFacts(view);
  const decisions = decisionFacts(view);
  return [
    nextStep(view, refresh),
    reminders(view),
    application.status === 'returned' ? correctionList(view) : undefined,
    commands.includes('sign') ? await signPanel(view, refresh) : undefined,
    section(words.standing, h('div', { class: 'case-head stack' }, caseFacts(view), clocks)),
    decisions.length > 0 || documents ? section(words.decision, ...decisions, documents) : undefined,
    grant && section(words.grant, grant, reportList(view)),
    hasKeys ? await keysPanel(holdingOf(view), refresh) : undefined,
    hasKeys ? await usePanel(id) : undefined,
    section(words.submission, submitted(view), earlierReturns(view), opinionList(view)),
    section(words.steps, ...otherSteps(view, me, refresh)),
    section(
      t.history.title,
      historyTable(view),
      h('p', {}, h('a', { href: `/api/v1/applications/${id}/events`, download: true }, words.exportRecord)),
    ),
  ];
}

function holdingOf({ id, application, capacities, guide }: ApplicationView): Holding {
  const { dataset, grant, status } = application;
  const key = encodeURIComponent(id);
  return {
    list: `/api/v1/keys?application=${key}`,
    make: `/api/v1/applications/${key}/keys`,
    mayChange: status === 'active' && capacities.includes('member'),
    opened: {
      dataset,
      fields: grant?.fields ?? [],
      access: grant?.access ?? [],
      ...(guide?.minGroup !== undefined && { minGroup: guide.minGroup }),
    },
  };
}

function submitted(view: ApplicationView): HTMLElement {
  const { application, guide } = view;
  const form = application.rounds.at(-1)?.form ?? application.draft;
  if (!form || !guide) return h('p', { class: 'notice' }, words.nothingSubmitted);
  const rows = guide.items.map((item) =>
    h('div', {}, h('dt', {}, label(t.items, item.id)), h('dd', {}, answerInRounds(view, item.id))),
  );
  const title = application.rounds.length > 0 ? words.showSubmission : words.showDraft;
  return details(title, h('dl', { class: 'facts' }, ...rows));
}

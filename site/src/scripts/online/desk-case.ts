/** One case: guide on the left, submission on the right, decision below. */
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
import { correctionFields } from './corrections.ts';
import { decisionPanels } from './desk-decide.ts';
import { fill, h, section } from './dom.ts';
import { documentList, historyTable } from './history.ts';
import type { Refresh } from './my-case.ts';
import { reminders } from './reminders.ts';
import { sideBySide } from './submission.ts';
import type { ApplicationView } from './types.ts';
import { usePanel } from './use.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

export async function deskCase(
  view: ApplicationView,
  me: Me,
  refresh: Refresh,
): Promise<readonly (Node | undefined)[]> {
  const { application } = view;
  const round = application.rounds.at(-1);
  const corrections = correctionFields(view);
  const decisions = decisionFacts(view);
  const documents = documentList(view);
  const grant = grantFacts(view);
  const panels = decisionPanels({ view, me, refresh, corrections });
  const decide = section(
    words.decide,
    ...(panels.length > 0 ? panels : [h('p', { class: 'notice' }, nothingToDo(view))]),
  );
  decide.id = 'decide';
  return [
    h('div', { class: 'case-head stack' }, caseFacts(view), clockPanels(view.clocks)),
    reminders(view),
    panels.length > 0 ? h('p', {}, h('a', { href: '#decide' }, words.toDecide)) : undefined,
    application.status === 'returned' ? correctionList(view) : undefined,
    round &&
      section(
        fill(words.submission, { n: application.rounds.length }),
        sideBySide(view, round.form, corrections.besides),
      ),
    opinionList(view, application.status === 'accepted'),
    decisions.length > 0 || documents ? section(words.decided, ...decisions, documents) : undefined,
    grant && section(words.grant, grant, reportList(view)),
    decide,
    application.term && (await usePanel(view.id)),
    section(t.history.title, historyTable(view)),
  ];
}

/** Why there is nothing to do: it is somebody else's turn, or it is over. */
function nothingToDo({ application: { status }, capacities }: ApplicationView): string {
  const isOffice = capacities.includes('reviewer');
  const waits = isOffice ? status === 'returned' || status === 'approved' : status in words.turn;
  return waits ? label(words.turn, status) : words.nothingToDo;
}

/** One case: conditions and guide on the left, submission on the right, decision below. */
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
import { button, fill, h, section } from './dom.ts';
import { documentList, historyTable } from './history.ts';
import type { Refresh } from './my-case.ts';
import { reminders } from './reminders.ts';
import { earlierReturns } from './rounds.ts';
import { sideBySide } from './side-by-side.ts';
import type { ApplicationView } from './types.ts';
import { type Unsent, unsentCopy } from './unsent.ts';
import { usePanel } from './use.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

export async function deskCase(
  view: ApplicationView,
  me: Me,
  refresh: Refresh,
): Promise<readonly (Node | undefined)[]> {
  const { application } = view;
  const corrections = correctionFields(view);
  const decisions = decisionFacts(view);
  const documents = documentList(view);
  const grant = grantFacts(view);
  const unsent = unsentCopy(me.id ?? '', view.id);
  const panels = decisionPanels({ view, me, refresh, corrections, unsent });
  const decide = section(
    words.decide,
    ...(panels.length > 0 ? panels : [h('p', { class: 'notice' }, nothingToDo(view))]),
  );
  decide.id = 'decide';
  const submission = section(
    fill(words.submission, { n: application.rounds.length }),
    sideBySide(view, corrections.besides),
  );
  unsent.follow(submission, decide);
  return [
    h('div', { class: 'case-head stack' }, caseFacts(view), clockPanels(view.clocks)),
    reminders(view),
    panels.length > 0 ? h('p', {}, h('a', { href: '#decide' }, words.toDecide)) : undefined,
    application.status === 'returned' ? correctionList(view) : undefined,
    earlierReturns(view),
    strayTexts(unsent),
    application.rounds.length > 0 ? submission : undefined,
    opinionList(view, application.status === 'accepted'),
    decisions.length > 0 || documents ? section(words.decided, ...decisions, documents) : undefined,
    grant && section(words.grant, grant, reportList(view)),
    decide,
    application.term && (await usePanel(view.id)),
    section(t.history.title, historyTable(view)),
  ];
}

/** What was written for a step that somebody else has taken meanwhile: to be copied, or thrown away. */
function strayTexts(unsent: Unsent): HTMLElement | undefined {
  const texts = unsent.stray();
  if (texts.length === 0) return undefined;
  const drop = (): void => {
    unsent.dropStray();
    notice.remove();
  };
  const notice = h(
    'div',
    { class: 'notice warning stack' },
    h('p', {}, h('strong', {}, words.stray)),
    h('ul', {}, ...texts.map((text) => h('li', { class: 'as-written' }, text))),
    h('p', {}, button(words.dropStray, drop)),
  );
  return notice;
}

/** Why there is nothing to do: it is somebody else's turn, or it is over. */
function nothingToDo({ application: { status }, capacities }: ApplicationView): string {
  const isOffice = capacities.includes('reviewer');
  const waits = isOffice ? status === 'returned' || status === 'approved' : status in words.turn;
  return waits ? label(words.turn, status) : words.nothingToDo;
}

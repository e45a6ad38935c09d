/** One case: guide on the left, submission on the right, decision below. */
import { caseFacts, correctionList, decisionFacts, grantFacts, opinionList } from './case-parts.ts';
import { clockPanels } from './clock.ts';
import { decisionPanels } from './desk-decide.ts';
import { details, fill, h, section } from './dom.ts';
import { field } from './fields.ts';
import { documentList, historyTable } from './history.ts';
import type { Refresh } from './my-case.ts';
import { sideBySide } from './submission.ts';
import type { ApplicationView, GuideItem, GuideItemId } from './types.ts';
import { usePanel } from './use.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

export interface Correction {
  readonly item: GuideItemId;
  readonly message: string;
}

/** What is to be corrected is written beside the item it is about (Art. 34): all of it is sent at once. */
function correctionFields(view: ApplicationView) {
  const made = new Map<GuideItemId, HTMLInputElement | HTMLTextAreaElement>();
  const earlier = new Set(
    view.application.rounds.flatMap(({ returned }) => (returned?.corrections ?? []).map(({ item }) => item)),
  );
  const explained = new Map(
    view.application.rounds.at(-1)?.explanations.map(({ item, message }) => [item, message]),
  );
  const mayReturn = view.commands.includes('return');
  const besides = ({ id }: GuideItem): Node | undefined => {
    const explanation = explained.get(id);
    const told =
      explanation === undefined
        ? undefined
        : h('p', { class: 'hint' }, `${words.explanation}${t.colon}${explanation}`);
    if (!mayReturn) return told;
    const { element, control } = field({
      id: `correct-${id}`,
      label: `${words.correction}${t.colon}${label(t.items, id)}`,
      kind: 'textarea',
      rows: 2,
      ...(earlier.has(id) && { hint: words.askedBefore }),
    });
    made.set(id, control);
    return h('div', {}, told, details(words.askCorrection, element));
  };
  const values = (): Correction[] =>
    [...made]
      .map(([item, control]) => ({ item, message: control.value.trim() }))
      .filter(({ message }) => message !== '');
  return { besides, values };
}

export async function deskCase(
  view: ApplicationView,
  refresh: Refresh,
): Promise<readonly (Node | undefined)[]> {
  const { application, commands } = view;
  const round = application.rounds.at(-1);
  const corrections = correctionFields(view);
  const decisions = decisionFacts(view);
  const documents = documentList(view);
  const grant = grantFacts(view);
  const panels = decisionPanels(view, corrections.values, refresh);
  return [
    h('div', { class: 'case-head stack' }, caseFacts(view), clockPanels(view.clocks)),
    reminders(view),
    application.status === 'returned' ? correctionList(view) : undefined,
    round &&
      section(
        fill(words.submission, { n: application.rounds.length }),
        sideBySide(view, round.form, corrections.besides),
      ),
    opinionList(view),
    decisions.length > 0 || documents ? section(words.decided, ...decisions, documents) : undefined,
    grant && section(words.grant, grant),
    panels.length > 0
      ? section(words.decide, ...panels)
      : h(
          'p',
          { class: 'notice' },
          commands.length === 0 ? words.nothingToDo : label(words.waiting, application.status),
        ),
    application.term && (await usePanel(view.id)),
    section(t.history.title, historyTable(view)),
  ];
}

function reminders({
  application: { nudges, escalations, extension },
}: ApplicationView): HTMLElement | undefined {
  const told = [
    nudges.length > 0 && fill(words.nudged, { n: nudges.length }),
    ...escalations.map(({ note = '' }) => `${words.escalated}${t.colon}${note}`),
    extension && `${fill(words.extended, { n: extension.days })}${t.colon}${extension.reason}`,
  ].filter((line) => typeof line === 'string');
  if (told.length === 0) return undefined;
  return h(
    'div',
    { class: `notice ${escalations.length > 0 ? 'danger' : 'warning'}` },
    ...told.map((line) => h('p', {}, line)),
  );
}

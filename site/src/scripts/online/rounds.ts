/** From one submission to the next: what was asked, what was answered then, and what has changed since (Art. 34). */
import { moment } from './dates.ts';
import { details, fill, h, mark } from './dom.ts';
import { answerTo } from './submission.ts';
import type { ApplicationView, GuideItemId } from './types.ts';
import { label, t } from './words.ts';

type Round = ApplicationView['application']['rounds'][number];

const messagesOf = (remarks: Round['explanations'], item: GuideItemId): string[] =>
  remarks.filter((each) => each.item === item).map(({ message }) => message);

/** What became of one answer after one submission. */
interface Step {
  readonly index: number;
  readonly asked: readonly string[];
  readonly explained: readonly string[];
  /** Answered otherwise in the next submission. */
  readonly isChanged: boolean;
}

/** The submissions after which something was asked of an item or it was answered otherwise, latest first. */
function stepsOf({ application: { rounds }, changed }: ApplicationView, item: GuideItemId): Step[] {
  return rounds
    .map(({ returned }, index) => ({
      index,
      asked: messagesOf(returned?.corrections ?? [], item),
      explained: messagesOf(rounds[index + 1]?.explanations ?? [], item),
      isChanged: changed[index + 1]?.includes(item) ?? false,
    }))
    .slice(0, -1)
    .filter(({ asked, isChanged }) => isChanged || asked.length > 0)
    .toReversed();
}

const written = (title: string, text: string): HTMLElement =>
  h('p', { class: 'as-written' }, h('strong', {}, title), t.colon, text);

/** The present answer to an item and, where it was submitted before, what it was and what was asked of it. */
export function answerInRounds(view: ApplicationView, item: GuideItemId): Node {
  const { application, guide, id } = view;
  const { rounds, party } = application;
  const answerIn = (form: Parameters<typeof answerTo>[1]['form']): Node =>
    answerTo(item, { id, party, form, ...(guide && { guide }) });
  const now = answerIn(rounds.at(-1)?.form ?? application.draft ?? {});
  const steps = stepsOf(view, item);
  const [last] = steps;
  if (!last) return now;
  const words = t.rounds;
  const isNew = last.index === rounds.length - 2;
  const state = !isNew
    ? undefined
    : last.isChanged
      ? mark('accent', words.changed)
      : mark('warning', words.unchanged);
  return h(
    'div',
    { class: 'then-now' },
    h(
      'div',
      { class: 'stack' },
      h('p', { class: 'hint' }, fill(words.now, { n: rounds.length }), ' ', state),
      now,
    ),
    h(
      'div',
      { class: 'stack then' },
      ...steps.map(({ index, asked, explained, isChanged }) =>
        h(
          'div',
          { class: 'stack', 'data-round': index + 1 },
          h('p', { class: 'hint' }, fill(words.before, { n: index + 1 })),
          isChanged ? answerIn(rounds[index]?.form ?? {}) : h('p', { class: 'quiet' }, words.same),
          ...asked.map((message) => written(words.asked, message)),
          ...explained.map((message) => written(words.explained, message)),
        ),
      ),
    ),
  );
}

/** Every return but the one that is being answered now, with all that it asked. */
export function earlierReturns({
  application: { rounds, status },
}: ApplicationView): HTMLElement | undefined {
  const told = rounds
    .map(({ returned }, index) => ({ returned, n: index + 1 }))
    .slice(0, status === 'returned' ? -1 : undefined)
    .flatMap(({ returned, n }) => (returned ? [{ ...returned, n }] : []));
  if (told.length === 0) return undefined;
  return details(
    fill(t.rounds.returns, { n: told.length }),
    ...told.map(({ n, at, corrections }) =>
      h(
        'div',
        {},
        h('p', {}, h('strong', {}, fill(t.rounds.return, { n })), ` ${moment(at)}`),
        h(
          'ol',
          {},
          ...corrections.map(({ item, message }) =>
            h('li', {}, h('strong', {}, label(t.items, item)), t.colon, message),
          ),
        ),
      ),
    ),
  );
}

/** Update states for the day of reading: "updated 3 days ago, due in 4", "overdue by 12 days". */
interface Words {
  readonly updatedToday: string;
  readonly updatedAgo: string;
  readonly dueToday: string;
  readonly dueIn: string;
  readonly overdueBy: string;
  readonly join: string;
}

/** The sign of `overdue`, as in `marks.ts`. */
const triangle = 'M6 1l5.5 10H.5z';

/** The day in China at an instant, as a number of days. */
const dayNumber = (time: number): number => Math.floor((time + 8 * 3_600_000) / 86_400_000);
const dayOfDate = (date: string): number => Math.round(Date.parse(date) / 86_400_000);

/** In words, or undefined where the static text already says all (ended, withdrawn, dates in the future). */
export function tellUpdate(
  { updated, due }: { updated: string; due: string },
  today: number,
  words: Words,
  form: string,
): { text: string; overdue: boolean } | undefined {
  const age = today - dayOfDate(updated);
  if (!due || !(age >= 0)) return undefined;
  const left = dayOfDate(due) - today;
  const ago = age === 0 ? words.updatedToday : words.updatedAgo.replace('{n}', String(age));
  if (left < 0) {
    const overdue = words.overdueBy.replace('{n}', String(-left));
    return { text: form === 'short' ? overdue : overdue + words.join + ago.toLowerCase(), overdue: true };
  }
  const next = left === 0 ? words.dueToday : words.dueIn.replace('{m}', String(left));
  return { text: form === 'short' ? ago : ago + words.join + next, overdue: false };
}

/** Rewrites every update state under `root`; the exact days stay as the title. */
export function tellUpdates(root: ParentNode): void {
  const words = JSON.parse(document.getElementById('live-words')?.textContent ?? 'null') as Words | null;
  if (!words) return;
  const today = dayNumber(Date.now());
  for (const mark of root.querySelectorAll<HTMLElement>('[data-update]')) {
    const { updated = '', due = '', update = '' } = mark.dataset;
    const told = tellUpdate({ updated, due }, today, words, update);
    const text = mark.querySelector('span');
    if (!told || !text) continue;
    mark.title = text.textContent ?? '';
    text.textContent = told.text;
    mark.classList.toggle('danger', told.overdue);
    if (told.overdue) mark.querySelector('path')?.setAttribute('d', triangle);
  }
}

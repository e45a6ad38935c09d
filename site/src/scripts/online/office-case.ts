/** One application, as an office opens it. */
import { get } from './api.ts';
import { h } from './dom.ts';
import { readFilter, withFilter } from './list-filter.ts';
import { problemNotice } from './problem.ts';
import { nameTab, type Place } from './start.ts';
import type { ApplicationView } from './types.ts';
import { nameOf, t } from './words.ts';

/** Shows it in `place`, with the way back to `base`. What shows a case is loaded with the first one. */
export async function officeCase(place: Place, base: string, id: string): Promise<void> {
  const [{ deskCase }, answer] = await Promise.all([
    import('./desk-case.ts'),
    get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`),
  ]);
  const back = h('p', {}, h('a', { href: withFilter(base, readFilter(location.search)) }, t.back));
  if (!answer.ok)
    return place.show(
      back,
      problemNotice(answer.problem, () => officeCase(place, base, id)),
    );
  const again = async (said: string): Promise<void> => {
    await officeCase(place, base, id);
    place.say(said);
    place.root.focus();
  };
  nameTab(nameOf(answer.data.names.dataset));
  place.show(back, ...(await deskCase(answer.data, place.me, again)));
}

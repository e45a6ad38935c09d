/** Shares of an office, page after page. */
import type { ShareScope } from '../../../../functions/service/share/lists.ts';
import type { ShareView } from '../../../../functions/service/share/view.ts';
import { date } from './dates.ts';
import { h, section, table } from './dom.ts';
import { pagedList } from './paged.ts';
import { named, s, shareAddress, shareMark } from './share-words.ts';

export async function shareList(title: string, scope: ShareScope, empty: string): Promise<HTMLElement> {
  const address = `/api/v1/shares?${new URLSearchParams({ scope, limit: '50' })}`;
  return section(title, await pagedList<ShareView>(address, empty, (all) => tableOf(title, scope, all)));
}

function tableOf(title: string, scope: ShareScope, all: readonly ShareView[]): HTMLElement {
  // Whose list it is need not be told in each row.
  const parties = (['agency', 'provider'] as const).filter(
    (party) => party !== (scope === 'asked' ? 'agency' : scope === 'provided' ? 'provider' : undefined),
  );
  const columns = [
    { head: s.list.dataset },
    ...parties.map((party) => ({ head: s.list[party] })),
    { head: s.list.class, look: 'fit' as const },
    { head: s.list.status, look: 'fit' as const },
    { head: s.list.asked, look: 'fit' as const },
  ];
  const rows = all.map((share) => [
    h('a', { href: shareAddress(share.id) }, named(share.dataset)),
    ...parties.map((party) => named(share[party])),
    s.classes[share.class],
    shareMark(share),
    date(share.askedAt),
  ]);
  const made = table(title, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

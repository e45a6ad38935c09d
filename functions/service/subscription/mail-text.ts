/** What an e-mail says of favourites: what the public catalogue tells, and how to get no more of them. */
import type { CatalogueNewsType } from '../../domain/catalogue-news.ts';
import type { SubscriptionDeps } from './deps.ts';
import type { WaitingNews } from './people.ts';

const words: Readonly<Record<CatalogueNewsType, (version?: number) => string>> = {
  'dataset.version-published': (version) => `发布了第 ${version} 版`,
  'dataset.withdrawn': (version) => (version === undefined ? '已撤下' : `撤下了第 ${version} 版`),
  'dataset.quarantined': (version) => (version === undefined ? '已紧急下线' : `第 ${version} 版已紧急下线`),
  'dataset.released': () => '紧急下线已解除',
  'open-list.changed': (version) => `开放清单有变化（第 ${version} 次公布）`,
};

/** One piece of news stands in the subject, several are counted there. Not empty. */
export function newsMailText(
  { catalogue, portalUrl }: Pick<SubscriptionDeps, 'catalogue' | 'portalUrl'>,
  news: readonly WaitingNews[],
  unsubscribe: string,
): { readonly subject: string; readonly text: string } {
  const shown = catalogue();
  const lines = news.map(({ type, dataset, agency, version }) => {
    const name =
      dataset === undefined
        ? (shown.agency(agency)?.name ?? agency)
        : (shown.entry(dataset)?.dataset.title ?? dataset);
    const page = dataset === undefined ? `agencies/${agency}/#changes` : `datasets/${dataset}/`;
    return { what: `${name}：${words[type](version)}`, page: `${portalUrl}/${page}` };
  });
  const subject = lines.length === 1 ? (lines[0]?.what ?? '') : `您收藏的 ${lines.length} 项有更新`;
  const text = [
    ...lines.flatMap(({ what, page }) => [what, page, '']),
    `收藏和提醒：${portalUrl}/my/#favourites`,
    `不再接收这类邮件 / Unsubscribe：${unsubscribe}`,
    '',
    '本邮件由吉林省公共数据开放平台自动发出，请勿回复。',
  ].join('\n');
  return { subject: subject.replace(/[\r\n]+/g, ' ').slice(0, 150), text };
}

/** What was asked, corrected and said of a dataset, and made with it: read when the reader comes to it. */
import type { PublicVoice } from '../../../functions/service/voice/view.ts';
import { formatDay } from '../format.ts';
import type { Locale, Messages } from '../i18n/index.ts';
import { fill, h } from './online/dom.ts';

interface Words extends Pick<Messages['online']['voices'], 'kinds' | 'outcome'> {
  readonly locale: Locale;
  readonly none: string;
  readonly stars: string;
  readonly answer: string;
}

const collections = ['questions', 'corrections', 'ratings', 'reuses'];

async function read(collection: string, dataset: string): Promise<readonly PublicVoice[]> {
  const response = await fetch(`/api/v1/${collection}?limit=20&dataset=${encodeURIComponent(dataset)}`);
  if (!response.ok) return [];
  return ((await response.json()) as { readonly data: readonly PublicVoice[] }).data;
}

function item({ id, kind, title, text, stars, answer, filedAt }: PublicVoice, words: Words): HTMLElement {
  const page = words.locale === 'zh' ? '/voices/' : '/en/voices/';
  return h(
    'li',
    { class: 'stack' },
    h(
      'p',
      {},
      h('strong', {}, words.kinds[kind]),
      ' ',
      stars !== undefined && `${fill(words.stars, { n: stars })} `,
      h('a', { href: `${page}?id=${id}`, rel: 'nofollow' }, title ?? id),
      ' ',
      h('span', { class: 'quiet' }, formatDay(filedAt, words.locale)),
    ),
    kind === 'reuse' ? false : h('p', {}, text ?? ''),
    answer &&
      h('p', { class: 'quiet' }, `${words.answer}（${words.outcome[answer.outcome]}）：${answer.text}`),
  );
}

async function show(host: HTMLElement): Promise<void> {
  const words = JSON.parse(host.dataset.words ?? '{}') as Words;
  const dataset = host.dataset.voices ?? '';
  const all = (await Promise.all(collections.map((each) => read(each, dataset)))).flat();
  const newest = all.toSorted((one, other) => (one.filedAt < other.filedAt ? 1 : -1));
  host.replaceChildren(
    newest.length === 0
      ? h('p', { class: 'quiet' }, words.none)
      : h('ul', { class: 'stack', role: 'list' }, ...newest.map((voice) => item(voice, words))),
  );
}

for (const host of document.querySelectorAll<HTMLElement>('[data-voices]')) {
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    watcher.disconnect();
    void show(host);
  });
  watcher.observe(host);
}

/** `/reuses/`: what was made with open data, each with the datasets that it uses. */
import { date } from './online/dates.ts';
import { facts, h, section } from './online/dom.ts';
import { problemNotice } from './online/problem.ts';
import { publicVoices } from './online/public-voices.ts';
import { startOpen } from './online/start.ts';
import { named, titleOf, type Voice, v } from './online/voice-words.ts';
import { pagePath, pageWords } from './online/words.ts';

const words = pageWords<'reuses'>();

const reuse = (voice: Voice): HTMLElement =>
  section(
    titleOf(voice),
    h('p', { class: 'prose-text' }, voice.text ?? ''),
    facts(
      voice.by !== undefined && [v.facts.by, voice.by],
      voice.form && [v.facts.form, v.forms[voice.form]],
      voice.url !== undefined && [
        v.facts.url,
        h('a', { href: voice.url, rel: 'nofollow noopener ugc' }, voice.url),
      ],
      [
        v.facts.dataset,
        h(
          'span',
          { class: 'dues' },
          ...voice.datasets.map((dataset) =>
            h('a', { href: pagePath(`/datasets/${dataset.id}/`) }, named(dataset)),
          ),
        ),
      ],
      [v.facts.filed, date(voice.filedAt)],
    ),
  );

await startOpen(async (place) => {
  const show = h(
    'p',
    { class: 'actions' },
    h('a', { class: 'button primary', href: `${pagePath('/voices/')}?kind=reuse` }, words.file),
  );
  const all = await publicVoices('reuses');
  if ('code' in all)
    return place.show(
      show,
      problemNotice(all, () => location.reload()),
    );
  place.show(show, ...(all.length === 0 ? [h('p', { class: 'notice' }, words.empty)] : all.map(reuse)));
});

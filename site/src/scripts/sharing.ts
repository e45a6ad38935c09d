/** `/sharing/`: what agencies asked each other for, and the scenarios of the Bureau (Art. 26), read when the page is open. */
import type { ScenarioView } from '../../../functions/service/share/scenarios.ts';
import type { Demand } from '../../../functions/service/share/view.ts';
import { formatDay } from '../format.ts';
import type { Locale, Messages } from '../i18n/index.ts';
import { button, h, mark, table } from './online/dom.ts';
import { shareTones } from './online/share-tones.ts';

interface Words extends Omit<Messages['sharing'], 'shown'> {
  readonly locale: Locale;
  readonly class: Messages['terms']['sharing'];
  readonly agencies: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
}
const words = JSON.parse(document.getElementById('sharing-words')?.textContent ?? '{}') as Words;
const { locale, column } = words;
const prefix = locale === 'zh' ? '' : '/en';

type Named = Demand['agency'];
const nameOf = ({ id, name, nameEn }: Named): string => (locale === 'en' ? nameEn : null) ?? name ?? id;
const dataset = (of: Named): HTMLElement =>
  h('a', { href: `${prefix}/datasets/${encodeURIComponent(of.id)}/` }, nameOf(of));
const agencyName = (id: string): string => {
  const agency = words.agencies.find((each) => each.id === id);
  return agency ? nameOf(agency) : id;
};

const demandTable = (all: readonly Demand[]): HTMLElement =>
  table(
    words.demand.title,
    [
      { head: column.dataset },
      { head: column.provider },
      { head: column.agency },
      { head: column.sharing },
      { head: column.status },
      { head: column.asked, look: 'fit' },
    ],
    all.map((each) => [
      dataset(each.dataset),
      nameOf(each.provider),
      nameOf(each.agency),
      words.class[each.class],
      h(
        'span',
        { class: 'dues' },
        mark(shareTones[each.status], words.status[each.status]),
        each.scenario !== null && words.viaScenario,
      ),
      formatDay(each.askedAt, locale),
    ]),
    { quiet: true },
  );

const scenarioTable = (all: readonly ScenarioView[]): HTMLElement =>
  table(
    words.scenarios.title,
    [
      { head: column.name },
      { head: column.duty },
      { head: column.basis },
      { head: column.agencies },
      { head: column.datasets },
      { head: column.status },
    ],
    all.map(({ name, nameEn, duty, legalBasis, agencies, datasets, retired }) => [
      (locale === 'en' ? nameEn : undefined) ?? name,
      duty,
      legalBasis,
      agencies.map(agencyName).join(locale === 'zh' ? '、' : ', '),
      h(
        'span',
        { class: 'dues' },
        ...datasets.map(({ dataset: id, name, nameEn }) => dataset({ id, name, nameEn })),
      ),
      mark(retired ? 'quiet' : 'accent', retired ? words.scenarios.retired : words.scenarios.inForce),
    ]),
    { quiet: true },
  );

interface Page<One> {
  readonly data: readonly One[];
  readonly links?: { readonly next: string | null };
}
/** Undefined when it cannot be read. */
async function read<One>(address: string): Promise<Page<One> | undefined> {
  const response = await fetch(address).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Page<One>) : undefined;
}
const say = (text: string): HTMLElement => h('p', { class: 'quiet' }, text);
const host = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-sharing="${name}"]`);

async function showDemand(address: string, before: readonly Demand[]): Promise<void> {
  const place = host('demand');
  const page = await read<Demand>(address);
  if (!page) return place?.replaceChildren(say(words.demand.failed));
  const all = [...before, ...page.data];
  if (all.length === 0) return place?.replaceChildren(say(words.demand.none));
  const next = page.links?.next;
  const more = next ? [button(words.demand.more, () => showDemand(next, all))] : [];
  place?.replaceChildren(demandTable(all), ...more);
}

async function showScenarios(): Promise<void> {
  const page = await read<ScenarioView>('/api/v1/scenarios');
  const shown = page?.data.length ? scenarioTable(page.data) : say(words.scenarios.none);
  host('scenarios')?.replaceChildren(page ? shown : say(words.demand.failed));
}

void showDemand('/api/v1/sharing-demand', []);
void showScenarios();

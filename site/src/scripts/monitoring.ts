/** `/monitoring/`: how well the offices do (Art. 22); `?agency=ID`: one of them, with its datasets. */
import type { ClockFigures } from '../../../functions/domain/clock-run.ts';
import { type Figures, type MatterKind, matterKinds } from '../../../functions/domain/monitoring.ts';
import type {
  AgencyMonitoring,
  DatasetMonitoring,
  Monitoring,
} from '../../../functions/service/monitoring/monitoring.ts';
import { get } from './online/api.ts';
import { date } from './online/dates.ts';
import { fill, h, mark, section, table } from './online/dom.ts';
import { field } from './online/fields.ts';
import { problemNotice } from './online/problem.ts';
import { nameTab, type Place, startOpen } from './online/start.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'monitoring'>();
const base = pagePath('/monitoring/');

interface Meta {
  readonly at: string;
  readonly year: string;
  readonly total?: number;
}
type Whole = { readonly data: Pick<Monitoring, 'agencies' | 'regions' | 'total'>; readonly meta: Meta };
interface One {
  readonly data: {
    readonly agencies: readonly AgencyMonitoring[];
    readonly datasets: readonly DatasetMonitoring[];
  };
  readonly meta: Meta;
}

const share = (value: number): string => `${(Math.floor(value * 1000) / 10).toFixed(1)}%`;
const qualityText = (quality: { completeness: number; validity: number } | null): string =>
  quality ? `${share(quality.completeness)} / ${share(quality.validity)}` : t.none;
const bad = (count: number): HTMLElement | number => (count > 0 ? mark('danger', String(count)) : 0);
const sumOf = (clocks: readonly ClockFigures[], key: 'met' | 'missed'): number =>
  clocks.reduce((sum, clock) => sum + clock[key], 0);
const openOf = ({ matters }: Figures): number =>
  matterKinds.reduce((sum, kind: MatterKind) => sum + matters[kind].open, 0);

function agenciesTable(agencies: readonly AgencyMonitoring[]): HTMLElement {
  const [agency, ...numbers] = Object.values(words.head);
  const columns = [{ head: agency ?? '' }, ...numbers.map((head) => ({ head, look: 'n' as const }))];
  const rows = agencies.map((each) => [
    h('a', { href: `${base}?agency=${encodeURIComponent(each.agency.id)}` }, nameOf(each.agency)),
    each.datasets.total,
    bad(each.updates.overdue),
    qualityText(each.quality),
    each.use.downloads,
    each.use.queries,
    openOf(each),
    sumOf(each.clocks, 'met'),
    bad(sumOf(each.clocks, 'missed')),
  ]);
  const made = table(words.agencies, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

function clocksTable(clocks: readonly ClockFigures[]): HTMLElement {
  const [clock, kind, ...numbers] = Object.values(words.clockHead);
  const columns = [
    { head: clock ?? '' },
    { head: kind ?? '' },
    ...numbers.map((head) => ({ head, look: 'n' as const })),
  ];
  const rows = clocks.map((each) => [
    words.clocks[each.clock],
    words.kinds[each.kind],
    each.started,
    each.met,
    bad(each.missed),
    each.running,
    bad(each.overdue),
  ]);
  const made = table(words.clocksTitle, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

function mattersTable({ matters }: Figures): HTMLElement {
  const columns = Object.values(words.matterHead).map((head, at) => ({
    head,
    ...(at > 0 && { look: 'n' as const }),
  }));
  const rows = matterKinds.map((kind) => [words.matters[kind], matters[kind].received, matters[kind].open]);
  return table(words.mattersTitle, columns, rows, { quiet: true });
}

function datasetsTable(datasets: readonly DatasetMonitoring[]): HTMLElement {
  const { title, update, ...numbers } = words.datasetHead;
  const columns = [
    { head: title },
    { head: update },
    ...Object.values(numbers).map((head) => ({ head, look: 'n' as const })),
  ];
  const rows = datasets.map((each) => [
    h('a', { href: pagePath(`/datasets/${each.id}/`) }, titleOf(each)),
    each.update === 'overdue'
      ? mark('danger', fill(words.update.overdue, { n: each.overdueDays }))
      : words.update[each.update],
    qualityText(each.quality),
    each.rows ?? t.none,
    each.use.downloads,
    each.use.queries,
    each.open,
    bad(each.openObjections),
  ]);
  const made = table(words.datasetsTitle, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

const titleOf = ({ id, title, titleEn }: DatasetMonitoring): string =>
  nameOf({ id, title, ...(titleEn !== null && { titleEn }) });

const below = ({ at, year }: Meta, address: string): HTMLElement =>
  h(
    'p',
    { class: 'quiet' },
    fill(words.asOf, { at: date(at), year }),
    ' ',
    words.method,
    ' ',
    words.machine,
    h('a', { href: address }, h('code', {}, address)),
  );

async function whole(place: Place): Promise<void> {
  const address = '/api/v1/monitoring';
  const answer = await get<Whole>(address);
  if (!answer.ok) return place.show(problemNotice(answer.problem, () => whole(place)));
  const { data, meta } = answer.data;
  const host = h('div', { class: 'stack' });
  const show = (region: string): void => {
    const agencies = data.agencies.filter(({ agency }) => region === '' || agency.region === region);
    const figures = data.regions.find((each) => each.region === region) ?? data.total;
    host.replaceChildren(
      section(words.agencies, agenciesTable(agencies)),
      section(words.clocksTitle, clocksTable(figures.clocks)),
      section(words.mattersTitle, mattersTable(figures)),
    );
  };
  const { element, control } = field({
    id: 'region',
    label: words.region,
    kind: 'select',
    options: [
      ['', words.every],
      ...data.regions.map(({ region }) => [region, words.regions[region] ?? region] as const),
    ],
  });
  control.addEventListener('change', () => show(control.value));
  show('');
  place.show(element, host, below(meta, address));
}

async function one(place: Place, id: string): Promise<void> {
  const address = `/api/v1/monitoring?agency=${encodeURIComponent(id)}`;
  const answer = await get<One>(address);
  const back = h('p', {}, h('a', { href: base }, words.back));
  if (!answer.ok) return place.show(back, problemNotice(answer.problem));
  const { data, meta } = answer.data;
  const [figures] = data.agencies;
  if (!figures) return place.show(back);
  const name = nameOf(figures.agency);
  nameTab(name);
  const { datasets } = data;
  place.show(
    back,
    h('h2', {}, h('a', { href: pagePath(`/agencies/${id}/`) }, name)),
    section(words.clocksTitle, clocksTable(figures.clocks)),
    section(words.mattersTitle, mattersTable(figures)),
    datasets.length === 0
      ? section(words.datasetsTitle, h('p', { class: 'notice' }, words.noDatasets))
      : section(
          words.datasetsTitle,
          h('p', { class: 'quiet' }, fill(words.shown, { total: meta.total ?? 0, n: datasets.length })),
          datasetsTable(datasets),
        ),
    below(meta, address),
  );
}

const agency = new URLSearchParams(location.search).get('agency');
await startOpen((place) => (agency === null ? whole(place) : one(place, agency)));

/** A catalogue that changes as catalogues do, by seeded chance: every kind of change that a publication can make. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueChange } from '../../functions/domain/catalogue-change.ts';
import type { Dataset } from '../../functions/domain/dataset.ts';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import {
  type OpeningSource,
  type SnapshotSource,
  writeSnapshot,
} from '../../functions/service/catalogue/snapshot-writer.ts';
import type { Answers } from '../../functions/service/evaluation/answers.ts';
import { fixtureAgencies } from './catalogue-agencies.ts';
import { datasetOf, fixtureSources, published, versionOf } from './catalogue-fixture.ts';
import { between, seeded } from './seeded.ts';

/** The day on which everything changes. */
export const changingDay = '2026-03-10';

interface Certain {
  readonly kind: string;
  readonly id?: string;
}

export interface ChangingCatalogue {
  /** The first snapshot. */
  readonly path: string;
  /** Changes the catalogue by chance, or one dataset in a certain way, and answers the path of its snapshot. */
  change(certain?: Certain): string;
  /** Changes it by chance as often as `times` says, all in one snapshot, and answers its path. */
  changeOften(times: number): string;
}

interface Chance {
  readonly random: () => number;
  pick<T>(values: readonly T[]): T;
}
type Change = { readonly entry: CatalogueEntry; readonly change: Omit<CatalogueChange, 'at'> };

const classes = [
  { class: 'unconditional' },
  { class: 'conditional', ground: 'continuous', reason: '逐户计量。', conditions: '仅用于研究。' },
  { class: 'withheld', ground: 'personal-privacy', reason: '含个人信息。', legalBasis: '第二十八条' },
] as const satisfies readonly Dataset['openness'][];
const grounds = ['livelihood', 'urgent', 'commercial'] as const;
const cycles = ['daily', 'weekly', 'monthly', 'yearly', 'never'] as const;
const themes = ['201', '206', '211'];
const words = ['环境', '交通', '医疗', '统计', '名录'];

const instant = (minute: number): string =>
  new Date(Date.parse(`${changingDay}T00:00:00Z`) + minute * 60_000).toISOString();

/** A dataset that was not there before. Most are of one agency and one class, so that their lists have several pages. */
function added({ random, pick }: Chance, count: number, at: string): SnapshotSource {
  const id = `changing-${count}`;
  const openness = random() < 0.6 ? classes[1] : pick(classes);
  const dataset = datasetOf(id, `${pick(words)}数据${count}`, {
    code: `30700800${between(random, 1, 9)}/${count}`,
    publisher: random() < 0.7 ? 'ecology-department' : pick(fixtureAgencies).id,
    theme: pick(themes),
    keywords: [pick(words)],
    openness,
    updateCycle: pick(cycles),
    modified: `2026-0${between(random, 1, 2)}-0${between(random, 1, 9)}`,
    ...(random() < 0.7 && { priority: { grounds: [pick(grounds)], note: '群众关心。' } }),
  });
  const versions = openness.class === 'withheld' ? [] : [versionOf(id, 1, at)];
  // Some look like another: its name stands on their pages.
  const related = `changing-${count - 1}`;
  const flags = count % 5 === 0 ? [{ code: 'same-fields' as const, message: '名称相近', related }] : [];
  const more = { firstPublished: at, lastPublished: at, flags };
  const { entry, sequence } = published(dataset, versions, more);
  return { entry, sequence, changes: [{ at, kind: 'added' }] };
}

const described = (entry: CatalogueEntry, more: Partial<Dataset>): Change => ({
  entry: { ...entry, dataset: { ...entry.dataset, ...more } },
  change: { kind: 'metadata' },
});

/** By kind. */
const changes: Readonly<
  Record<string, (entry: CatalogueEntry, at: string, chance: Chance, ids: readonly string[]) => Change>
> = {
  title: (entry, at, { pick }) => described(entry, { title: `${pick(words)}${at}`, titleEn: undefined }),
  keywords: (entry, _, { pick }) => described(entry, { keywords: [pick(words), pick(words)] }),
  theme: (entry, _, { pick }) => described(entry, { theme: pick(themes) }),
  publisher: (entry, _, { pick }) => described(entry, { publisher: pick(fixtureAgencies).id }),
  priority: (entry) =>
    described(entry, {
      priority: entry.dataset.priority ? undefined : { grounds: [...grounds], note: '先' },
    }),
  related: (entry, _, { pick }) => described(entry, { related: [`307008001/${pick(['1', '2', '3'])}`] }),
  reclassified: (entry, _, { pick }) => ({
    ...described(entry, { openness: pick(classes) }),
    change: { kind: 'reclassified', from: entry.dataset.openness.class, to: 'conditional' },
  }),
  version: (entry, at, { random }) => {
    const number = (entry.versions[0]?.number ?? 0) + 1;
    const version = versionOf(entry.dataset.id, number, at, { rows: between(random, 1, 5000) });
    return {
      ...described({ ...entry, versions: [version, ...entry.versions] }, { modified: changingDay }),
      change: { kind: 'version', version: number },
    };
  },
  versionWithdrawn: (entry, at) => {
    const [first, ...others] = entry.versions;
    const withdrawn = { at, reason: '有误' };
    const versions = first ? [{ ...first, distributions: [], sample: [], withdrawn }, ...others] : [];
    return { entry: { ...entry, versions }, change: { kind: 'version-withdrawn', reason: '有误' } };
  },
  withdrawn: (entry, at) => {
    const withdrawn = { at, reason: '不再提供' };
    const versions = entry.versions.map((each) => ({ ...each, distributions: [], sample: [], withdrawn }));
    return {
      entry: { ...entry, status: 'withdrawn', versions, withdrawn },
      change: { kind: 'withdrawn', reason: '不再提供' },
    };
  },
  flagged: (entry, _, { pick }, ids) => ({
    ...described(entry, {}),
    entry: { ...entry, flags: [{ code: 'same-fields', message: '名称相近', related: pick(ids) }] },
  }),
};

function changed(
  chance: Chance,
  { entry, sequence, changes: history }: SnapshotSource,
  at: string,
  ids: readonly string[],
  certain?: string,
): SnapshotSource {
  const kind = certain ?? chance.pick([...Object.keys(changes), 'version', 'version']);
  const made = changes[kind]?.(entry, at, chance, ids);
  if (!made) throw new Error(`no change is called ${kind}`);
  return {
    entry: { ...made.entry, lastPublished: at },
    sequence: sequence + 1,
    changes: [...history, { at, ...made.change }],
  };
}

/** Applications for a dataset that takes some have gone on; those for another are left out by the writer. */
const openingOf = ({ random }: Chance, dataset: string, step: number): OpeningSource => ({
  dataset,
  mark: String(step),
  opening: {
    applications: between(random, 2, 90),
    approved: 1,
    rejected: 1,
    lapsed: 0,
    revoked: 0,
    meanWorkingDays: 8.5,
    grants: [
      {
        decision: `第${step}号`,
        organisation: '某公司',
        creditCode: fixtureAgencies[0]?.creditCode ?? '',
        purpose: '研究',
        fields: ['station'],
        from: instant(-60),
        until: '2027-03-10T16:00:00Z',
      },
    ],
  },
});

/** Addresses were asked: some of one dataset failed, and of the evidence. */
const answersOf = ({ random }: Chance, dataset: string, step: number): Answers => ({
  at: instant(step),
  asked: between(random, 100, 200),
  failed: {
    [dataset]: { download: [`/files/${dataset}/1/x.csv`], ...(random() < 0.5 && { access: ['/x/'] }) },
  },
  failedEvidence: random() < 0.5 ? ['/requests/'] : [],
});

/** Snapshots go into `directory`. `size`: datasets to begin with, besides those of the fixture. */
export function changingCatalogue(directory: string, size: number, seed: number): ChangingCatalogue {
  const random = seeded(seed);
  const chance: Chance = { random, pick: (values) => values[between(random, 0, values.length - 1)] as never };
  const sources = new Map(fixtureSources.map((source) => [source.entry.dataset.id, source]));
  let count = 0;
  const add = (minute: number): SnapshotSource => {
    count += 1;
    return added(chance, count, instant(minute));
  };
  const choose = (id?: string): SnapshotSource =>
    (id && sources.get(id)) || chance.pick([...sources.values()]);
  const keep = (source: SnapshotSource): void => void sources.set(source.entry.dataset.id, source);
  for (let minute = -size; minute < 0; minute += 1) keep(add(minute));
  const first = join(directory, 'catalogue-0.sqlite');
  writeSnapshot(first, fixtureAgencies, sources.values());
  let [step, path, agencies] = [0, first, fixtureAgencies];
  const copy = (): void => {
    const next = join(directory, `catalogue-${step + 1}.sqlite`);
    copyFileSync(path, next);
    path = next;
  };
  const alter = (certain?: Certain): void => {
    step += 1;
    const ids = [...sources.keys()];
    const source =
      !certain && random() < 0.25
        ? add(step)
        : changed(chance, choose(certain?.id), instant(step), ids, certain?.kind);
    keep(source);
    // An agency's name stands on many pages.
    if (step % 60 === 0) agencies = agencies.map((agency) => ({ ...agency, name: `${agency.name}${step}` }));
    const openings = certain ? [] : [openingOf(chance, chance.pick(ids), step)];
    const answers = certain || step % 9 > 0 ? undefined : answersOf(chance, chance.pick(ids), step);
    writeSnapshot(path, agencies, [source], openings, answers);
  };
  return {
    path: first,
    change(certain) {
      copy();
      alter(certain);
      return path;
    },
    changeOften(times) {
      copy();
      for (let time = 0; time < times; time += 1) alter();
      return path;
    },
  };
}

/** Metadata quality of a catalogue in which every state occurs once, and the evidence. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  dimensions,
  type Indicator,
  indicatorNames,
  mostPoints,
  pointsIn,
  pointsOf,
  ratingOf,
} from '../../../functions/domain/metadata-quality.ts';
import {
  type Assessed,
  fixesOf,
  mostNamed,
  summarise,
} from '../../../functions/domain/metadata-quality-summary.ts';
import { type Catalogue, openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import type { Answers } from '../../../functions/service/evaluation/answers.ts';
import { askAddresses, mostFailed } from '../../../functions/service/evaluation/ask.ts';
import { assessAll, findings } from '../../../functions/service/evaluation/evaluation.ts';
import { sumEvidence } from '../../../functions/service/evaluation/evidence-facts.ts';
import { evaluationReport } from '../../../functions/service/evaluation/report.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import {
  datasetOf,
  fixtureMoment,
  fixtureSources,
  published,
  versionOf,
} from '../../support/catalogue-fixture.ts';
import { writeSyntheticCatalogue } from '../../support/synthetic-catalogue.ts';

const now = () => new Date(fixtureMoment);
const paper = published(datasetOf('paper', '纸质档案', { licence: 'https://example.cn/terms' }), [
  versionOf('paper', 1, '2026-03-01T03:00:00Z', {
    fields: [],
    rows: null,
    quality: null,
    sample: [],
    distributions: [
      {
        name: 'a.doc',
        format: 'DOC',
        mediaType: 'application/msword',
        bytes: 9,
        sha256: 'a'.repeat(64),
        role: 'original',
      },
    ],
  }),
]);

let path: string;
const opened: Catalogue[] = [];
function catalogueWith(answers?: Answers): Catalogue {
  writeSnapshot(path, fixtureAgencies, answers ? [] : [...fixtureSources, paper], [], answers);
  const catalogue = openCatalogue(path);
  opened.push(catalogue);
  return catalogue;
}
const assessed = (catalogue: Catalogue) => [
  ...assessAll(catalogue, fixtureMoment, new Set(['emergency-plans'])),
];
const missing = (of: Assessed | undefined) => indicatorNames.filter((name) => of?.assessment[name] !== 'met');

beforeAll(() => {
  const directory = mkdtempSync(join(tmpdir(), 'evaluation-'));
  path = join(directory, 'catalogue.sqlite');
  return () => {
    for (const catalogue of opened) catalogue.close();
    rmSync(directory, { recursive: true });
  };
});

describe('the table of points', () => {
  it('has those of the European assessment', () => {
    expect(dimensions.map(pointsIn)).toEqual([100, 100, 110, 75, 20]);
    expect(mostPoints).toBe(405);
    expect([405, 351, 350, 221, 220, 121, 120, 0].map(ratingOf)).toEqual([
      'excellent',
      'excellent',
      'good',
      'good',
      'sufficient',
      'sufficient',
      'bad',
      'bad',
    ]);
  });
});

describe('what is asked', () => {
  it('is every address that is told of what is not withdrawn, and what fails is told with its entry', async () => {
    const catalogue = catalogueWith();
    const paths: string[] = [];
    const result = await askAddresses(
      catalogue,
      async (each) => {
        paths.push(each);
        return each.endsWith('/paper/1/a.doc') || each === '/requests/' ? 404 : 200;
      },
      now,
    );
    expect(paths).toEqual(expect.arrayContaining(['/datasets/bus-card-journeys/', '/files/paper/1/a.doc']));
    expect(paths.filter((each) => /retired-outlets|#/.test(each))).toEqual([]);
    expect(result).toEqual({
      outcome: 'asked',
      answers: {
        at: now().toISOString(),
        asked: paths.length,
        failed: { paper: { download: ['/files/paper/1/a.doc'] } },
        failedEvidence: ['/requests/'],
      },
    });
  });

  it('is nothing that could be kept where the platform does not answer at all', async () => {
    const large = `${path}.large`;
    writeSyntheticCatalogue(large, mostFailed);
    const catalogue = openCatalogue(large);
    opened.push(catalogue);
    const result = await askAddresses(catalogue, async () => 0, now);
    expect(result.outcome).toBe('unreachable');
    expect(result).not.toHaveProperty('answers');
  });
});

describe('the assessment', () => {
  const answers: Answers = {
    at: '2026-03-09T00:00:00.000Z',
    asked: 9,
    failed: { paper: { download: ['/files/paper/1/a.doc'] } },
    failedEvidence: ['/requests/', '/objections/'],
  };

  it('gives no points for addresses that nobody asked, and says so', () => {
    const unasked = assessed(catalogueWith()).find(({ id }) => id === 'water-quality-stations');
    expect(missing(unasked)).toEqual(['access-answers', 'download-answers']);
    expect(unasked?.assessment['access-answers']).toBe('unasked');
    expect(unasked && pointsOf(unasked.assessment)).toBe(405 - 50 - 30);
  });

  it('follows what is published of each entry, and leaves out what it is told to', () => {
    const all = assessed(catalogueWith(answers));
    const of = (id: string) => all.find((each) => each.id === id);
    expect(of('retired-outlets')).toBeUndefined();
    expect(of('emergency-plans')).toBeUndefined();
    expect(missing(of('water-quality-stations'))).toEqual([]);
    expect(missing(of('paper'))).toEqual([
      'download-answers',
      'non-proprietary',
      'machine-readable',
      'known-licence',
    ]);
    const closed: Indicator[] = [
      'download-address',
      'download-answers',
      'machine-readable',
      'known-licence',
      'byte-size',
    ];
    for (const id of ['bus-card-journeys', 'patient-registry']) expect(missing(of(id))).toEqual(closed);
  });

  it('is summed by class and agency, and tells what to mend, not what the law rules out', () => {
    const all = assessed(catalogueWith(answers));
    const summary = summarise(all);
    const { classes } = summary;
    expect(classes.unconditional.entries + classes.conditional.entries + classes.withheld.entries).toBe(
      all.length,
    );
    expect([...summary.agencies.values()].reduce((sum, { points }) => sum + points, 0)).toBe(
      summary.all.points,
    );
    const fixes = fixesOf(summary);
    expect(fixes[0]).toMatchObject({
      indicator: 'download-answers',
      missing: 1,
      first: ['paper'],
      gain: 30 / all.length,
    });
    expect(summary.fixes['download-address']).toMatchObject({
      missing: 0,
      ruledOut: classes.conditional.entries + classes.withheld.entries,
    });
    const points = summary.worst.map((each) => each.points);
    expect(points).toEqual(points.toSorted((a, b) => a - b));
    expect(Math.max(...points)).toBeLessThan(405);
  });

  it('names a hundred of many', () => {
    const [worst] = assessed(catalogueWith(answers)).filter(({ id }) => id === 'paper');
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      ...(worst as Assessed),
      id: `paper-${index}`,
    }));
    const summary = summarise(many);
    expect(summary.worst).toHaveLength(mostNamed);
    expect(summary.fixes['known-licence']).toMatchObject({ missing: 10_000 });
    expect(summary.fixes['known-licence'].first).toHaveLength(mostNamed);
  });

  it('is told in lines, with the evidence', () => {
    const catalogue = catalogueWith(answers);
    const all = assessed(catalogue);
    const found = findings(sumEvidence(all.map(({ evidence }) => evidence)), answers);
    const verdictOf = (id: string) => found.find((each) => each.id === id)?.finding;
    expect(verdictOf('requests')).toEqual({ verdict: 'missing' });
    expect(verdictOf('favourites')).toMatchObject({ count: 0, verdict: 'missing' });
    expect(verdictOf('rules')).toEqual({ verdict: 'met' });
    expect(verdictOf('conditions')).toMatchObject({ count: 2, of: 2, verdict: 'met' });
    expect(verdictOf('overdue')?.count).toBeGreaterThan(0);
    expect(verdictOf('overdue')?.verdict).toBe('missing');
    const text = [
      ...evaluationReport({ summary: summarise(all), findings: found, answers, nameOf: (id) => id }),
    ].join('\n');
    expect(text).toContain('download-answers: 1 个数据集');
    expect(text).toContain('paper unconditional');
    expect(text).toContain('平台层 互动反馈');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What both composition roots put together. */
const composed = [
  'package',
  'domain',
  'ports',
  'service',
  'store',
  'problem',
  'routes',
  'parts',
  'app',
  'settings',
  'identity-provider',
  'mail-sender',
  'telemetry',
  'loopback',
  'datasets',
  'site',
] as const;

/** Which layers a layer may import from; the first path prefix that matches names the layer. */
const layers: readonly { name: string; prefix: string; mayImport: readonly string[] }[] = [
  { name: 'domain', prefix: 'functions/domain/', mayImport: ['domain'] },
  { name: 'ports', prefix: 'functions/service/ports', mayImport: [] },
  { name: 'service', prefix: 'functions/service/', mayImport: ['domain', 'ports', 'service'] },
  { name: 'store', prefix: 'functions/store/', mayImport: ['domain', 'ports', 'store'] },
  { name: 'problem', prefix: 'functions/problem', mayImport: ['domain', 'problem'] },
  {
    name: 'routes',
    prefix: 'functions/routes/',
    mayImport: ['domain', 'ports', 'service', 'problem', 'routes'],
  },
  { name: 'loopback', prefix: 'functions/loopback.ts', mayImport: [] },
  {
    name: 'identity-provider',
    prefix: 'functions/identity-provider',
    mayImport: ['service', 'settings', 'loopback', 'identity-provider'],
  },
  {
    name: 'mail-sender',
    prefix: 'functions/mail-sender',
    mayImport: ['service', 'ports', 'settings', 'mail-sender'],
  },
  {
    name: 'telemetry',
    prefix: 'functions/telemetry/',
    mayImport: ['ports', 'settings', 'telemetry'],
  },
  { name: 'settings', prefix: 'functions/settings.ts', mayImport: ['service'] },
  { name: 'surface', prefix: 'functions/surface.ts', mayImport: ['service', 'problem', 'routes'] },
  { name: 'parts', prefix: 'functions/parts/', mayImport: ['service', 'routes'] },
  { name: 'app', prefix: 'functions/app.ts', mayImport: ['parts', 'routes', 'surface'] },
  { name: 'local', prefix: 'functions/local/', mayImport: [...composed, 'local'] },
  { name: 'lambda', prefix: 'functions/lambda/', mayImport: [...composed, 'surface', 'lambda'] },
  {
    name: 'infrastructure',
    prefix: 'functions/infrastructure/',
    mayImport: ['infrastructure', 'routes', 'parts'],
  },
  { name: 'package', prefix: 'package.json', mayImport: [] },
  { name: 'datasets', prefix: 'datasets/', mayImport: ['domain', 'datasets'] },
  {
    name: 'site',
    prefix: 'site/',
    mayImport: ['package', 'domain', 'service', 'problem', 'routes', 'app', 'site'],
  },
];

interface Source {
  readonly path: string;
  readonly text: string;
}

const layerOf = (path: string) => layers.find(({ prefix }) => path.startsWith(prefix));

function sources(directory: string): Source[] {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|astro|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const specifier = /(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

function violations({ path, text }: Source): string[] {
  const layer = layerOf(path);
  if (!layer) return [`${path} is in no layer`];
  return [...text.matchAll(specifier)].flatMap(([, target = '']) => {
    if (!target.startsWith('.')) return [];
    const imported = relative(root, resolve(root, dirname(path), target));
    const to = layerOf(imported);
    return to && layer.mayImport.includes(to.name) ? [] : [`${path} (${layer.name}) imports ${imported}`];
  });
}

const all = ['functions', 'datasets', 'site'].flatMap(sources);

describe('imports point inward', () => {
  it('sees the source files', () => {
    expect(all.length).toBeGreaterThan(50);
  });

  it('finds no import against the direction', () => {
    expect(all.flatMap(violations)).toEqual([]);
  });

  it('would find one', () => {
    const text =
      "import { x } from '../store/sqlite-records.ts';\nconst y = await import('../routes/files.ts');";
    expect(violations({ path: 'functions/service/example.ts', text })).toHaveLength(2);
  });
});

describe('the domain is pure', () => {
  // Of node:crypto only hashes are used, which are functions of their input; chance is caught by name.
  const forbidden =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandom[A-Z]\w+\(|\bprocess\.|from 'node:(?!util'|buffer'|crypto')|from '@|from 'hono/;

  it.each(
    all.filter(({ path }) => path.startsWith('functions/domain/')).map(({ path, text }) => [path, text]),
  )('%s reads no clock, chance, environment, file or SDK', (_path, text) => {
    expect(text).not.toMatch(forbidden);
  });
});

describe('the environment is read in composition roots only', () => {
  it.each(
    all
      .filter(({ path }) => /^functions\/(?!local\/|lambda\/)/.test(path))
      .map(({ path, text }) => [path, text]),
  )('%s', (_path, text) => {
    expect(text).not.toMatch(/\bprocess\.env\b/);
  });
});

describe('shapes are made when they are first needed, for a cold start pays for each', () => {
  const madeAtLoad = /^(?:export )?const \w+(?:: [^=]+)? = type\b/m;

  it.each(
    all
      .filter(({ path }) => /^functions\/(?:domain|routes|service)\//.test(path))
      .map(({ path, text }) => [path, text]),
  )('%s', (_path, text) => {
    expect(text).not.toMatch(madeAtLoad);
  });
});

describe('only the event log appends to the records', () => {
  // Headers and forms have an `append` of their own.
  const appends = /(?<!\b(?:headers|form|body|searchParams))\.append\b|\{[^{}]*\bappend\b[^{}]*\}\s*=/;
  const mayAppend = /^functions\/(?:store\/|service\/event-log\.ts$)/;

  it.each(
    all
      .filter(({ path }) => path.startsWith('functions/') && !mayAppend.test(path))
      .map(({ path, text }) => [path, text]),
  )('%s', (_path, text) => {
    expect(text).not.toMatch(appends);
  });

  it('would find one', () => {
    for (const text of ['deps.records.append(stream', 'const { load, append } = records;', 'store.append('])
      expect(text).toMatch(appends);
    expect(`headers.append('Vary', 'Accept')`).not.toMatch(appends);
  });
});

describe('what reads the graphs of others', () => {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const importedBy = ({ path, text }: Source): string[] =>
    [...text.matchAll(specifier)].map(([, target = '']) =>
      target.startsWith('.') ? relative(root, resolve(root, dirname(path), target)) : target,
    );

  it('is the command alone: no function of the cloud carries it', () => {
    const reached = new Set(
      all.map(({ path }) => path).filter((path) => path.startsWith('functions/lambda/')),
    );
    for (const path of reached) {
      const source = byPath.get(path);
      if (source) for (const imported of importedBy(source)) reached.add(imported);
    }
    expect([...reached]).toContain('functions/service/harvest/review.ts');
    const parsers = ['n3', 'jsonld-streaming-parser', 'rdfxml-streaming-parser'];
    expect([...reached].filter((each) => parsers.includes(each))).toEqual([]);
    const command = byPath.get('functions/service/harvest/graph.ts');
    expect(command && importedBy(command)).toEqual(expect.arrayContaining(parsers));
  });
});

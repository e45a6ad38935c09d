import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describedRoutes } from '../../functions/app.ts';
import { partOf } from '../../functions/parts/addresses.ts';
import { oversightPart } from '../../functions/parts/oversight.ts';
import { publicPart } from '../../functions/parts/public.ts';
import { publicationPart } from '../../functions/parts/publication.ts';
import { queryPart } from '../../functions/parts/query.ts';
import { workflowPart } from '../../functions/parts/workflow.ts';
import { ofOneMachine } from '../routes/one-machine.ts';
import config from '../vitest.config.ts';

const nothing = new Proxy({}, { get: () => () => undefined });
const partsOf: Readonly<Record<string, (deps: never) => readonly { readonly path: string }[]>> = {
  public: publicPart,
  query: queryPart,
  publication: publicationPart,
  workflow: workflowPart,
  oversight: oversightPart,
};
const example = (path: string) => path.replaceAll(/\{(\w+)\}/g, 'some-$1');
const placed = Object.entries(partsOf).flatMap(([part, routes]) =>
  routes(nothing as never).map(({ path }) => ({ part, path })),
);

describe('the router of the cloud', () => {
  it.each(placed)('sends $path to the function of the part $part', ({ part, path }) => {
    expect(partOf(example(path)).part).toBe(part);
  });

  it('knows every route of the whole surface', () => {
    expect(new Set(placed.map(({ path }) => path))).toEqual(
      new Set(describedRoutes('https://data.example.cn').map(({ path }) => path)),
    );
  });

  it.each(['/', '/en/', '/datasets/', '/datasets/census-2020/', '/my/', '/pagefind/pagefind.js', '/apiary'])(
    'looks for %s in the bucket of the static portal',
    (path) => {
      expect(partOf(path)).toEqual({ part: 'public', isAfterBucket: true });
    },
  );
});

describe('the suite of the API', () => {
  it('runs through the functions whole, but for what is true of one machine only', () => {
    const projects = config.test?.projects?.map((each) => Object(each).test) ?? [];
    const [machine, functions] = ['machine', 'functions'].map((wanted) =>
      projects.find(({ name }) => name === wanted),
    );
    expect([functions.include, functions.exclude]).toEqual([machine.include, machine.exclude]);
    const root = join(import.meta.dirname, '../routes');
    const used = globSync('**/*.test.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bonOneMachine\('([^']+)'/g)].map(
        ([, what]) => what,
      ),
    );
    expect(used.toSorted()).toEqual(Object.keys(ofOneMachine).toSorted());
  });
});

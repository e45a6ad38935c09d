/** The check itself: what it finds where something is wrong, on shapes of our own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { writeCatalogueFixture } from '../support/catalogue-fixture.ts';
import { openPublicSurface, type PublicSurface } from '../support/public-surface.ts';
import { checkDcatAp } from './dcat-ap.ts';
import type { Instance } from './instance.ts';

const prefixes = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
`;
const shape = (property: string, severity: string) =>
  `${prefixes} <urn:s> a sh:NodeShape ; sh:targetClass dcat:Dataset ;
   sh:property [ sh:path ${property} ; sh:minCount 1 ; sh:severity sh:${severity} ] .`;

let surface: PublicSurface;
let directory: string;
beforeAll(() => {
  surface = openPublicSurface(writeCatalogueFixture);
  directory = mkdtempSync(join(tmpdir(), 'shapes-'));
  writeFileSync(join(directory, 'shapes.ttl'), shape('dct:title', 'Violation'));
  writeFileSync(join(directory, 'range.ttl'), shape('dct:temporal', 'Violation'));
  writeFileSync(join(directory, 'shapes_recommended.ttl'), shape('dct:theTest', 'Warning'));
  return () => {
    surface.close();
    rmSync(directory, { recursive: true });
  };
});

const published = 10;
const instance = (ids: readonly string[]): Instance => ({
  ask: (address) => surface.get(new URL(address, 'http://localhost').pathname),
  ids: async () => ids,
  close: async () => {},
});

it('tells each missing property with where it is missing, in every syntax, and datasets that are not told', async () => {
  const problems = await checkDcatAp(directory, instance(['census-2020']));
  const missing = problems.filter((each) => each.includes('shapes_recommended.ttl: Warning'));
  expect(missing.every((each) => each.includes('http://purl.org/dc/terms/theTest'))).toBe(true);
  expect(missing).toHaveLength(3 * published + 1);
  expect(problems.filter((each) => !missing.includes(each))).toEqual(
    ['jsonld', 'ttl', 'rdf'].map((syntax) => `/catalog.${syntax} tells ${published} of 1 datasets`),
  );
});

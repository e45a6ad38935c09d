/** DCAT-AP against the shapes that SEMIC publishes: no violation, and nothing that is recommended is missing. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SHACLValidator from 'rdf-validate-shacl';
import { expand } from '../../functions/service/rdf/graph.ts';
import { syntaxNames } from '../../functions/service/rdf/syntaxes.ts';
import { instancesOf, valuesOf } from '../support/rdf/ask.ts';
import { canonical, type Graph, parseGraph } from '../support/rdf/parse.ts';
import type { Instance } from './instance.ts';

const shapeFiles = ['shapes.ttl', 'range.ttl', 'shapes_recommended.ttl'] as const;

async function graphAt(instance: Instance, address: string): Promise<Graph> {
  const response = await instance.ask(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return parseGraph(await response.text(), response.headers.get('Content-Type') ?? '');
}

/** Every page from the first by `hydra:next`. */
async function* pages(instance: Instance, first: string): AsyncGenerator<readonly [string, Graph]> {
  for (let next: string | undefined = first; next !== undefined; ) {
    const graph = await graphAt(instance, next);
    yield [next, graph];
    const [view = ''] = instancesOf(graph, 'hydra:PartialCollectionView');
    [next] = valuesOf(graph, view, 'hydra:next');
  }
}

const shown = (part: unknown): string => (part as { value?: string } | null)?.value ?? '';

const samePages = (graph: Graph): string =>
  canonical(graph)
    .map((line) => line.replaceAll(/(\/catalog)\.\w+(\?page)/g, '$1$2'))
    .join('\n');

/** Problems, one line each; `told` counts what was read. */
export async function checkDcatAp(directory: string, instance: Instance): Promise<readonly string[]> {
  const validators = await Promise.all(
    shapeFiles.map(async (file) => {
      const shapes = await parseGraph(await readFile(join(directory, file), 'utf8'), 'text/turtle');
      return [file, new SHACLValidator(shapes)] as const;
    }),
  );
  const faults = async (address: string, graph: Graph): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const [file, validator] of validators)
      for (const { focusNode, path, message, severity } of (await validator.validate(graph)).results) {
        const words = message.map(({ value }) => value).join(' ');
        const kind = severity?.value.split('#').at(-1);
        told.push(`${address}: ${file}: ${kind}: ${focusNode?.value} ${shown(path)} ${words}`);
      }
    return told;
  };
  const problems: string[] = [];
  const entries = new Map<string, number>();
  const written = new Map<string, string>();
  for (const syntax of syntaxNames) {
    for await (const [address, graph] of pages(instance, `/catalog.${syntax}`)) {
      problems.push(...(await faults(address, graph)));
      entries.set(syntax, (entries.get(syntax) ?? 0) + instancesOf(graph, 'dcat:Dataset').length);
      written.set(syntax, (written.get(syntax) ?? '') + samePages(graph));
    }
  }
  const ids = await instance.ids();
  for (const [syntax, count] of entries)
    if (count !== ids.length) problems.push(`/catalog.${syntax} tells ${count} of ${ids.length} datasets`);
  if (new Set(written.values()).size !== 1) problems.push('the syntaxes tell different graphs');
  for (const id of ids) {
    const address = `/datasets/${id}/dcat.ttl`;
    const graph = await graphAt(instance, address);
    if (graph.countQuads(null, null, expand('dcat:Dataset'), null) !== 1)
      problems.push(`${address} describes not one dataset`);
    problems.push(...(await faults(address, graph)));
  }
  return problems;
}

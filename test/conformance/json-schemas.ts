/** Documents in JSON against the schemas that their standards publish. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Instance } from './instance.ts';

/** Published schemas hold words that are not JSON Schema's, and expressions that are none where `u` is strict. */
const options: Options = {
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: { textarea: true },
};

const read = async (path: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;

const faults = (address: string, validate: ValidateFunction, document: unknown): readonly string[] =>
  validate(document)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message }) => `${address}: ${instancePath || '/'} ${message}`,
      );

/** DCAT-US 1.1: the catalogue, and in it datasets of an office that is no federal one. */
export async function checkDcatUs(directory: string, instance: Instance): Promise<readonly string[]> {
  const ajv = formats.default(new Ajv2020(options));
  ajv.addSchema(await read(join(directory, 'non-federal_dataset.json')));
  const validate = ajv.compile(await read(join(directory, 'catalog.json')));
  const response = await instance.ask('/data.json');
  if (!response.ok) return [`/data.json answers ${response.status}`];
  return faults('/data.json', validate, await response.json());
}

interface DataPackage {
  readonly resources?: readonly { readonly name?: string; readonly schema?: unknown }[];
}

/** Data Package v2, and the Table Schema of each resource that has one. */
export async function checkDataPackages(directory: string, instance: Instance): Promise<readonly string[]> {
  const ajv = formats.default(new Ajv(options));
  const validate = ajv.compile(await read(join(directory, 'datapackage.json')));
  const validateTable = ajv.compile(await read(join(directory, 'tableschema.json')));
  const problems: string[] = [];
  for (const id of await instance.ids()) {
    const address = `/datasets/${id}/datapackage.json`;
    const response = await instance.ask(address);
    // Data that is not open is no package.
    if (response.status === 403) continue;
    if (!response.ok) {
      problems.push(`${address} answers ${response.status}`);
      continue;
    }
    const document = (await response.json()) as DataPackage;
    problems.push(...faults(address, validate, document));
    for (const { name, schema } of document.resources ?? [])
      if (schema !== undefined) problems.push(...faults(`${address}#${name}`, validateTable, schema));
  }
  return problems;
}

/** People and systems that use the cloud, each with a token of their own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generators } from '../../../datasets/generators.ts';
import { findAccount } from '../../../functions/local/demo-accounts.ts';
import { signDemoToken } from '../../../functions/local/demo-token.ts';
import { openOidcKeys } from '../../../functions/local/oidc-keys.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';

const datasets = join(import.meta.dirname, '../../../datasets');
const smallDatasets = join(import.meta.dirname, '../../e2e/datasets');

/** A token of a demo account that is good here. */
export async function tokenOf({ config }: Cloud, account: string): Promise<string> {
  const found = findAccount(account);
  if (!found) throw new Error(account);
  return signDemoToken(config, await openOidcKeys(config.DATA_DIR), found, new Date());
}

export interface Told {
  readonly status: number;
  readonly text: string;
}

/** Sends JSON or a form as an account, or asks. */
export async function as(cloud: Cloud, account: string, path: string, body?: object): Promise<Told> {
  const headers = new Headers({ Authorization: `Bearer ${await tokenOf(cloud, account)}` });
  const isForm = body instanceof FormData;
  if (body && !isForm) headers.set('Content-Type', 'application/json');
  const method = body ? 'POST' : 'GET';
  const response = await cloud.fetch(path, {
    method,
    headers,
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Publishes a dataset by API: its descriptor and its file. */
export function publish(
  cloud: Cloud,
  account: string,
  descriptor: object,
  name: string,
  csv: Uint8Array | string,
) {
  const form = new FormData();
  form.set(
    'descriptor',
    new Blob([JSON.stringify(descriptor)], { type: 'application/json' }),
    'dataset.json',
  );
  form.set('file', new Blob([csv as BlobPart], { type: 'text/csv' }), name);
  return as(cloud, account, '/api/v1/publications', form);
}

const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

/** The shipped enterprises, few of them, as a file that an agency would bring. */
export async function enterprises(directory: string) {
  const descriptor = await read(join(datasets, 'enterprise-registrations/dataset.json'));
  const path = join(directory, 'enterprises.csv');
  await generators['enterprise-registrations']?.({ rows: 400, seed: 1, path });
  return { descriptor: { ...descriptor, data: { path: 'enterprises.csv' } }, csv: await readFile(path) };
}

/** The small open dataset, as another agency's. */
export async function reservoirs(publisher: string) {
  const descriptor = await read(join(smallDatasets, 'reservoirs/dataset.json'));
  const { related: _, ...rest } = descriptor;
  return {
    descriptor: { ...rest, publisher, responsibleDepartment: publisher },
    csv: await readFile(join(smallDatasets, 'reservoirs/reservoirs.csv')),
  };
}

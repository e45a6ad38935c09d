/** The source that a command names: as it is known, with what the command says otherwise. */
import { readFile } from 'node:fs/promises';
import { checkComplement, type HarvestSource, isSourceId, sourceIdOf } from '../domain/harvest-source.ts';
import { type HarvestKind, harvestKinds } from '../domain/told-record.ts';
import { loadAgencies } from '../service/agencies.ts';
import { sha256 } from '../service/event-log.ts';
import { fetchPage, pageFailure, usualLimits } from '../service/harvest/fetch-page.ts';
import { kindOf, readers } from '../service/harvest/pages.ts';
import { loadSources } from '../service/harvest/sources.ts';
import type { OutgoingRules } from '../service/http/outgoing.ts';
import { readTarget } from '../service/http/target.ts';
import type { Records } from '../service/ports.ts';
import { defectLine } from './harvest-report.ts';
import { UsageError } from './usage-error.ts';

interface Said {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly agency?: string | undefined;
  readonly complete?: string | undefined;
  readonly origin?: string[] | undefined;
}

/** Throws `UsageError` for what cannot be meant. */
export async function sourceFor(
  records: Records,
  text: string,
  said: Said,
  rules: OutgoingRules,
): Promise<HarvestSource> {
  const target = readTarget(text, rules);
  if (typeof target === 'string') throw new UsageError(`${text} is not read: ${target}`);
  const url = target.url.href;
  const sources = await loadSources(records);
  const known = [...sources.values()].find(({ source }) => source.url === url)?.source;
  const id = said.name ?? known?.id ?? sourceIdOf(url, sha256);
  if (!isSourceId(id))
    throw new UsageError(`--name: lower-case letters, digits and single hyphens, at most 30`);
  const namesake = sources.get(id)?.source;
  if (namesake && namesake.url !== url)
    throw new UsageError(`--name: ${id} is the source ${namesake.url}; give this one another name`);
  const agency = said.agency ?? known?.agency;
  await checkAgency(records, agency);
  const complement = said.complete === undefined ? known?.complement : await readComplement(said.complete);
  return {
    id,
    url,
    kind: await kindFor(url, said.kind ?? known?.kind, rules),
    ...(agency !== undefined && { agency }),
    ...(complement && { complement }),
    origins: said.origin?.map(originOf) ?? known?.origins ?? [],
  };
}

async function checkAgency(records: Records, agency: string | undefined): Promise<void> {
  if (agency === undefined) return;
  const isKnown = (await loadAgencies(records)).some(({ id }) => id === agency);
  if (!isKnown) throw new UsageError(`--agency: no agency is registered as "${agency}"`);
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`--origin: ${text} is no address`);
  return url.origin;
}

/** As it was said, or as the address shows, or as its answer does. */
async function kindFor(url: string, said: string | undefined, rules: OutgoingRules): Promise<HarvestKind> {
  if (said !== undefined) {
    const kind = harvestKinds.find((each) => each === said);
    if (!kind) throw new UsageError(`--kind: ${harvestKinds.join(', ')}`);
    return kind;
  }
  try {
    return kindOf(url, undefined);
  } catch (error) {
    pageFailure(error);
  }
  const request = { url, accept: readers.dcat.accept, validators: {} };
  const page = await fetchPage({ ...request, rules: { ...rules, totalMs: usualLimits.requestMs } });
  if (page.outcome === 'failed') throw new UsageError(`${url} cannot be read: ${page.reason}`);
  if (page.outcome === 'answered') page.leave();
  try {
    return kindOf(url, page.outcome === 'answered' ? page.mediaType : undefined);
  } catch (error) {
    throw new UsageError(`${url}: ${pageFailure(error)}; say --kind ${harvestKinds.join(', ')}`);
  }
}

/** The members of a JSON object in a file. */
export async function readMembers(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(error.message);
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${String(error)}`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new UsageError(`${path} holds no JSON object`);
  return document as Readonly<Record<string, unknown>>;
}

async function readComplement(path: string) {
  const checked = checkComplement(await readMembers(path));
  if (checked.outcome === 'valid') return checked.complement;
  throw new UsageError([`${path} is wrong:`, ...checked.defects.map(defectLine)].join('\n'));
}

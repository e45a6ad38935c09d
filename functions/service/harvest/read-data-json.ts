/** A dataset as `data.json` tells it. Source: Project Open Data Metadata Schema v1.1 (DCAT-US). */
import type { FoundRecord, ToldDistribution, ToldEntry } from '../../domain/told-record.ts';
import { foundRecord, mostDistributions, mostKeywords } from './told.ts';
import * as words from './words.ts';

/** An element of `dataset`, as text: what is broken in it breaks nothing else. */
export function readDataJson(element: string): FoundRecord {
  const told = words.membersOf(parsed(element));
  if (!told) return { outcome: 'bad', reason: 'not-an-object' };
  const publisher = words.textOf(words.membersOf(told.publisher)?.name, 200);
  const identifier = words.textOf(told.identifier, 2_000);
  return foundRecord({
    identifier,
    ...words.given({ landingPage: words.webAddress(told.landingPage) ?? words.webAddress(identifier) }),
    ...(publisher && { publisher: { name: publisher } }),
    entry: entryOf(told),
    distributions: words
      .listOf(told.distribution)
      .flatMap((each) => distributionOf(each) ?? [])
      .slice(0, mostDistributions),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function entryOf(told: words.Members): ToldEntry {
  const contact = words.membersOf(told.contactPoint);
  const [start, end] = (words.textOf(told.temporal, 100) ?? '').split('/').map(words.dayOf);
  return words.given<ToldEntry>({
    title: words.textOf(told.title),
    description: words.textOf(told.description),
    theme: words.themeOf(words.listOf(told.theme)),
    keywords: words.textsOf(told.keyword, mostKeywords),
    openness: opennessOf(told),
    updateCycle: words.cycleOf(told.accrualPeriodicity),
    issued: words.dayOf(told.issued),
    modified: words.dayOf(told.modified),
    temporal: start === undefined ? undefined : words.given({ start, end }),
    licence: words.licenceNamed(told.license),
    contact: words.contactOf(undefined, contact?.hasEmail),
  });
}

/** `rights` tell conditions of what is restricted, and why nobody has what is not public. */
function opennessOf({ accessLevel, rights }: words.Members): ToldEntry['openness'] {
  const openness = words.opennessClassOf(accessLevel);
  const statement = words.textOf(rights, 2_000);
  if (openness === undefined) return undefined;
  if (openness === 'unconditional' || statement === undefined) return { class: openness };
  return openness === 'conditional'
    ? { class: openness, conditions: statement }
    : { class: openness, reason: statement };
}

function distributionOf(value: unknown): ToldDistribution | undefined {
  const told = words.membersOf(value);
  const url = words.webAddress(told?.downloadURL) ?? words.webAddress(told?.accessURL);
  if (!told || url === undefined) return undefined;
  return {
    url,
    ...words.given({
      title: words.textOf(told.title, 200),
      format: words.formatOf(told.format),
      mediaType: words.mediaTypeIn(told.mediaType),
    }),
  };
}

/**
 * The guide to applying for a conditional dataset (Art. 31): what to submit, within which limits, step by step, and
 * how long it takes. Data, derived from the catalogue entry; the form, the pre-check and every return follow it.
 */
import { accessKinds } from './application-form.ts';
import type { Dataset, Field } from './dataset.ts';
import type { applicantKinds } from './dataset-codes.ts';
import { isSensitive } from './field-rules.ts';
import type { ClockName, TimeLimit } from './time-limits.ts';
import { type CatalogueEntry, latestOf } from './version.ts';

export const guideItems = [
  'applicant',
  'contact',
  'fields',
  'field-reasons',
  'scope',
  'scenario',
  'purpose',
  'access',
  'frequency',
  'term',
  'security',
  'undertakings',
  'attachments',
] as const;
export type GuideItemId = (typeof guideItems)[number];

export interface GuideItem {
  readonly id: GuideItemId;
  /** Where the answer stands in the form; absent for what the sign-in tells (Art. 32). */
  readonly answer?: string;
  readonly required: boolean;
  /** Why it is asked, as `articlesOf` reads it: nothing is asked without a basis (Art. 32). */
  readonly law: string;
  /** Characters of a text, months of the term, requests a day, or number of files. */
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface GuideField {
  readonly name: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly type: Field['type'];
  readonly sensitivity: Field['sensitivity'];
  /** Personal data is not opened, whatever the purpose (Art. 28, 45). */
  readonly available: boolean;
  readonly needsReason: boolean;
}

export interface GuideStep {
  readonly id: 'draft' | 'submit' | 'precheck' | 'correct' | 'review' | 'sign' | 'use' | 'report';
  readonly by: 'applicant' | 'agency';
  readonly clock?: ClockName;
  /** Working days of the clock. */
  readonly days?: number;
  readonly extension?: number;
}

export interface Guide {
  readonly dataset: string;
  readonly title: string;
  readonly titleEn?: string;
  /** The agency that provides and decides (Art. 28). */
  readonly agency: string;
  readonly ground?: string;
  readonly reason?: string;
  readonly legalBasis?: string;
  /** In the words of the agency. */
  readonly conditions?: string;
  /** Who may apply (Art. 27); absent, as in guides kept from before it was told: anybody. */
  readonly applicants?: (typeof applicantKinds)[number];
  /** Answers tell groups of at least so many rows, never single ones, nor files (Art. 45); absent: rows are told. */
  readonly minGroup?: number;
  readonly items: readonly GuideItem[];
  /** What can be asked for; empty when the data has no columns. */
  readonly fields: readonly GuideField[];
  /** How it can be given: data without columns only as it was delivered. */
  readonly access: readonly (typeof accessKinds)[number][];
  readonly undertakings: readonly string[];
  readonly attachments: {
    readonly maximumBytes: number;
    /** By file extension. */
    readonly mediaTypes: Readonly<Record<string, string>>;
  };
  readonly steps: readonly GuideStep[];
}

/** What every applicant undertakes; the wording stands in the agreement. */
const undertakings = [
  'stated-purpose-only',
  'no-transfer',
  'no-reidentification',
  'keep-secure',
  'report-incidents',
  'report-use',
  'destroy-at-end',
] as const;

const mediaTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

type Promises = Readonly<Record<Extract<ClockName, `application.${string}`>, TimeLimit>>;

/** What holds for every conditional dataset; one with data that demands capability asks for proof of it besides. */
export function generalGuide(
  promises: Promises,
): Pick<Guide, 'items' | 'access' | 'undertakings' | 'attachments' | 'steps'> {
  return {
    items: itemsOf(false, true),
    access: accessKinds,
    undertakings,
    attachments: { maximumBytes: 10 * 1024 * 1024, mediaTypes },
    steps: stepsOf(promises),
  };
}

/** The guide of a published entry, by the newest version that is not withdrawn. */
export function guideOfEntry(entry: CatalogueEntry, promises: Promises): Guide | undefined {
  const { status, dataset } = entry;
  if (status !== 'published') return undefined;
  return guideOf(dataset, latestOf(entry)?.fields ?? dataset.fields ?? [], promises);
}

/** The guide of a dataset with `fields`, declared or inferred; undefined unless its class is conditional (Art. 28). */
export function guideOf(dataset: Dataset, fields: readonly Field[], promises: Promises): Guide | undefined {
  const { id, title, titleEn, publisher, openness, minGroup } = dataset;
  if (openness.class !== 'conditional') return undefined;
  const { class: _class, ...grounds } = openness;
  return {
    dataset: id,
    title,
    ...(titleEn !== undefined && { titleEn }),
    agency: publisher,
    ...grounds,
    applicants: openness.applicants ?? 'any',
    ...(minGroup !== undefined && { minGroup }),
    ...generalGuide(promises),
    items: itemsOf(openness.ground === 'security-capability', fields.length > 0),
    access: fields.length > 0 ? accessKinds : ['export'],
    fields: fields.map(guideField),
  };
}

/** A column as it can be asked for. */
export function guideField(field: Field): GuideField {
  const { name, title, titleEn, type, sensitivity } = field;
  return {
    name,
    title,
    ...(titleEn !== undefined && { titleEn }),
    type,
    sensitivity,
    available: sensitivity !== 'personal',
    needsReason: isSensitive(field),
  };
}

/** Data that demands capability is asked for with proof of it (Art. 28). */
function itemsOf(provesCapability: boolean, hasFields: boolean): GuideItem[] {
  const columns: GuideItem[] = [
    { id: 'fields', answer: 'fields', required: true, law: 'Art. 26, 45', minimum: 1 },
    { id: 'field-reasons', answer: 'fields', required: true, law: 'Art. 45', minimum: 10, maximum: 500 },
    { id: 'scope', answer: 'scope', required: false, law: 'Art. 26', maximum: 1000 },
  ];
  return [
    { id: 'applicant', required: true, law: 'Art. 27, 33' },
    { id: 'contact', answer: 'contact', required: true, law: 'Art. 34' },
    ...(hasFields ? columns : []),
    { id: 'scenario', answer: 'scenario', required: true, law: 'Art. 26, 28', minimum: 10, maximum: 2000 },
    { id: 'purpose', answer: 'purpose', required: true, law: 'Art. 28', minimum: 10, maximum: 2000 },
    { id: 'access', answer: 'access', required: true, law: 'Art. 28', minimum: 1 },
    { id: 'frequency', answer: 'frequency', required: true, law: 'Art. 28', minimum: 1, maximum: 1_000_000 },
    { id: 'term', answer: 'term', required: true, law: 'Art. 28', minimum: 1, maximum: 24 },
    { id: 'security', answer: 'security', required: true, law: 'Art. 28, 41', minimum: 20, maximum: 5000 },
    { id: 'undertakings', answer: 'undertakings', required: true, law: 'Art. 45' },
    {
      id: 'attachments',
      answer: 'attachments',
      required: provesCapability,
      law: 'Art. 28, 41',
      ...(provesCapability && { minimum: 1 }),
      maximum: 10,
    },
  ];
}

function stepsOf(promises: Promises): GuideStep[] {
  const { days: precheck } = promises['application.precheck'];
  const { days: review, extension } = promises['application.review'];
  const { days: signing } = promises['application.signing'];
  return [
    { id: 'draft', by: 'applicant' },
    { id: 'submit', by: 'applicant' },
    { id: 'precheck', by: 'agency', clock: 'application.precheck', days: precheck },
    { id: 'correct', by: 'applicant' },
    {
      id: 'review',
      by: 'agency',
      clock: 'application.review',
      days: review,
      ...(extension !== undefined && { extension }),
    },
    { id: 'sign', by: 'applicant', clock: 'application.signing', days: signing },
    { id: 'use', by: 'applicant' },
    { id: 'report', by: 'applicant' },
  ];
}

/** The shape of the service guide in the interface description. */
import { applicantKinds } from '../domain/dataset-codes.ts';
import { count, list, record, text } from './openapi-shapes.ts';

export const applicants = {
  enum: applicantKinds,
  description: 'Who may apply for conditional data; any when absent',
};
export const minGroup = {
  type: 'integer',
  minimum: 2,
  description:
    'Conditional data that is told in groups of at least so many rows, never row by row nor as a file',
};

const guideItem = record(
  { id: text, answer: text, required: { type: 'boolean' }, law: text, minimum: count, maximum: count },
  ['id', 'required', 'law'],
);
const guideField = record(
  {
    name: text,
    title: text,
    titleEn: text,
    type: text,
    sensitivity: text,
    available: { type: 'boolean' },
    needsReason: { type: 'boolean' },
  },
  ['name', 'title', 'type', 'sensitivity', 'available', 'needsReason'],
);
const guideStep = record(
  { id: text, by: { enum: ['applicant', 'agency'] }, clock: text, days: count, extension: count },
  ['id', 'by'],
);
/** What only the guide of one dataset tells. */
const ofDataset = {
  dataset: text,
  title: text,
  titleEn: text,
  agency: text,
  ground: text,
  reason: text,
  legalBasis: text,
  conditions: text,
  applicants,
  minGroup,
  fields: list(guideField),
  page: text,
  form: text,
};
export const serviceGuide = record(
  {
    ...ofDataset,
    items: list(guideItem),
    access: list(text),
    undertakings: list(text),
    attachments: record({ maximumBytes: count, mediaTypes: { type: 'object' } }),
    steps: list(guideStep),
    limits: list({ type: 'object' }),
    datasets: list({ type: 'object' }),
  },
  ['items', 'access', 'undertakings', 'attachments', 'steps', 'limits'],
);

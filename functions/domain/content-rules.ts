/** What a class of data must bring or may not bring, and how sample data is labelled. */
import { defaultLicence } from './licence.ts';
import { type Complaint, clip, complainIf, type Rule, type SoundDataset } from './rule.ts';
import { isBlank } from './visible-text.ts';

/** How generated data is labelled, in both languages, wherever it shows. */
const syntheticLabel = { zh: '示例数据', en: 'sample data' } as const;

function checkLabel(dataset: SoundDataset): Complaint[] {
  if (dataset.synthetic !== true) return [];
  const isLabelled = (text: string, isEnglish: boolean): boolean =>
    text.includes(syntheticLabel.zh) || (isEnglish && text.toLowerCase().includes(syntheticLabel.en));
  return (['title', 'description', 'titleEn', 'descriptionEn'] as const).flatMap((key) => {
    const isEnglish = key.endsWith('En');
    const label = isEnglish ? `"${syntheticLabel.en}"` : syntheticLabel.zh;
    const text = dataset[key];
    return complainIf(
      text !== undefined && !isLabelled(text, isEnglish),
      key,
      `generated data says so: write ${label} in it`,
    );
  });
}

/** Another's work may be passed on under another licence than the platform's own only with its source named. */
function checkLicence({ licence, sources }: SoundDataset): Complaint[] {
  const isOwn = licence === undefined || licence === defaultLicence || licence === 'CC0-1.0';
  const isNamed = sources?.some((source) => source?.licence !== undefined) ?? false;
  return complainIf(
    !isOwn && !isNamed,
    'sources',
    `data under ${clip(licence ?? '')} names the source it comes from, with the source's licence`,
  );
}

const hasContent = ({ data, attachments }: SoundDataset): boolean =>
  data !== undefined || (attachments ?? []).length > 0;

export const contentRules: readonly Rule[] = [
  {
    code: 'blank-text',
    check: (dataset) =>
      (['title', 'description'] as const).flatMap((key) =>
        complainIf(dataset[key] !== undefined && isBlank(dataset[key]), key, 'is only white space'),
      ),
  },
  {
    code: 'withheld-data',
    law: 'Art. 28',
    check: (dataset) =>
      (['data', 'attachments'] as const).flatMap((key) =>
        complainIf(
          dataset.openness?.class === 'withheld' && dataset[key] !== undefined,
          key,
          'withheld data is not delivered to the platform; remove it, only the entry is published',
        ),
      ),
  },
  {
    code: 'data-missing',
    law: 'Art. 28',
    check: (dataset) =>
      complainIf(
        dataset.openness?.class === 'unconditional' && !hasContent(dataset),
        'data',
        'unconditional data is published proactively: name its file or generator',
      ),
  },
  {
    code: 'generated-not-synthetic',
    check: ({ data, synthetic }) =>
      complainIf(
        data !== undefined && 'generate' in data && synthetic !== true,
        'synthetic',
        'generated data is sample data',
        'true',
      ),
  },
  { code: 'synthetic-label', check: checkLabel },
  { code: 'licence-source', check: checkLicence },
];

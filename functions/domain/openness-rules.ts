/** What may be open, to whom, and why not (Art. 25, 28, 29; GB/T 43697-2024). */
import { conditionalGrounds, withheldGrounds } from './dataset-codes.ts';
import { type Complaint, complainIf, type Rule, type SoundDataset } from './rule.ts';
import { isBlank } from './visible-text.ts';

const isOpen = ({ openness }: SoundDataset): boolean =>
  openness?.class === 'unconditional' || openness?.class === 'conditional';

/** The grounds of Art. 28 that belong to each class. */
const groundsOf = {
  unconditional: [] as readonly string[],
  conditional: conditionalGrounds as readonly string[],
  withheld: withheldGrounds as readonly string[],
} as const;

function checkGround({ openness }: SoundDataset): Complaint[] {
  if (!openness?.class || openness.class === 'unconditional') return [];
  const allowed = groundsOf[openness.class];
  const isGiven = openness.ground !== undefined;
  const fits = isGiven && allowed.includes(openness.ground ?? '');
  const wrong = isGiven
    ? `${openness.ground} is no ground for the class ${openness.class}`
    : `the class ${openness.class} needs its ground`;
  return complainIf(!fits, 'openness.ground', wrong, allowed.join(', '));
}

function checkUnconditional({ openness }: SoundDataset): Complaint[] {
  if (openness?.class !== 'unconditional') return [];
  return (['ground', 'conditions', 'applicants'] as const).flatMap((key) =>
    complainIf(
      openness[key] !== undefined,
      `openness.${key}`,
      `unconditional data carries no ${key}: remove it, or choose the class it belongs to`,
    ),
  );
}

/** The reason or the legal basis of whatever is not unconditional. */
function checkGiven(part: 'sharing' | 'openness', key: 'reason' | 'legalBasis', what: string) {
  return (dataset: SoundDataset): Complaint[] => {
    const kind = part === 'sharing' ? dataset.sharing?.type : dataset.openness?.class;
    if (kind === undefined || kind === 'unconditional') return [];
    const isMissing = isBlank(dataset[part]?.[key]);
    return complainIf(isMissing, `${part}.${key}`, `${part} is ${kind}: give ${what}`);
  };
}

function checkDataLevel({ dataLevel, openness }: SoundDataset): Complaint[] {
  if (openness?.class === 'unconditional' && dataLevel !== undefined && dataLevel !== 'general')
    return [
      { path: 'dataLevel', message: `${dataLevel} data is never open unconditionally`, allowed: 'general' },
    ];
  return complainIf(
    openness?.class === 'conditional' && dataLevel === 'core',
    'dataLevel',
    'core data is never open; its class is withheld',
    'general, important',
  );
}

function checkPriority({ priority }: SoundDataset): Complaint[] {
  const grounds = priority?.grounds ?? [];
  return grounds.flatMap((ground, index) =>
    complainIf(
      ground !== undefined && grounds.indexOf(ground) < index,
      `priority.grounds[${index}]`,
      `${ground} is given twice`,
    ),
  );
}

export const opennessRules: readonly Rule[] = [
  { code: 'ground', law: 'Art. 28', check: checkGround },
  { code: 'unconditional-restricted', law: 'Art. 28', check: checkUnconditional },
  { code: 'openness-reason', law: 'Art. 28', check: checkGiven('openness', 'reason', 'the reason') },
  {
    code: 'openness-legal-basis',
    law: 'Art. 28',
    check: checkGiven('openness', 'legalBasis', 'the law, regulation or rule it rests on'),
  },
  {
    code: 'conditions',
    law: 'Art. 28',
    check: ({ openness }) =>
      complainIf(
        openness?.class === 'conditional' && isBlank(openness.conditions),
        'openness.conditions',
        'conditional data names the conditions an applicant must meet',
      ),
  },
  {
    code: 'withheld-applicants',
    law: 'Art. 28',
    check: ({ openness }) =>
      complainIf(
        openness?.class === 'withheld' && openness.applicants !== undefined,
        'openness.applicants',
        'nobody applies for withheld data: remove it, or choose the class it belongs to',
      ),
  },
  {
    code: 'min-group',
    law: 'Art. 45',
    check: ({ minGroup, openness }) =>
      complainIf(
        minGroup !== undefined && openness?.class !== undefined && openness.class !== 'conditional',
        'minGroup',
        `${openness?.class} data has no smallest group: anyone may fetch it whole, or nobody`,
        'conditional data only',
      ),
  },
  { code: 'sharing-reason', law: 'Art. 25', check: checkGiven('sharing', 'reason', 'the reason') },
  {
    code: 'sharing-legal-basis',
    law: 'Art. 25',
    check: checkGiven('sharing', 'legalBasis', 'the law, regulation or rule it rests on'),
  },
  {
    code: 'acquisition-not-open',
    law: 'Art. 29',
    check: (dataset) => [
      ...complainIf(
        isOpen(dataset) && (dataset.acquisition === 'shared' || dataset.acquisition === 'negotiated'),
        'acquisition',
        `${dataset.acquisition} data is not on the agency's own open list; the agency that collected it publishes it`,
        'collected, commissioned, produced; or the class withheld',
      ),
      // Working it over changes nothing: shared data serves the receiving agency's own duty only (Art. 24).
      ...complainIf(
        isOpen(dataset) && (dataset.derivedFrom?.length ?? 0) > 0,
        'derivedFrom',
        `made from data received by sharing (${dataset.derivedFrom?.join(', ')}), which is never opened again`,
        'the class withheld; open data is made without shared data',
      ),
    ],
  },
  { code: 'data-level-not-open', law: 'GB/T 43697-2024', check: checkDataLevel },
  { code: 'priority-repeated', law: 'Art. 29', check: checkPriority },
];

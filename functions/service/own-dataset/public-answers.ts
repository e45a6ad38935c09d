/**
 * What the offices answered publicly (Art. 29, 50). The words of whoever asked are not among it: versions are for ever, and
 * those words can be deleted.
 */
import { dayInChina } from '../../domain/china-time.ts';
import type { PublicVoice } from '../voice/view.ts';
import { type Columns, csvOf } from './csv.ts';

const columns: Columns<PublicVoice> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  agency: ({ agency }) => agency?.id,
  dataset: ({ datasets }) => datasets[0]?.id,
  filed_on: ({ filedAt }) => dayInChina(filedAt),
  answered_on: ({ answer }) => answer && dayInChina(answer.at),
  outcome: ({ answer }) => answer?.outcome,
  answer: ({ answer }) => answer?.text,
  opened_as: ({ answer }) => answer?.dataset,
  planned_by: ({ answer }) => answer?.by,
  legal_basis: ({ answer }) => answer?.legalBasis,
  supporters: ({ supporters }) => supporters,
};

export const publicAnswers = (answered: readonly PublicVoice[]): string => csvOf(columns, answered);

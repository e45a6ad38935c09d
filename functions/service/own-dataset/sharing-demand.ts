/** What agencies asked each other for (需求清单, Art. 24–26): one row per request, with where it stands; none of its words. */
import { chinaDay } from '../clock.ts';
import type { Demand } from '../share/view.ts';
import { type Columns, csvOf } from './csv.ts';

const columns: Columns<Demand> = {
  request: ({ id }) => id,
  asked: ({ askedAt }) => chinaDay(new Date(askedAt)),
  agency: ({ agency }) => agency.id,
  dataset_id: ({ dataset }) => dataset.id,
  title: ({ dataset }) => dataset.name,
  publisher: ({ provider }) => provider.id,
  sharing: ({ class: of }) => of,
  scenario: ({ scenario }) => scenario,
  status: ({ status }) => status,
  decided: ({ decidedAt }) => decidedAt && chinaDay(new Date(decidedAt)),
};

/** As they are given: the newest first. */
export const sharingDemand = (demand: readonly Demand[]): string => csvOf(columns, demand);

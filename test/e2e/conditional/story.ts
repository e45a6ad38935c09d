/** What the people of one application have in hand as it goes its way. */
import type { Visit } from '../portal/visit.ts';
import { enterprises } from './datasets.ts';
import { arrive, type Person } from './person.ts';

export interface Story {
  readonly enterprise: Person;
  readonly reviewer: Person;
  /** Id of the application; empty before it was submitted. */
  application: string;
  /** The key that the enterprise made; empty before. */
  secret: string;
}

/** An enterprise before the form of the dataset, and a reviewer of the agency before an empty desk. */
export async function beginStory(visit: Visit): Promise<Story> {
  return {
    enterprise: await arrive(visit, 'enterprise-a', `/apply/?dataset=${enterprises}`),
    reviewer: await arrive(visit, 'market-reviewer', '/desk/'),
    application: '',
    secret: '',
  };
}

/** What is asked for, and the part of it that is granted: without one column, in one county only. */
export const asked = ['name', 'region_code', 'status', 'insured_persons', 'revenue_band'] as const;
export const granted = ['name', 'region_code', 'status', 'insured_persons'] as const;
export const county = '220102';

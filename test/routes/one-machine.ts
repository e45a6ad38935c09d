/** What is true of one machine only: these tests do not run through the functions, and this is why. */
import { endpoints } from '../support/path/chosen.ts';

export const ofOneMachine = {
  'a reader who has left before the answer': 'a function is not told who has left before it answers',
  'files that are sent to the platform': 'files go to S3, which takes no others than those it signed for',
} as const;

/** `tests` defines them. `test/lambda/addresses.test.ts` finds each reason in use, once. */
export function onOneMachine(_what: keyof typeof ofOneMachine, tests: () => void): void {
  if (!endpoints()) tests();
}

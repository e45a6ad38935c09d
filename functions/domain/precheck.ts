/** The machine's pre-check: every formal defect of a form at once, before it is submitted (Art. 34). */
import { type } from 'arktype';
import { type ApplicationForm, applicationForm, type DraftForm } from './application-form.ts';
import type { Defect } from './defect.ts';
import { formChecks } from './form-checks.ts';
import type { Guide, GuideItemId } from './guide.ts';
import type { Party } from './party.ts';

export interface FormDefect extends Defect {
  /** Of the guide. */
  readonly item: GuideItemId;
}

export type Precheck =
  | { readonly outcome: 'complete'; readonly form: ApplicationForm }
  | { readonly outcome: 'incomplete'; readonly defects: readonly FormDefect[] };

/** Checks a form against the guide. What it answers as complete satisfies `applicationForm`. */
export function precheck(form: DraftForm, party: Party, guide: Guide): Precheck {
  const defects = guide.items.flatMap((item) =>
    formChecks[item.id]({ form, party, guide, item }).map((finding) => {
      return { ...finding, item: item.id, law: item.law };
    }),
  );
  if (defects.length > 0) return { outcome: 'incomplete', defects };
  const complete = applicationForm()(form);
  if (complete instanceof type.errors) throw new TypeError(`the pre-check missed: ${complete.summary}`);
  return { outcome: 'complete', form: complete };
}

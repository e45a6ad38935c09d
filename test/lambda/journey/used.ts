/** What the table of permissions allows, and nobody needed on the way: each with its reason. */
import { allowed } from '../../infrastructure/allowed.ts';
import { functionNames } from '../../support/lambda/bundle.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';
import { roleOf } from '../../support/lambda/environment.ts';

const functions = functionNames;

const reasons: readonly (readonly [RegExp, string])[] = [
  [/ logs:CreateLogStream /, 'Lambda itself writes the log'],
  [/ s3:ListBucket /, 'asked only for keys that are missing'],
  [/^RenderRole s3:DeleteObject .* Snapshots\/editions/, 'what the index before told, with the next one'],
  [/^(?:Workflow|Oversight|Schedule)Role s3:GetObject \| Open\/files/, 'the calendar, once it is published'],
  [/^QueryRole dynamodb:DeleteItem .* counter#/, 'counters whose time is over'],
  [/^OversightRole dynamodb:DeleteItem .* counter#/, 'support that is taken back, and what left a queue'],
  [
    /^ScheduleRole s3:DeleteObject .* Protected\/attachments/,
    'evidence, ninety days after the end of its objection',
  ],
  [/^OversightRole s3:DeleteObject .* Protected\/attachments/, 'evidence that was refused after it was sent'],
  [/^PublicationRole dynamodb:DeleteItem .* counter#/, 'answers that are remembered, and uploads'],
  [/^PublicationRole .* Protected\/uploads/, 'large files, sent past the function'],
  [/^PublicationRole (?:ecs:RunTask|iam:PassRole) /, 'the container for large files'],
];

/** The lines of the table that were not used and have no reason not to be. */
export function needless({ guard }: Cloud): readonly string[] {
  const used = new Set(guard.asked.map(({ role, line }) => `${role} ${line}`));
  return functions
    .map(roleOf)
    .flatMap((role) => (allowed[role] ?? []).map((line) => `${role} ${line}`))
    .filter((line) => !used.has(line) && !reasons.some(([pattern]) => pattern.test(line)));
}

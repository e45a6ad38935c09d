/** What a party has submitted already, and is not asked to write or upload again (Art. 32). */
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationForm } from '../../domain/application-form.ts';
import { submittedForm } from '../../domain/application-state.ts';
import { partyName } from '../../domain/party.ts';
import { applicationActor } from './acting.ts';
import type { Attachment } from './attachments.ts';
import { type ApplicationDeps, denied, type Refused } from './contract.ts';
import { applicationIndexes, partyKey } from './index-rows.ts';
import { type Names, namedDataset } from './names.ts';
import { loadApplication } from './stream.ts';
import { readSummary } from './summary.ts';

/** Where an answer was given. */
export interface Source {
  readonly application: string;
  readonly dataset: Names['dataset'];
  readonly submittedAt: string;
}

/** The latest answer of each kind, and every file once. */
export interface Reusable {
  readonly contact?: Source & { readonly answer: ApplicationForm['contact'] };
  readonly security?: Source & { readonly answer: string };
  readonly attachments: readonly (Source & { readonly file: Attachment })[];
}

/** As many applications are looked at, the latest first. */
const mostApplications = 10;
/** Drafts stand among them, and are passed over. */
const mostRows = 100;

/** What `party`, `self` or a credit code, can take over from what it submitted before. */
export async function reusable(
  deps: ApplicationDeps,
  { actor, party: wanted }: { readonly actor: Actor; readonly party: string },
): Promise<({ readonly outcome: 'told' } & Reusable) | Refused> {
  const party = applicationActor(actor).parties.find((each) => partyName(each) === wanted);
  if (!party) return denied('not-your-party');
  const range = { descending: true, limit: mostRows } as const;
  const { rows } = await deps.records.query(applicationIndexes.party, partyKey(party), range);
  const ids = rows
    .map(({ value }) => readSummary(value))
    .filter(({ rounds }) => rounds > 0)
    .slice(0, mostApplications)
    .map(({ id }) => id);
  const earlier = (await Promise.all(ids.map((id) => submission(deps, id)))).flat();
  const [contact] = earlier.map(({ form, ...source }) => ({ ...source, answer: form.contact }));
  const [security] = earlier.map(({ form, ...source }) => ({ ...source, answer: form.security }));
  const files = earlier.flatMap(({ form, ...source }) =>
    (form.attachments ?? []).map((file) => ({ ...source, file })),
  );
  const isFirst = ({ file }: (typeof files)[number], index: number): boolean =>
    files.findIndex((each) => each.file.sha256 === file.sha256) === index;
  return {
    outcome: 'told',
    ...(contact && { contact }),
    ...(security && { security }),
    attachments: files.filter(isFirst),
  };
}

async function submission({ records, catalogue }: ApplicationDeps, id: string) {
  const { state } = await loadApplication(records, id);
  const form = state.status === 'new' ? undefined : submittedForm(state);
  if (state.status === 'new' || !form) return [];
  const submittedAt = state.rounds.at(-1)?.submittedAt ?? '';
  return [{ application: id, dataset: namedDataset(catalogue(), state.dataset), submittedAt, form }];
}

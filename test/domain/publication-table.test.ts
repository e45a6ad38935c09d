import { describe, expect, it } from 'vitest';
import { type Role, roles } from '../../functions/domain/actor.ts';
import { type PublicationCommand, statusOf } from '../../functions/domain/publication.ts';
import { type PublicationStatus, publicationStatuses } from '../../functions/domain/publication-state.ts';
import {
  answer,
  approve,
  approveRelease,
  histories,
  leaky,
  person,
  quarantine,
  recordPurge,
  refuse,
  refuseRelease,
  request,
  requestRelease,
  stateAfter,
  withdrawDataset,
  withdrawVersion,
} from './publication-given.ts';

const commands: readonly PublicationCommand[] = [
  leaky,
  request,
  approve,
  refuse,
  withdrawVersion,
  withdrawDataset,
  quarantine,
  requestRelease,
  approveRelease,
  refuseRelease,
  recordPurge,
];

/** Who may, whatever the status. */
const may: Readonly<Record<Role, readonly PublicationCommand['type'][]>> = {
  publisher: [
    'publish',
    'request-override',
    'withdraw-version',
    'withdraw-dataset',
    'quarantine',
    'request-release',
  ],
  reviewer: [
    'approve-override',
    'refuse-override',
    'quarantine',
    'request-release',
    'approve-release',
    'refuse-release',
  ],
  supervisor: [
    'approve-override',
    'refuse-override',
    'withdraw-version',
    'withdraw-dataset',
    'quarantine',
    'request-release',
    'approve-release',
    'refuse-release',
  ],
  auditor: [],
  operator: [
    'publish',
    'request-override',
    'approve-override',
    'refuse-override',
    'withdraw-version',
    'withdraw-dataset',
    'quarantine',
    'request-release',
    'approve-release',
    'refuse-release',
    'record-purge',
  ],
};

const shown = {
  quarantine: 'quarantined',
  'request-release': 'not-quarantined',
  'approve-release': 'not-quarantined',
  'refuse-release': 'not-quarantined',
  'record-purge': 'not-quarantined',
} as const;
const all = (code: string) =>
  Object.fromEntries(Object.keys(shown).map((type) => [type, code])) as Record<keyof typeof shown, string>;

/** What comes of it, by somebody who may and who did not act before. */
const outcomes: Readonly<Record<PublicationStatus, Readonly<Record<PublicationCommand['type'], string>>>> = {
  new: {
    ...all('not-published'),
    publish: 'publication-blocked',
    'request-override': 'not-blocked',
    'approve-override': 'not-blocked',
    'refuse-override': 'not-blocked',
    'withdraw-version': 'not-published',
    'withdraw-dataset': 'not-published',
  },
  published: {
    ...shown,
    publish: 'publication-blocked',
    'request-override': 'not-blocked',
    'approve-override': 'not-blocked',
    'refuse-override': 'not-blocked',
    'withdraw-version': 'version-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
  },
  blocked: {
    ...shown,
    publish: 'privacy-blocked',
    'request-override': 'override-requested',
    'approve-override': 'no-override-requested',
    'refuse-override': 'no-override-requested',
    'withdraw-version': 'version-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
  },
  'override-requested': {
    ...shown,
    publish: 'privacy-blocked',
    'request-override': 'override-undecided',
    'approve-override': 'override-approved',
    'refuse-override': 'override-refused',
    'withdraw-version': 'version-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
  },
  'override-approved': {
    ...shown,
    publish: 'version-published',
    'request-override': 'override-granted',
    'approve-override': 'no-override-requested',
    'refuse-override': 'no-override-requested',
    'withdraw-version': 'version-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
  },
  'override-refused': {
    ...shown,
    publish: 'privacy-blocked',
    'request-override': 'override-requested',
    'approve-override': 'no-override-requested',
    'refuse-override': 'no-override-requested',
    'withdraw-version': 'version-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
  },
  quarantined: {
    publish: 'publication-blocked',
    'request-override': 'not-blocked',
    'approve-override': 'not-blocked',
    'refuse-override': 'not-blocked',
    'withdraw-version': 'version-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
    quarantine: 'dataset-quarantined',
    'request-release': 'release-requested',
    'approve-release': 'no-release-requested',
    'refuse-release': 'no-release-requested',
    'record-purge': 'purge-recorded',
  },
  withdrawn: {
    ...all('dataset-withdrawn'),
    publish: 'dataset-withdrawn',
    'request-override': 'dataset-withdrawn',
    'approve-override': 'dataset-withdrawn',
    'refuse-override': 'dataset-withdrawn',
    'withdraw-version': 'dataset-withdrawn',
    'withdraw-dataset': 'dataset-withdrawn',
  },
};

const walk = publicationStatuses.flatMap((status) =>
  roles.flatMap((role) => commands.map((command) => ({ status, role, command }))),
);

describe('every status × command × role', () => {
  it.each(publicationStatuses)('the history of "%s" leads there', (status) => {
    expect(statusOf(stateAfter(...histories[status]))).toBe(status);
  });

  it.each(walk.map((row) => [row.status, row.command.type, row.role, row] as const))(
    '%s: %s by a %s',
    (status, type, role, { command }) => {
      // The Bureau makes its own what an agency took offline.
      const takesOver =
        status === 'quarantined' && type === 'quarantine' && (role === 'supervisor' || role === 'operator');
      const allowed = takesOver ? 'quarantined' : outcomes[status][type];
      const expected = may[role].includes(type) ? allowed : 'not-permitted';
      const stranger = status === 'new' && role === 'publisher' && type !== 'publish';
      const nobodysYet = status === 'new' && role === 'reviewer' && type !== 'publish';
      const actual = answer(stateAfter(...histories[status]), command, person('chen', role));
      expect(actual).toBe(stranger || nobodysYet ? 'not-owner' : expected);
    },
  );

  it.each(
    walk
      .filter(({ role }) => role === 'publisher' || role === 'reviewer')
      .map((row) => [row.status, row.command.type, row.role, row] as const),
  )(
    '%s: %s by a %s of another agency is refused before anything else',
    (status, _type, role, { command }) => {
      expect(answer(stateAfter(...histories[status]), command, person('chen', role, 'statistics'))).toBe(
        'not-owner',
      );
    },
  );

  it.each(walk.map((row) => [row.status, row.command.type, row] as const))(
    '%s: %s by somebody without a role is refused',
    (status, _type, { command }) => {
      expect(
        answer(stateAfter(...histories[status]), command, { id: 'x', roles: [], agency: 'ecology' }),
      ).toBe('not-owner');
    },
  );
});

/** What is sent to ask for a share, to act on one, and to publish a scenario; made when first asked for. */
import { type } from 'arktype';
import { accessKinds } from '../domain/application-form.ts';
import { slug } from '../domain/dataset-names.ts';
import { grantTerms } from '../domain/grant.ts';
import { once } from '../domain/once.ts';
import type { ScenarioFacts } from '../domain/scenario.ts';
import type { ShareCommand, ShareRequest } from '../domain/share-command.ts';
import { opinions } from '../domain/share-event.ts';
import { written } from './written.ts';

/** A share in an address. */
export const shareId = {
  id: {
    description: { zh: '编号', en: 'Its id' },
    json: { type: 'string', pattern: '^shr_[0-9A-HJKMNP-TV-Z]{26}$' },
  },
};

interface Shape<T> {
  (value: unknown): T | type.errors;
  toJsonSchema(options: { fallback: (context: { base: object }) => object }): object;
}

const reason = () => written(2, 2000);
const legalBasis = () => written(4, 500);
const duty = () => written(10, 2000);
const columns = () => type('1 <= string <= 63').array().atMostLength(2000);
const perDay = '1 <= number.integer <= 1000000';
const months = '1 <= number.integer <= 24';
const scenarioId = /^scn_[0-9A-HJKMNP-TV-Z]{26}$/;

export const shareBody: () => Shape<ShareRequest> = once(() =>
  type({
    '+': 'reject',
    dataset: slug,
    duty: duty(),
    basis: legalBasis(),
    fields: columns(),
    access: type
      .enumerated(...accessKinds)
      .array()
      .atLeastLength(1)
      .atMostLength(accessKinds.length),
    requestsPerDay: perDay,
    months,
    'scenario?': scenarioId,
    ownDutyOnly: 'boolean',
  }),
);

export const shareCommandBody: () => Shape<ShareCommand> = once(() =>
  type({ '+': 'reject', type: "'advise'", opinion: type.enumerated(...opinions), text: reason() })
    .or({
      '+': 'reject',
      type: "'approve'",
      reason: reason(),
      'fields?': columns(),
      'rows?': grantTerms().get('rows'),
      'requestsPerDay?': perDay,
      'months?': months,
    })
    .or({ '+': 'reject', type: "'refuse'", reason: reason(), legalBasis: legalBasis() })
    .or({ '+': 'reject', type: "'withdraw'" })
    .or({ '+': 'reject', type: "'revoke'", reason: reason() })
    .or({ '+': 'reject', type: "'give-back'", 'reason?': reason() }),
);

/** What the Bureau does with scenarios: publishing one, and retiring one. */
export type ScenarioOrder =
  | ({ readonly type: 'publish' } & ScenarioFacts)
  | { readonly type: 'retire'; readonly scenario: string; readonly reason: string };

export const scenarioBody: () => Shape<ScenarioOrder> = once(() =>
  type({
    '+': 'reject',
    type: "'publish'",
    name: written(2, 200),
    'nameEn?': '2 <= string <= 300',
    duty: duty(),
    legalBasis: legalBasis(),
    datasets: type({ '+': 'reject', dataset: slug, fields: columns() })
      .array()
      .atLeastLength(1)
      .atMostLength(50),
    agencies: type(slug).array().atLeastLength(1).atMostLength(100),
  }).or({ '+': 'reject', type: "'retire'", scenario: scenarioId, reason: reason() }),
);

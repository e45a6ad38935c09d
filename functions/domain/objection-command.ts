/** What can be asked of an objection: bodies as clients send them, and the facts that the service adds. */
import { type } from 'arktype';
import { slug } from './dataset-names.ts';
import { type ObjectionScope, objectionKinds, objectionOutcomes } from './objection-state.ts';
import { once } from './once.ts';

const words = '1 <= string <= 4000';
const outcome = once(() => type.enumerated(...objectionOutcomes));

/** How the objector wants to be told; all of it may be left out. It is kept apart from the events, and removed. */
export const objectorContact = once(() =>
  type({
    '+': 'reject',
    'name?': '1 <= string <= 100',
    'email?': /^[^\s@<>,;"]{1,100}@[^\s@<>,;"]{1,100}\.[^\s@<>,;"]{1,50}$/,
    'phone?': /^[\d()+ -]{5,30}$/,
  }),
);
export type ObjectorContact = ReturnType<typeof objectorContact>['infer'];

/** An objection as it is filed. */
export const objectionFiling = once(() =>
  type({
    '+': 'reject',
    kind: type.enumerated(...objectionKinds),
    dataset: slug,
    'version?': '1 <= number.integer <= 999999999',
    'field?': '1 <= string <= 200',
    'row?': '1 <= number.integer <= 9999999999',
    text: words,
    'contact?': objectorContact(),
  }),
);
export type ObjectionFiling = ReturnType<typeof objectionFiling>['infer'];

/** Unknown keys are refused: facts never come from a client. */
const bodies = {
  /** By the objector. */
  supplement: once(() => type({ '+': 'reject', type: "'supplement'", text: words })),
  withdraw: once(() => type({ '+': 'reject', type: "'withdraw'" })),
  /** By the Bureau, to the responsible department (Art. 46(2)). */
  forward: once(() => type({ '+': 'reject', type: "'forward'", 'note?': words })),
  /** By the Bureau, in its own scope (Art. 46(1)). The reason is public. */
  decide: once(() => type({ '+': 'reject', type: "'decide'", outcome: outcome(), reason: words })),
  /** By the providing agency. */
  state: once(() => type({ '+': 'reject', type: "'state'", stance: "'agree' | 'disagree'", text: words })),
  /** By the department. `verification`: how the provider was asked, where it made no statement. The reason is public. */
  verify: once(() =>
    type({ '+': 'reject', type: "'verify'", outcome: outcome(), reason: words, 'verification?': words }),
  ),
  /** By the Bureau: tells the objector what the department has decided. */
  conclude: once(() => type({ '+': 'reject', type: "'conclude'" })),
  escalate: once(() => type({ '+': 'reject', type: "'escalate'", note: words })),
} as const;

export type ObjectionBodyType = keyof typeof bodies;
export const objectionBodyTypes = Object.keys(bodies) as readonly ObjectionBodyType[];
export type ObjectionBody = {
  [Type in ObjectionBodyType]: ReturnType<(typeof bodies)[Type]>['infer'];
}[ObjectionBodyType];

/** Any of these bodies as JSON Schema. */
export const objectionBodySchema = () => ({
  oneOf: objectionBodyTypes.map((name) => bodies[name]().toJsonSchema({ fallback: ({ base }) => base })),
});

const named = once(() => type({ type: type.enumerated(...objectionBodyTypes) }));

/** Checks a body against the schema of the command that it names. */
export function objectionBody(document: unknown): ObjectionBody | type.errors {
  const name = named()(document);
  return name instanceof type.errors ? name : bodies[name.type]()(document);
}

/** What the service knows of a filing and no client says. `words` is the salted hash of what was written. */
export interface FilingFacts {
  readonly provider: string;
  readonly department: string;
  readonly scope: ObjectionScope;
  readonly words: string;
}

export type ObjectionCommand =
  | ({ readonly type: 'file' } & Omit<ObjectionFiling, 'text' | 'contact'> & FilingFacts)
  | { readonly type: 'supplement'; readonly words: string }
  /** `file` is the sha256 of its content. */
  | { readonly type: 'add-file'; readonly file: string }
  /** By the platform's own schedule. */
  | { readonly type: 'tell-overdue' }
  /** Takes offline what a privacy or secret objection is about. The reason is public. */
  | { readonly type: 'quarantine'; readonly reason: string; readonly legalBasis?: string }
  | { readonly type: 'erase' }
  | Exclude<ObjectionBody, { type: 'supplement' }>;
export type ObjectionCommandType = ObjectionCommand['type'];
export const objectionCommandTypes: readonly ObjectionCommandType[] = [
  'file',
  'add-file',
  ...objectionBodyTypes,
  'quarantine',
  'tell-overdue',
  'erase',
];

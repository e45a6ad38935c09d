/** What can be asked of an application: bodies as clients send them, and the facts that the service adds. */
import { type } from 'arktype';
import { draftForm } from './application-form.ts';
import { isoDate, slug } from './dataset-names.ts';
import { grantTerms } from './grant.ts';
import { guideItems } from './guide.ts';
import { once } from './once.ts';

const words = '1 <= string <= 4000';
const legalBasis = '1 <= string <= 1000';
/** Something said of one item of the guide: a correction, or the applicant's explanation. */
const onItem = once(() => type({ '+': 'reject', item: type.enumerated(...guideItems), message: words }));

/** As sign-ins have them: names that records can hold, without control characters and halves of characters. */
const accountId = once(() =>
  type('1 <= string <= 200').narrow(
    (id, ctx) => !/[\p{Cc}\p{Cs}\u{10ffff}]/u.test(id) || ctx.mustBe('the id of an account'),
  ),
);

/** Who acts for the party and is told of what happens; known by the id of the sign-in. */
const person = once(() =>
  type({
    '+': 'reject',
    id: accountId(),
    name: '1 <= string <= 100',
    'phone?': 'string <= 30',
    'email?': 'string <= 200',
  }),
);

/**
 * The revision of the draft that whoever sends this has read: nobody overwrites or submits what they have not seen.
 * Needed as soon as there is a draft.
 */
const basedOn = 'number.integer >= 1';

/** What was done with the data in a period, and what came of it (Art. 30). */
const useReport = once(() => type({ '+': 'reject', from: isoDate, to: isoDate, use: words, outcome: words }));

export type ItemRemark = ReturnType<typeof onItem>['infer'];
export type Person = ReturnType<typeof person>['infer'];
export type UseReport = ReturnType<typeof useReport>['infer'];

/** Unknown keys are refused: facts such as the number of a decision never come from a client. */
const bodies = {
  /** The first one begins the application: it names the dataset and for whom (`self`, or a credit code). */
  'save-draft': once(() =>
    type({
      '+': 'reject',
      type: "'save-draft'",
      form: draftForm(),
      'basedOn?': basedOn,
      'dataset?': slug,
      'party?': '1 <= string <= 18',
    }),
  ),
  /** The saved draft, or the form given here. Explanations stand for corrections that were not made. */
  submit: once(() =>
    type({
      '+': 'reject',
      type: "'submit'",
      'form?': draftForm(),
      'basedOn?': basedOn,
      'explanations?': onItem().array().atMostLength(50),
    }),
  ),
  return: once(() =>
    type({
      '+': 'reject',
      type: "'return'",
      corrections: onItem().array().atLeastLength(1).atMostLength(100),
    }),
  ),
  accept: once(() => type({ '+': 'reject', type: "'accept'" })),
  'ask-opinion': once(() => type({ '+': 'reject', type: "'ask-opinion'", agency: slug, question: words })),
  'give-opinion': once(() =>
    type({
      '+': 'reject',
      type: "'give-opinion'",
      stance: "'agree' | 'agree-with-conditions' | 'disagree'",
      opinion: words,
    }),
  ),
  'extend-review': once(() =>
    type({
      '+': 'reject',
      type: "'extend-review'",
      /** Working days. */
      days: 'number.integer >= 1',
      reason: words,
    }),
  ),
  approve: once(() =>
    type({ '+': 'reject', type: "'approve'", grant: grantTerms(), reason: words, legalBasis }),
  ),
  reject: once(() => type({ '+': 'reject', type: "'reject'", reason: words, legalBasis })),
  /** `textHash` is the sha256 of the agreement as it was shown, lower-case hex. */
  sign: once(() => type({ '+': 'reject', type: "'sign'", textHash: /^[0-9a-f]{64}$/ })),
  withdraw: once(() => type({ '+': 'reject', type: "'withdraw'", 'reason?': words })),
  nudge: once(() => type({ '+': 'reject', type: "'nudge'" })),
  escalate: once(() => type({ '+': 'reject', type: "'escalate'", note: words })),
  renew: once(() => type({ '+': 'reject', type: "'renew'" })),
  'amend-people': once(() =>
    type({ '+': 'reject', type: "'amend-people'", people: person().array().atMostLength(20) }),
  ),
  'report-use': once(() => type({ '+': 'reject', type: "'report-use'", report: useReport() })),
  revoke: once(() => type({ '+': 'reject', type: "'revoke'", reason: words, legalBasis })),
  close: once(() => type({ '+': 'reject', type: "'close'", reason: words })),
  expire: once(() => type({ '+': 'reject', type: "'expire'" })),
  /** An approval that nobody signed in time. */
  lapse: once(() => type({ '+': 'reject', type: "'lapse'" })),
  /** The time to sign is nearly over. */
  'remind-signing': once(() => type({ '+': 'reject', type: "'remind-signing'" })),
  /** A report of use is overdue. */
  'remind-report': once(() => type({ '+': 'reject', type: "'remind-report'" })),
} as const;

export type ApplicationCommandType = keyof typeof bodies;
export const applicationCommandTypes = Object.keys(bodies) as readonly ApplicationCommandType[];
export type ApplicationBody = {
  [Type in ApplicationCommandType]: ReturnType<(typeof bodies)[Type]>['infer'];
}[ApplicationCommandType];

/** Any of these bodies as JSON Schema; what a schema cannot say, the answer to a wrong one does. */
export const applicationBodySchema = (types: readonly ApplicationCommandType[] = applicationCommandTypes) => {
  return { oneOf: types.map((name) => bodies[name]().toJsonSchema({ fallback: ({ base }) => base })) };
};

const named = once(() => type({ type: type.enumerated(...applicationCommandTypes) }));

/** Checks a body against the schema of the command that it names. */
export function applicationBody(document: unknown): ApplicationBody | type.errors {
  const name = named()(document);
  return name instanceof type.errors ? name : bodies[name.type]()(document);
}

/** A signature by a qualified provider, when one is configured (Art. 35). */
export interface QualifiedSignature {
  readonly provider: string;
  readonly reference: string;
}

/** A decision document: its number, and the sha256 of its frozen text. */
interface Numbered {
  readonly decision: string;
  readonly document?: string;
}

/** What the service knows and no client says. */
interface Facts {
  'save-draft': {
    /** The application that this one renews. */
    readonly renews?: string;
  };
  /** `agreement` is the sha256 of the text to be signed. */
  approve: Numbered & { readonly agreement: string };
  reject: Numbered;
  revoke: Numbered;
  /** `session` tells sign-ins apart without being one's secret. */
  sign: { readonly session: string; readonly qualified?: QualifiedSignature };
  /** The application that was begun to renew this one. */
  renew: { readonly application: string };
}

export type CommandOf<Type extends ApplicationCommandType> = Extract<ApplicationBody, { type: Type }> &
  (Type extends keyof Facts ? Facts[Type] : unknown);
export type ApplicationCommand = {
  [Type in ApplicationCommandType]: CommandOf<Type>;
}[ApplicationCommandType];

/** What is sent to file a voice of each kind, and to act on one; made when first asked for. */
import { type } from 'arktype';
import { slug } from '../domain/dataset-names.ts';
import { once } from '../domain/once.ts';
import type { VoiceCommand } from '../domain/voice-command.ts';
import {
  outcomes,
  requestGrounds,
  reuseForms,
  type VoiceFacts,
  type VoiceKind,
} from '../domain/voice-event.ts';
import type { Words } from '../service/voice/words.ts';
import { written } from './written.ts';

/** A voice as it is sent: its words, and of its facts those that its kind has. */
export interface SentVoice extends Words {
  readonly agency?: string;
  readonly dataset?: string;
  readonly datasets?: string[];
  readonly stars?: number;
  readonly grounds?: VoiceFacts['grounds'];
  readonly form?: VoiceFacts['form'];
  readonly url?: string;
  readonly isPublic?: boolean;
}
type Shape<T> = {
  (value: unknown): T | type.errors;
  toJsonSchema(options: { fallback: (context: { base: object }) => object }): object;
};

const isWebAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
};

const words = () =>
  ({
    '+': 'reject',
    title: written(2, 200),
    text: written(2, 4000),
    /** Told to nobody; what happens is told there. */
    'email?': type('string.email <= 254'),
  }) as const;
const grounds = () =>
  type
    .enumerated(...requestGrounds)
    .array()
    .moreThanLength(0)
    .atMostLength(requestGrounds.length);

const shapes: Readonly<Record<VoiceKind, () => Shape<SentVoice>>> = {
  complaint: once(() => type({ ...words(), agency: slug, 'dataset?': slug, 'isPublic?': 'boolean' })),
  'data-request': once(() => type({ ...words(), 'agency?': slug, grounds: grounds() })),
  question: once(() => type({ ...words(), dataset: slug })),
  correction: once(() => type({ ...words(), dataset: slug })),
  rating: once(() => type({ ...words(), dataset: slug, stars: '1 <= number.integer <= 5' })),
  reuse: once(() =>
    type({
      ...words(),
      datasets: type(slug).array().moreThanLength(0).atMostLength(20),
      form: type.enumerated(...reuseForms),
      url: type('string <= 500').narrow(
        (text, ctx) => isWebAddress(text) || ctx.mustBe('an http or https address without credentials'),
      ),
      by: written(1, 200),
    }),
  ),
};

export const filingBody = (kind: VoiceKind): Shape<SentVoice> => shapes[kind]();

/** The facts of what was sent. A complaint is told publicly only where its filer agrees (Art. 50); the others are meant to be. */
export function factsOf(kind: VoiceKind, sent: SentVoice): VoiceFacts {
  const {
    agency,
    dataset,
    datasets,
    stars,
    grounds: because,
    form,
    url,
    isPublic = kind !== 'complaint',
  } = sent;
  return {
    kind,
    datasets: [...new Set(datasets ?? (dataset === undefined ? [] : [dataset]))],
    isPublic,
    ...(agency !== undefined && { agency }),
    ...(stars !== undefined && { stars }),
    ...(because && { grounds: [...new Set(because)] }),
    ...(form && { form }),
    ...(url !== undefined && { url }),
  };
}

export const wordsOf = ({ title, text, by, email }: SentVoice): Words => ({
  title: title.trim(),
  text: text.trim(),
  ...(by !== undefined && { by }),
  ...(email !== undefined && { email }),
});

const reason = () => written(2, 2000);
export const commandBody: () => Shape<VoiceCommand> = once(() =>
  type({ '+': 'reject', type: "'admit'" })
    .or({ '+': 'reject', type: "'decline'", reason: reason() })
    .or({ '+': 'reject', type: "'assign'", agency: slug, reason: reason() })
    .or({
      '+': 'reject',
      type: "'answer'",
      outcome: type.enumerated(...outcomes),
      text: written(2, 4000),
      'dataset?': slug,
      'by?': '1 <= string <= 10',
      'legalBasis?': written(2, 500),
    })
    .or({ '+': 'reject', type: "'hide'", reason: reason() })
    .or({ '+': 'reject', type: "'withdraw'" })
    .or({ '+': 'reject', type: "'support'" })
    .or({ '+': 'reject', type: "'unsupport'" }),
);

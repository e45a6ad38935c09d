/** The problems of uploads: status for each refusal; title and advice are the two halves of its words. */
import { type UploadRefusalCode, uploadRefusals } from './domain/upload-refusals.ts';

const statuses: Readonly<Record<UploadRefusalCode, number>> = {
  'unknown-upload': 404,
  'too-many-uploads': 409,
  'upload-incomplete': 409,
  'upload-expired': 410,
  'upload-running': 409,
  'upload-overtaken': 409,
  'upload-not-started': 503,
  'upload-address-refused': 403,
  'upload-differs': 422,
};

export type UploadProblemCode = UploadRefusalCode;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const uploadProblems = Object.fromEntries(
  Object.entries(uploadRefusals).map(([code, words]) => {
    const [title = '', ...rest] = words.split('; ');
    const status = statuses[code as UploadRefusalCode];
    return [code, { status, title: sentence(title), advice: `${sentence(rest.join('; '))}.` }];
  }),
) as Readonly<
  Record<UploadProblemCode, { readonly status: number; readonly title: string; readonly advice: string }>
>;

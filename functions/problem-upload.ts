/** The problems of uploads: status for each refusal; title and advice are the two halves of its words. */
import { type UploadRefusalCode, uploadRefusals } from './domain/upload-refusals.ts';
import { problemsOf } from './problem-kind.ts';

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

export const uploadProblems = problemsOf<UploadProblemCode>(statuses, uploadRefusals);

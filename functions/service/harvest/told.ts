/** A record as it is kept, or why it is not. */
import { type FoundRecord, mostRecordBytes, type ToldRecord } from '../../domain/told-record.ts';

const mostIdentifier = 1_000;
/** Of one record; what a portal lists beyond is not kept. */
export const mostDistributions = 100;
export const mostKeywords = 60;

/** `record` without an identifier where the source gives none, or one that nobody could hold on to. */
export function foundRecord({
  identifier,
  ...rest
}: Omit<ToldRecord, 'identifier'> & { readonly identifier: string | undefined }): FoundRecord {
  if (identifier === undefined || identifier.length > mostIdentifier)
    return { outcome: 'bad', reason: 'no-identifier' };
  const { title, titleEn } = rest.entry;
  if (title === undefined && titleEn === undefined) return { outcome: 'bad', identifier, reason: 'no-title' };
  const record: ToldRecord = { identifier, ...rest };
  return Buffer.byteLength(JSON.stringify(record)) > mostRecordBytes
    ? { outcome: 'bad', identifier, reason: 'too-large' }
    : { outcome: 'told', record };
}

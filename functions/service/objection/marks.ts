/** The marks that data carries while objections stand against it (Art. 46), out of the public catalogue. */
import { marksOf, type ObjectionMark } from '../../domain/objection-mark.ts';
import type { PublicObjection } from '../../domain/objection-public.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

type Disclosing = Pick<Catalogue, 'disclosed'>;

/** Of a dataset, newest first; empty for what nobody disputes. */
export const objectionMarks = (catalogue: Disclosing, id: string): readonly ObjectionMark[] =>
  marksOf(catalogue.disclosed('objection', id) as readonly PublicObjection[]);

/** The member that every description of a disputed dataset carries; nothing for what nobody disputes. */
export function disputed(
  catalogue: Disclosing,
  id: string,
): { readonly disputed?: readonly ObjectionMark[] } {
  const marks = objectionMarks(catalogue, id);
  return marks.length === 0 ? {} : { disputed: marks };
}

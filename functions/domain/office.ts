/**
 * The public office in which somebody acted on an application or an objection. It is kept with the event, so that it stays true when
 * its holder moves on; who held it is known by the account alone, and by name to the office's own agency.
 */
import { type } from 'arktype';
import { once } from './once.ts';

export const officeKinds = ['reviewer', 'adviser', 'supervisor', 'department', 'provider'] as const;
const office = once(() => type({ kind: type.enumerated(...officeKinds), 'agency?': 'string' }));
export type Office = ReturnType<typeof office>['infer'];

const withOffice = once(() => type({ 'office?': office() }));

/** The data of an event as it is stored, with the office. */
export const inOffice = <Data extends object>(data: Data, held: Office | undefined): Data =>
  held ? { ...data, office: held } : data;

/** Takes the two apart again. Throws when what is stored is no office. */
export function apartFromOffice(data: unknown): { readonly data: object; readonly office?: Office } {
  const { office: held } = withOffice().assert(data);
  const { office: _held, ...own } = data as { readonly office?: unknown };
  return { data: own, ...(held && { office: held }) };
}

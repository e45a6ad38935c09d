/** What the claims of an account say of it, under the names that the configuration gives them. */
import { type Actor, type Organisation, type Role, roles } from '../domain/actor.ts';
import { isCreditCode } from '../domain/credit-code.ts';

export interface ClaimNames {
  /** Id of the agency acted for. */
  readonly agency: string;
  /** List of roles; without it, there are none. */
  readonly roles: string;
  /** List of the organisations that the person may act for. */
  readonly organisations: string;
  /** In each of these, or beside them when the account is of one organisation. */
  readonly creditCode: string;
  readonly organisationName: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** A machine's operator is known by the machine, never by a token. */
const grantable: readonly Role[] = roles.filter((role) => role !== 'operator');
const mostOrganisations = 100;

/** Whether any claim says what the account may do here; a provider may keep these for its userinfo endpoint. */
export const areTold = (claims: Claims, names: ClaimNames): boolean =>
  [names.roles, names.organisations, names.creditCode].some((name) => Object.hasOwn(claims, name));

/**
 * What the userinfo endpoint adds to the ID token. The address and whether it is verified are of one source: the flag of
 * the one says nothing of the address of the other.
 */
export function withUserInfo(idToken: Claims, { email, email_verified, ...userInfo }: Claims): Claims {
  const { email_verified: ownFlag, ...own } = idToken;
  const flag = Object.hasOwn(own, 'email') ? ownFlag : email_verified;
  return { ...userInfo, email, ...own, email_verified: flag };
}

/**
 * Who the claims speak of; undefined when they name nobody or their roles are not a list. An organisation whose
 * credit code is not one (GB 32100) is left out: nobody may act for it.
 */
export function actorOf(claims: Claims, names: ClaimNames): Actor | undefined {
  const { sub, name, email, email_verified: isVerified } = claims;
  const given = claims[names.roles] ?? [];
  if (typeof sub !== 'string' || !isBetween(sub, 1, 200) || !Array.isArray(given)) return undefined;
  const agency = claims[names.agency];
  const organisations = organisationsOf(claims, names);
  return {
    id: sub,
    roles: grantable.filter((role) => given.includes(role)),
    ...(typeof name === 'string' && isBetween(name, 1, 100) && { name }),
    ...(typeof email === 'string' && isVerified === true && isBetween(email, 3, 200) && { email }),
    ...(typeof agency === 'string' && agency !== '' && { agency }),
    ...(organisations.length > 0 && { organisations }),
  };
}

function organisationsOf(claims: Claims, names: ClaimNames): readonly Organisation[] {
  const listed = claims[names.organisations];
  const all = [...(Array.isArray(listed) ? listed : []), claims].flatMap((each) =>
    organisationOf(each, names),
  );
  const byCode = new Map(all.map((each) => [each.creditCode, each]));
  return [...byCode.values()].slice(0, mostOrganisations);
}

function organisationOf(value: unknown, names: ClaimNames): Organisation[] {
  const { [names.creditCode]: creditCode, [names.organisationName]: name } = Object(value) as Claims;
  if (typeof creditCode !== 'string' || !isCreditCode(creditCode)) return [];
  return typeof name === 'string' && isBetween(name, 2, 200) ? [{ creditCode, name }] : [];
}

const isBetween = (text: string, least: number, most: number): boolean =>
  text.length >= least && text.length <= most;

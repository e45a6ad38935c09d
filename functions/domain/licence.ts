/** The licences a dataset may carry, by SPDX id. */

export interface Licence {
  /** SPDX id, or the address itself for a licence without one. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** The platform's open licence: what holds when a descriptor names none. */
export const defaultLicence = 'CC-BY-4.0';

const licences: Readonly<Record<string, Omit<Licence, 'id'>>> = {
  'CC-BY-4.0': {
    name: 'Creative Commons Attribution 4.0 International',
    url: 'https://creativecommons.org/licenses/by/4.0/',
  },
  'CC0-1.0': {
    name: 'Creative Commons Zero 1.0 Universal',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
  'ODC-By-1.0': {
    name: 'Open Data Commons Attribution License 1.0',
    url: 'https://opendatacommons.org/licenses/by/1-0/',
  },
  MIT: { name: 'MIT License', url: 'https://spdx.org/licenses/MIT.html' },
};

/** Every licence with an SPDX id that a descriptor may name. */
export const knownLicences = (): readonly Licence[] => Object.keys(licences).map((id) => licenceOf(id));

/** The licence of a dataset: the default when none is named, an address when it is no SPDX id. */
export function licenceOf(licence: string = defaultLicence): Licence {
  const known = Object.hasOwn(licences, licence) ? licences[licence] : undefined;
  return known ? { id: licence, ...known } : { id: licence, name: licence, url: licence };
}

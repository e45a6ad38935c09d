/** Organizations, groups, tags and licences, as CKAN tells them: agencies, national themes, keywords. */
import type { Agency } from '../../domain/agency.ts';
import type { Licence } from '../../domain/licence.ts';
import { themeNames } from '../../domain/names.ts';
import type { Theme } from '../../domain/themes.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

const common = ({ id, name, title, description }: Named) => ({
  id,
  name,
  title,
  display_name: title,
  description,
  image_url: '',
  image_display_url: '',
  state: 'active',
  approval_status: 'approved',
});

export const organizationOf = ({ id, name, description = '' }: Agency) => ({
  ...common({ id, name: id, title: name, description }),
  type: 'organization',
  is_organization: true,
});

const extra = (key: string, value: string | undefined) => (value ? [{ key, value }] : []);

export const organizationExtras = ({
  nameEn,
  creditCode,
  contact,
  kind,
  region,
}: Agency): readonly object[] => [
  ...extra('title_en', nameEn),
  ...extra('credit_code', creditCode),
  ...extra('kind', kind),
  ...extra('region', region),
  ...extra('contact_email', contact.email),
  ...extra('contact_phone', contact.phone),
  ...extra('website', contact.website),
];

/** A theme's code is its name: three digits are a valid name of CKAN's. */
export const groupOf = (theme: Theme) => ({
  ...common({ id: theme, name: theme, title: themeNames[theme].zh, description: themeNames[theme].en }),
  type: 'group',
  is_organization: false,
});

export const groupExtras = (theme: Theme): readonly object[] => extra('title_en', themeNames[theme].en);

export const tagOf = (name: string) => ({ id: name, name, display_name: name, vocabulary_id: null });

/** Licences that are open by the Open Definition; others are not claimed to be. */
const conforming: ReadonlySet<string> = new Set(['CC-BY-4.0', 'CC0-1.0', 'ODC-By-1.0', 'MIT']);
export const isOpenLicence = (id: string): boolean => conforming.has(id);

export const licenceDictionary = ({ id, name, url }: Licence) => ({
  id,
  title: name,
  url,
  status: 'active',
  family: '',
  maintainer: '',
  is_generic: false,
  domain_content: id !== 'MIT',
  domain_data: id !== 'MIT',
  domain_software: id === 'MIT',
  od_conformance: isOpenLicence(id) ? 'approved' : 'not reviewed',
  osd_conformance: id === 'MIT' ? 'approved' : 'not reviewed',
});

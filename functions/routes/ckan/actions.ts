/** The actions of CKAN that the catalogue answers: all of them read. */
import type { CatalogueDeps } from '../deps.ts';
import { type ActionAnswer, notFound, result } from './answer.ts';
import { type Arguments, reader } from './arguments.ts';
import {
  groupList,
  groupShow,
  licenceList,
  organizationList,
  organizationShow,
  packageList,
  packageShow,
  resourceShow,
  tagList,
} from './lists.ts';
import type { Telling } from './package.ts';
import { packageSearch } from './search.ts';

/** The version of CKAN whose answers these are. */
const ckanVersion = '2.11.0';

interface Action {
  readonly help: string;
  readonly run: (given: Arguments, telling: Telling, now: Date) => ActionAnswer;
}

const siteName = ({ catalogue, portalUrl }: Telling): string =>
  catalogue.agencies().find(({ kind }) => kind === 'bureau')?.name ?? portalUrl;

const statusShow = (telling: Telling): ActionAnswer =>
  result({
    ckan_version: ckanVersion,
    site_title: siteName(telling),
    site_description: '',
    site_url: telling.portalUrl,
    error_emails_to: null,
    locale_default: 'zh_Hans_CN',
    extensions: ['datastore'],
  });

export const actions: Readonly<Record<string, Action>> = {
  status_show: {
    help: 'What this portal is, and the version of CKAN whose interface it speaks.',
    run: (_, telling) => statusShow(telling),
  },
  site_read: { help: 'Whether the site may be read: true.', run: () => result(true) },
  package_list: { help: 'Names of all datasets. Arguments: limit, offset.', run: packageList },
  package_show: { help: 'One dataset with its resources. Argument: id.', run: packageShow },
  package_search: {
    help: 'Searches datasets. Arguments: q, fq, rows (at most 1000), start, sort, facet.field, facet.limit, facet.mincount.',
    run: packageSearch,
  },
  organization_list: {
    help: 'Agencies. Arguments: all_fields, organizations, sort, limit, offset, include_extras.',
    run: organizationList,
  },
  organization_show: { help: 'One agency. Arguments: id, include_datasets.', run: organizationShow },
  group_list: {
    help: 'The national themes. Arguments: all_fields, groups, sort, limit, offset.',
    run: groupList,
  },
  group_show: { help: 'One national theme. Arguments: id, include_datasets.', run: groupShow },
  tag_list: { help: 'Keywords. Arguments: query, all_fields.', run: tagList },
  license_list: { help: 'Licences that a dataset may carry.', run: () => licenceList() },
  resource_show: { help: 'One file of a dataset. Argument: id.', run: resourceShow },
  help_show: { help: 'What an action does. Argument: name.', run: helpShow },
};

const elsewhere: Readonly<Record<string, string>> = {
  datastore_search:
    'Rows of a table. Arguments: resource_id, filters, q, fields, sort, limit (at most 32000), offset, distinct, include_total, records_format.',
};

function helpShow(given: Arguments): ActionAnswer {
  const read = reader(given);
  const name = read.required('name');
  const refusal = read.refusal();
  if (refusal) return refusal;
  const help = Object.hasOwn(actions, name) ? actions[name]?.help : elsewhere[name];
  return help === undefined ? notFound(`Action name not known: ${name.slice(0, 100)}`) : result(help);
}

/** Undefined for an action that there is not. */
export function runAction(
  { catalogue, portalUrl, now }: CatalogueDeps,
  name: string,
  given: Arguments,
): ActionAnswer | undefined {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  return action?.run(given, { catalogue: catalogue(), portalUrl }, now());
}

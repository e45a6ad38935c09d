/** Who publishes, and whom to ask. */
import type { Agency } from '../../domain/agency.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { both, literal, type Node, node, ref, webRef } from '../rdf/graph.ts';
import { agencyAddress } from './addresses.ts';
import { publisherTypeOf } from './vocabulary.ts';

const documentNode = (address: string): Node => node(address, ['foaf:Document'], {});

/** The agency and what it refers to. One that the catalogue does not know has its id for a name. */
export function agentNodes(portalUrl: string, id: string, agency: Agency | undefined): readonly Node[] {
  const address = agencyAddress(portalUrl, id);
  const type = publisherTypeOf(agency ?? { kind: 'department', region: '220000' });
  const website = webRef(agency?.contact.website);
  const agent = node(address, ['foaf:Agent'], {
    'foaf:name': agency ? both({ zh: agency.name, en: agency.nameEn }) : literal(id),
    'dct:type': ref(type.iri),
    'dct:identifier': agency && literal(agency.creditCode),
    'foaf:mbox': agency?.contact.email ? ref(`mailto:${agency.contact.email}`) : undefined,
    'foaf:homepage': website,
  });
  return [agent, type, ...(website && 'iri' in website ? [documentNode(website.iri)] : [])];
}

/** `0431-1234 5678` as an international number (RFC 3966), with `tel:`. */
export const telephone = (phone: string): string => {
  const digits = phone.replaceAll(/[^\d+]/g, '');
  return `tel:${digits.startsWith('+') ? digits : `+86${digits.replace(/^0/, '')}`}`;
};

/** The office to ask: that of the dataset, else that of its publisher; without both, the publisher's page. */
export function contactNode(
  address: string,
  portalUrl: string,
  dataset: Dataset,
  agency: Agency | undefined,
): Node {
  const { phone, email } = { ...agency?.contact, ...dataset.contact };
  const name = agency ? both({ zh: agency.name, en: agency.nameEn }) : literal(dataset.publisher);
  return node(address, ['vcard:Kind', 'vcard:Organization'], {
    'vcard:fn': name,
    'vcard:hasEmail': email ? ref(`mailto:${email}`) : undefined,
    'vcard:hasTelephone': phone ? ref(telephone(phone)) : undefined,
    'vcard:hasURL': ref(`${portalUrl}/agencies/${dataset.publisher}/`),
  });
}

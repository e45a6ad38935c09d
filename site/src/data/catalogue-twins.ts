/** The whole catalogue for machines, as it stands in `<link rel="alternate">` of the pages that list it. */
export const catalogueTwins = [
  { href: '/catalog.jsonld', type: 'application/ld+json', title: 'DCAT-AP JSON-LD' },
  { href: '/catalog.ttl', type: 'text/turtle', title: 'DCAT-AP Turtle' },
  { href: '/catalog.rdf', type: 'application/rdf+xml', title: 'DCAT-AP RDF/XML' },
  { href: '/data.json', type: 'application/json', title: 'DCAT-US' },
  { href: '/national-catalog.xml', type: 'application/xml', title: 'NDRC 1272 XML' },
  { href: '/national-catalog.json', type: 'application/json', title: 'NDRC 1272 JSON' },
  { href: '/catalog.csv', type: 'text/csv', title: 'CSV' },
] as const;

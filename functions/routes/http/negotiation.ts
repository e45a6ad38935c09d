/**
 * The address of what `Accept` asks for, where one address has both a page and data; every other address is its own.
 * A page stays a page, and data is JSON-LD, for whoever does not say. Of what is liked equally the first is taken, and
 * nobody is refused (RFC 9110, 12.5.1). CloudFront runs the text of this function in its own small runtime: it uses
 * nothing from outside, and no syntax that is younger than the other code there.
 */
export function acceptedPath(path: string, accept: string): string {
  const page = /^(?:\/en)?(\/datasets\/[^/]+\/)$/.exec(path);
  const isData = /^\/(?:catalog|concepts\/[a-z-]+)$/.test(path);
  if (!page && !isData) return path;
  const base = page ? `${page[1]}dcat` : path;
  const usual = page ? path : `${path}.jsonld`;
  let chosen = usual;
  let most = 0;
  for (const part of accept.toLowerCase().split(',')) {
    const quality = /;\s*q=([\d.]+)/.exec(part);
    const weight = quality ? Number(quality[1]) : 1;
    const type = part.replace(/;.*$/, '').trim();
    let address = '';
    if (type === '*/*') address = usual;
    if (type === 'text/html' || type === 'application/xhtml+xml') address = path;
    if (type === 'application/ld+json') address = `${base}.jsonld`;
    if (type === 'text/turtle') address = `${base}.ttl`;
    if (type === 'application/rdf+xml') address = `${base}.rdf`;
    if (address === '' || !(weight > most)) continue;
    chosen = address;
    most = weight;
  }
  return chosen;
}

/** Whether what stands at an address depends on `Accept`. */
export const isNegotiated = (path: string): boolean => acceptedPath(path, 'text/turtle') !== path;

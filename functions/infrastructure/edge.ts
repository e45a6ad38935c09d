/**
 * What CloudFront does itself with each request and answer, as JavaScript for its own small runtime. `event` is given;
 * answers of 400 and more pass untouched, with the headers that a function gave them.
 */
import { acceptedPath } from '../routes/http/negotiation.ts';
import {
  always,
  dataPolicy,
  exposed,
  pagePolicy,
  transportSecurity,
} from '../routes/http/security-headers.ts';

/**
 * Who asks, as CloudFront saw it: whatever the request itself says of that is overwritten. An address asked for is told
 * by CloudFront only: a client's own would put one answer into the cache under the name of another.
 */
export const sayViewer = `
  delete event.request.headers['x-original-path'];
  event.request.headers['x-viewer-address'] = { value: event.viewer.ip };`;

/**
 * What `Accept` asks for is chosen here, and becomes the address: neither the cache nor what stands behind it looks at
 * the header.
 */
export const chooseSyntax = `
  const accept = event.request.headers.accept;
  event.request.uri = (${acceptedPath.toString()})(event.request.uri, accept ? accept.value : '');`;

/** The address as it was asked goes along for the function that may have to answer. */
export const sayAddress = `${sayViewer}
  event.request.headers['x-original-path'] = { value: event.request.uri };`;

/** A page's address is a directory, and its file the index of it. */
export const findPage = `${chooseSyntax}${sayAddress}
  const uri = event.request.uri;
  if (uri.endsWith('/')) event.request.uri = uri + 'index.html';
  else if (!uri.slice(uri.lastIndexOf('/')).includes('.')) {
    const pairs = [];
    for (const name in event.request.querystring) {
      const given = event.request.querystring[name];
      for (const each of given.multiValue || [given]) pairs.push(name + (each.value === '' ? '' : '=' + each.value));
    }
    const location = uri.replace(/^\\/+/, '/') + '/' + (pairs.length > 0 ? '?' + pairs.join('&') : '');
    return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: location } } };
  }`;

const quoted = JSON.stringify;
const lowerCase = Object.fromEntries(
  Object.entries({ ...always, 'Strict-Transport-Security': transportSecurity }).map(([name, value]) => [
    name.toLowerCase(),
    { value },
  ]),
);

/** The headers that the functions give all answers, for what comes out of a bucket; a function's answer has its own. */
const secure = `
  const headers = event.response.headers;
  if (headers['x-request-id']) return event.response;
  const type = headers['content-type'] ? headers['content-type'].value : '';
  const isPage = /^text\\/html\\b/i.test(type);
  Object.assign(headers, ${quoted(lowerCase)});
  if (!headers['content-security-policy'])
    headers['content-security-policy'] = { value: isPage ? ${quoted(pagePolicy)} : ${quoted(dataPolicy)} };
  headers['cross-origin-resource-policy'] = { value: isPage ? 'same-origin' : 'cross-origin' };
  if (!isPage) {
    headers['access-control-allow-origin'] = { value: '*' };
    headers['access-control-expose-headers'] = { value: ${quoted(exposed)} };
  }`;

/**
 * Pages are asked for anew each time; what has a hash of its content in its name never changes. A dataset's page is what
 * whoever asked for data does not get.
 */
export const securePage = `${secure}
  if (/^(?:\\/en)?\\/datasets\\/[^/]+\\/index\\.html$/.test(event.request.uri))
    headers.vary = { value: headers.vary ? headers.vary.value + ', Accept' : 'Accept' };
  if (!headers['cache-control']) {
    const isHashed = /^\\/(?:_astro\\/[^/]+\\.[\\w-]{8}\\.\\w+|pagefind\\/(?:fragment|index|filter)\\/[^/]+)$/.test(event.request.uri);
    headers['cache-control'] = { value: isHashed ? 'public, max-age=31536000, immutable' : 'public, no-cache' };
  }`;

/** Files are saved, never opened as a page of this origin. */
export const secureFile = `${secure}
  if (!headers['content-disposition']) headers['content-disposition'] = { value: 'attachment' };
  if (!headers['cache-control']) headers['cache-control'] = { value: 'public, max-age=31536000, immutable' };`;

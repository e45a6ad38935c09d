/** Media types that a browser would run, or show as a page, when a page of this origin embeds the file. */
const active =
  /^(?:text\/(?:html|css|javascript|ecmascript)|application\/(?:xhtml\+xml|javascript|ecmascript|x-javascript|wasm)|image\/svg\+xml)\b/i;

/**
 * What a file from a publisher is served as. Beside the portal's own scripts and styles on one origin, a published
 * script would satisfy `script-src 'self'`: active types become opaque bytes (OWASP ASVS 3.2.1).
 */
export function inertMediaType(mediaType: string): string {
  return active.test(mediaType) ? 'application/octet-stream' : mediaType;
}

/** Whether compressing pays. */
export function isCompressible(mediaType: string): boolean {
  return /^(?:text\/|image\/svg\+xml|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|jsonl|ld\+json|manifest\+json|rdf\+xml|wasm)\b)/i.test(
    mediaType,
  );
}

/** What Node's HTTP parser refuses never reaches the app; it is answered in the same shape all the same. */
import type { Duplex } from 'node:stream';
import { problemDocument, problemMediaType } from '../problem.ts';

const details: Readonly<Record<string, string>> = {
  HPE_INVALID_URL:
    'The address has characters that must be percent-encoded (RFC 3986), e.g. %E6%B0%B4 for 水; curl does it with -G --data-urlencode.',
  HPE_HEADER_OVERFLOW: 'The header lines are too long together.',
};

/** A listener for the server's `clientError`. */
export function malformedRequestAnswer(portalUrl: string) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const detail = details[error.code ?? ''] ?? 'The request is not valid HTTP.';
    const document = problemDocument('malformed-request', { portalUrl, instance: 'none' }, { detail });
    const body = JSON.stringify(document);
    socket.end(
      [
        'HTTP/1.1 400 Bad Request',
        `Content-Type: ${problemMediaType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        'X-Content-Type-Options: nosniff',
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  };
}

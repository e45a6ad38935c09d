/**
 * `sent` is told, once, how many bytes of the body have left when the last one has, or when the reader went away: of the
 * response that is answered here in its place. One of known length is told at once, and needs no other in its place.
 */
export function whenSent(
  response: Response,
  method: string,
  sent: (bytes: number) => void,
): Response | undefined {
  const known = Number(response.headers.get('Content-Length') ?? Number.NaN);
  if (!response.body || method === 'HEAD' || Number.isSafeInteger(known)) {
    sent(response.body && method !== 'HEAD' ? known : 0);
    return undefined;
  }
  return new Response(counted(response.body, sent), response);
}

function counted(
  body: ReadableStream<Uint8Array>,
  sent: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          bytes += value.length;
          return controller.enqueue(value);
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      sent(bytes);
    },
    async cancel(reason) {
      sent(bytes);
      await reader.cancel(reason);
    },
  });
}

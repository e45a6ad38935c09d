/** Places for answers that take long: none of those who ask may hold so many that the others find none. */
import { QueryOutage } from '../../service/query/pool.ts';
import type { Told } from '../keyed.ts';

/**
 * `answer`, of which at most `most` are under way at a time for each of those who ask, as `whoseOf` names them. Who asks
 * for more is answered as where all places are taken: throws `QueryOutage`.
 */
export function withSlots<Asked extends readonly unknown[]>(
  most: number,
  answer: (...asked: Asked) => Promise<Told>,
  whoseOf: (...asked: Asked) => string,
): (...asked: Asked) => Promise<Told> {
  const take = createSlots(most);
  return async (...asked) => {
    const release = take(whoseOf(...asked));
    try {
      const { response, ...told } = await answer(...asked);
      const body = told.isStream ? response.body : null;
      if (!body) release();
      return { ...told, response: body ? new Response(endingWith(body, release), response) : response };
    } catch (error) {
      release();
      throw error;
    }
  };
}

function createSlots(most: number): (whose: string) => () => void {
  const taken = new Map<string, number>();
  return (whose) => {
    const before = taken.get(whose) ?? 0;
    if (before >= most) throw new QueryOutage('busy');
    taken.set(whose, before + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = (taken.get(whose) ?? 1) - 1;
      if (left > 0) taken.set(whose, left);
      else taken.delete(whose);
    };
  };
}

/** `body`, which calls `end` when it was read to its end, broke off, or is not wanted any more. */
function endingWith(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        end();
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

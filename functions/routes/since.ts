/** `modified_since`: from when on. */
import type { Parameter } from './parameters.ts';
import type { Wording } from './route.ts';

const isoDay = /^\d{4}-\d\d-\d\d$/;
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** A day of China, or an instant with its zone (ISO 8601); read as an instant in UTC. */
export function instantParameter(description: Wording): Parameter<string> {
  return {
    description,
    json: { type: 'string', examples: ['2026-03-01', '2026-03-01T08:00:00+08:00'] },
    allowed: ['a day as CCYY-MM-DD, or an instant as CCYY-MM-DDThh:mm:ssZ'],
    read: (given) => {
      // A plus that was not encoded arrives as a space.
      const text = given.replace(' ', '+');
      const time = isoDay.test(text) ? `${text}T00:00:00+08:00` : isoInstant.test(text) ? text : '';
      const at = new Date(time);
      if (Number.isNaN(at.getTime())) return undefined;
      const instant = at.toISOString();
      // Its zone may carry an instant out of the years of four digits: written with a sign, it would sort before all others.
      return isoInstant.test(instant) ? instant : undefined;
    },
  };
}

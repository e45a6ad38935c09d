/** What shapes of answers are made of in the interface description. */

export const text = { type: 'string' } as const;
export const nullableText = { type: ['string', 'null'] } as const;
export const count = { type: 'integer', minimum: 0 } as const;

export const record = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  required,
  properties,
});
export const list = (items: object) => ({ type: 'array', items });

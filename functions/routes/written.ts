import { type } from 'arktype';
import { isBlank } from '../domain/visible-text.ts';

/** Words of so many characters that show something: what shows nothing is no answer, no reason and no duty. */
export const written = (least: number, most: number) =>
  type.string
    .atLeastLength(least)
    .atMostLength(most)
    .narrow((text, ctx) => !isBlank(text) || ctx.mustBe('written out'));

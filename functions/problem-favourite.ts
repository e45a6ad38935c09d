/** The problems of favourites: status for each refusal; title and advice are the two halves of its words. */
import { type FavouriteRefusalCode, favouriteRefusals } from './domain/favourite.ts';
import { problemsOf } from './problem-kind.ts';

const statuses: Readonly<Record<FavouriteRefusalCode, number>> = {
  'unknown-favourite': 404,
  'too-many-favourites': 409,
};

export type FavouriteProblemCode = FavouriteRefusalCode;

export const favouriteProblems = problemsOf<FavouriteProblemCode>(statuses, favouriteRefusals);

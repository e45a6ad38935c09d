/** The error codes of favourites in Chinese. */
import type { FavouriteProblemCode } from '../../../../functions/problem-favourite.ts';

export const favouriteErrors: Readonly<
  Record<FavouriteProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-favourite': { title: '公开目录中没有这个数据集或者部门', advice: '标识取自目录。' },
  'too-many-favourites': { title: '收藏已达上限（200 个）', advice: '移除不再需要的收藏。' },
};

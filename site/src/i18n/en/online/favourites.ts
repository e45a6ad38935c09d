import type { favouriteWords as zh } from '../../zh/online/favourites.ts';

export const favouriteWords: typeof zh = {
  favourites: {
    title: 'Favourites',
    lead: 'Nobody else sees your favourites; public is how many people keep a dataset.',
    empty: 'No favourites yet. Press “Add to favourites” on the page of a dataset or an agency.',
    add: 'Add to favourites',
    kept: 'In your favourites',
    signIn: 'Sign in to add to favourites',
    added: 'Added to your favourites.',
    removed: 'Removed from your favourites.',
    remove: 'Remove',
    list: 'My favourites',
    count: 'kept by {n}',
    dataset: 'dataset',
    agency: 'open list of an agency',
    head: { what: 'Favourite', kind: 'Kind', since: 'Since', act: 'Actions' },
    clear: 'Remove all favourites',
    clearHint: 'All favourites are deleted at once. This cannot be undone.',
    clearNow: 'Remove them all',
    cleared: 'All favourites are deleted.',
  },
};

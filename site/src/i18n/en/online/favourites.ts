import type { favouriteWords as zh } from '../../zh/online/favourites.ts';

export const favouriteWords: typeof zh = {
  favourites: {
    title: 'Favourites',
    lead: 'Nobody else sees your favourites; public is how many people keep a dataset.',
    mailed: 'What is new is told among your notifications, and by mail to {email}.',
    notMailed:
      'What is new is told among your notifications; your sign-in tells no verified address, so no mail is sent.',
    empty: 'No favourites yet. Press “Add to favourites” on the page of a dataset or an agency.',
    add: 'Add to favourites',
    kept: 'In your favourites',
    signIn: 'Sign in to add to favourites',
    added: 'Added to your favourites.',
    removed: 'Removed from your favourites.',
    remove: 'Remove',
    list: 'My favourites',
    notify: 'Tell me of updates',
    notified: 'You will be told of updates.',
    notNotified: 'You will not be told of updates.',
    count: 'kept by {n}',
    dataset: 'dataset',
    agency: 'open list of an agency',
    head: { what: 'Favourite', notify: 'Updates', act: 'Actions' },
    clear: 'Remove all favourites',
    clearHint: 'All favourites are deleted at once. This cannot be undone.',
    clearNow: 'Remove them all',
    cleared: 'All favourites are deleted.',
  },
};

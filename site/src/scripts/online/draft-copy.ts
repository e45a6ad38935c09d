/** A copy in this tab of what is not saved yet: neither a lost network nor an ended session loses a draft. */
import type { DraftForm } from './types.ts';

export interface DraftCopy {
  /** What was left behind by this account, if anything. */
  readonly left: () => DraftForm | undefined;
  readonly keep: (form: DraftForm) => void;
  readonly drop: () => void;
  /** The application has an id now. */
  readonly rename: (of: string) => void;
}

/** `account`: nobody else who uses the tab sees it; `of`: an application, or the dataset of one that is not begun. */
export function draftCopy(account: string, of: string): DraftCopy {
  let key = nameOf(account, of);
  return {
    left() {
      const text = sessionStorage.getItem(key);
      return text === null ? undefined : (JSON.parse(text) as DraftForm);
    },
    keep(form) {
      sessionStorage.setItem(key, JSON.stringify(form));
    },
    drop: () => sessionStorage.removeItem(key),
    rename(next) {
      sessionStorage.removeItem(key);
      key = nameOf(account, next);
    },
  };
}

const nameOf = (account: string, of: string): string => `draft/${account}/${of}`;

/** A copy in this tab of what is not saved yet: neither a lost network nor an ended session loses a draft. */
import type { DraftForm } from './types.ts';

export interface Unsaved {
  readonly form: DraftForm;
  /** The revision of the draft that it goes on from; absent before the draft was begun. */
  readonly basedOn?: number | undefined;
  /** What was sent and never answered: it may be saved, or not. */
  readonly sent?: Sent | undefined;
}

/** One saving. Sent again under its key, also by the page read anew, it is done once. */
export interface Sent {
  readonly form: DraftForm;
  readonly key: string;
  /** For whom it begins an application. */
  readonly party?: string | undefined;
}

export interface DraftCopy {
  /** What was left behind by this account, if anything. */
  readonly left: () => Unsaved | undefined;
  readonly keep: (unsaved: Unsaved) => void;
  readonly drop: () => void;
  /** The application has an id now. */
  readonly rename: (of: string) => void;
  /** One's own text that gave way to another version of the draft. */
  readonly aside: () => DraftForm | undefined;
  readonly setAside: (form: DraftForm) => void;
  readonly dropAside: () => void;
}

/** `account`: nobody else who uses the tab sees it; `of`: an application, or the dataset of one that is not begun. */
export function draftCopy(account: string, of: string): DraftCopy {
  let key = `draft/${account}/${of}`;
  const asideKey = (): string => `aside/${key}`;
  const read = <T>(name: string): T | undefined => {
    const text = sessionStorage.getItem(name);
    return text === null ? undefined : (JSON.parse(text) as T);
  };
  return {
    left: () => read<Unsaved>(key),
    keep: (unsaved) => sessionStorage.setItem(key, JSON.stringify(unsaved)),
    drop: () => sessionStorage.removeItem(key),
    rename(next) {
      sessionStorage.removeItem(key);
      key = `draft/${account}/${next}`;
    },
    aside: () => read<DraftForm>(asideKey()),
    setAside: (form) => sessionStorage.setItem(asideKey(), JSON.stringify(form)),
    dropAside: () => sessionStorage.removeItem(asideKey()),
  };
}

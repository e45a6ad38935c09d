/** The working copy of one application: what the page holds, and its saving by itself. */
import { type Answer, command, once, type Problem } from './api.ts';
import type { DraftCopy } from './draft-copy.ts';
import type { DraftForm } from './types.ts';

/** Milliseconds without a key pressed after which a draft is saved. */
const quietTime = 1500;

export interface Draft {
  readonly form: () => DraftForm;
  /** Absent before the first save. */
  readonly id: () => string | undefined;
  readonly change: (change: DraftForm) => void;
  /** Saves what is not saved yet; true when everything is. */
  readonly save: () => Promise<boolean>;
}

/** Every command answers with the id of its application. */
interface Saved {
  readonly id?: string;
  readonly status?: string;
}

interface DraftSpec {
  readonly dataset: string;
  readonly id?: string;
  /** As it is saved. */
  readonly form: DraftForm;
  /** What was written and not saved, left in this tab. */
  readonly copy: DraftCopy;
  /** For whom a new one begins: `self`, or a credit code. */
  readonly party: () => string;
  readonly onChange: () => void;
  readonly onState: (state: 'saving' | 'saved' | Problem) => void;
  readonly onBegun: (id: string) => void;
}

export function keepDraft(spec: DraftSpec): Draft {
  const { copy } = spec;
  let { id } = spec;
  let saved = JSON.stringify(spec.form);
  let form = copy.left() ?? spec.form;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> = Promise.resolve(true);
  const isSaved = (): boolean => JSON.stringify(form) === saved;

  const write = async (): Promise<boolean> => {
    const text = JSON.stringify(form);
    if (text === saved && id !== undefined) return true;
    spec.onState('saving');
    const answer: Answer<Saved> =
      id === undefined
        ? await once('/api/v1/applications', { dataset: spec.dataset, party: spec.party(), form })
        : await command(id, { type: 'save-draft', form });
    if (!answer.ok) {
      spec.onState(answer.problem);
      return false;
    }
    saved = text;
    if (id === undefined && answer.data.id !== undefined) {
      id = answer.data.id;
      copy.rename(id);
      spec.onBegun(id);
    }
    if (isSaved()) copy.drop();
    else copy.keep(form);
    spec.onState('saved');
    return true;
  };
  /** One after the other: two saves on their way could arrive in the wrong order. */
  const save = (): Promise<boolean> => {
    clearTimeout(timer);
    running = running.then(write);
    return running;
  };
  /** The network is back, the reader has signed in anew in another tab, or turns to another program. */
  const saveNow = (): unknown => (isSaved() ? undefined : save());
  addEventListener('online', saveNow);
  document.addEventListener('visibilitychange', saveNow);
  addEventListener('beforeunload', (event) => {
    if (!isSaved()) event.preventDefault();
  });
  if (!isSaved()) timer = setTimeout(save, 0);
  return {
    form: () => form,
    id: () => id,
    change(change) {
      form = { ...form, ...change };
      copy.keep(form);
      spec.onChange();
      clearTimeout(timer);
      timer = setTimeout(save, quietTime);
    },
    save,
  };
}

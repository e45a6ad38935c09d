/** The working copy of one application: what the page holds, and its saving by itself. */
import { isUnsettled, type Problem, post, randomKey } from './api.ts';
import type { DraftCopy, Sent } from './draft-copy.ts';
import type { DraftForm } from './types.ts';

/** Milliseconds without a key pressed after which a draft is saved. */
const quietTime = 1500;

export interface Draft {
  readonly form: () => DraftForm;
  /** Absent before the first save. */
  readonly id: () => string | undefined;
  /** Of the draft as this page knows it: what a submission is based on. */
  readonly revision: () => number | undefined;
  readonly change: (change: DraftForm) => void;
  /** Saves what is not saved yet; true when everything is. */
  readonly save: () => Promise<boolean>;
  /** Knowingly puts this page's text over a version of the draft that its reader has seen. */
  readonly overwrite: (revision: number) => Promise<boolean>;
  /** Keeps this page's text aside and lets the other version stand; the page is to be read anew. */
  readonly giveWay: () => void;
}

/** Every command answers with the id of its application. */
interface Saved {
  readonly id?: string;
  readonly status?: string;
  readonly revision?: number;
}

interface DraftSpec {
  readonly dataset: string;
  readonly id?: string;
  /** As it is saved. */
  readonly form: DraftForm;
  /** Of the draft that is saved so. */
  readonly basedOn?: number | undefined;
  /** What was written and not saved, left in this tab. */
  readonly copy: DraftCopy;
  /** For whom a new one begins: `self`, or a credit code; open until it is chosen. */
  readonly party: () => string | undefined;
  readonly onChange: () => void;
  readonly onState: (state: 'saving' | 'saved' | Problem) => void;
  readonly onBegun: (id: string) => void;
}

interface Working {
  id: string | undefined;
  form: DraftForm;
  /** As JSON. */
  saved: string;
  basedOn: number | undefined;
  /** Sent, with an outcome that is not known. */
  sent: Sent | undefined;
  /** Somebody else wrote meanwhile: nothing is saved before the reader has chosen. */
  torn: Problem | undefined;
}

/** Nothing is left to send, and nothing is on its way that may or may not have arrived. */
const isSaved = ({ form, saved, sent }: Working): boolean => !sent && JSON.stringify(form) === saved;

const keep = ({ copy }: DraftSpec, { form, basedOn, sent }: Working): void =>
  copy.keep({ form, basedOn, sent });

/** What was left in the tab, unless it is saved after all. */
function workingCopy({ id, form, basedOn, copy }: DraftSpec): Working {
  const saved = JSON.stringify(form);
  const left = copy.left();
  const fresh = { id, form, saved, basedOn, sent: undefined, torn: undefined };
  if (left && (left.sent || JSON.stringify(left.form) !== saved))
    return { ...fresh, sent: undefined, ...left };
  copy.drop();
  return fresh;
}

const send = ({ dataset }: DraftSpec, { id, basedOn }: Working, { form, party, key }: Sent) =>
  id === undefined
    ? post<Saved>('/api/v1/applications', { dataset, party, form }, key)
    : post<Saved>(`/api/v1/applications/${id}/commands`, { type: 'save-draft', form, basedOn }, key);

/**
 * What was sent before and never answered is sent again first, as it was: if it arrived, the answer says on what to go
 * on, so that a page is never in conflict with itself.
 */
async function write(spec: DraftSpec, working: Working): Promise<boolean> {
  if (working.torn) {
    spec.onState(working.torn);
    return false;
  }
  if (isSaved(working) && working.id !== undefined) return true;
  const isRepeated = working.sent !== undefined;
  const sent = working.sent ?? { form: working.form, party: spec.party(), key: randomKey() };
  working.sent = sent;
  keep(spec, working);
  spec.onState('saving');
  const answer = await send(spec, working, sent);
  if (answer.ok || !isUnsettled(answer.problem)) working.sent = undefined;
  if (!answer.ok) {
    if (answer.problem.code === 'draft-changed') working.torn = answer.problem;
    keep(spec, working);
    spec.onState(answer.problem);
    return false;
  }
  working.saved = JSON.stringify(sent.form);
  working.basedOn = answer.data.revision ?? working.basedOn;
  if (working.id === undefined && answer.data.id !== undefined) {
    working.id = answer.data.id;
    spec.copy.rename(working.id);
    spec.onBegun(working.id);
  }
  if (isSaved(working)) spec.copy.drop();
  else keep(spec, working);
  spec.onState('saved');
  return isRepeated ? write(spec, working) : true;
}

export function keepDraft(spec: DraftSpec): Draft {
  const working = workingCopy(spec);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> = Promise.resolve(true);
  /** One after the other: two saves on their way could arrive in the wrong order. */
  const save = (): Promise<boolean> => {
    clearTimeout(timer);
    running = running.then(() => write(spec, working));
    return running;
  };
  /** The network is back, the reader has signed in anew in another tab, or turns to another program. */
  const saveNow = (): unknown => (isSaved(working) || working.torn ? undefined : save());
  addEventListener('online', saveNow);
  document.addEventListener('visibilitychange', saveNow);
  addEventListener('beforeunload', (event) => {
    if (!isSaved(working)) event.preventDefault();
  });
  if (!isSaved(working)) timer = setTimeout(save, 0);
  return {
    form: () => working.form,
    id: () => working.id,
    revision: () => working.basedOn,
    change(change) {
      working.form = { ...working.form, ...change };
      keep(spec, working);
      spec.onChange();
      clearTimeout(timer);
      if (!working.torn) timer = setTimeout(save, quietTime);
    },
    save,
    overwrite(revision) {
      working.torn = undefined;
      working.basedOn = revision;
      return save();
    },
    giveWay() {
      spec.copy.setAside(working.form);
      spec.copy.drop();
      working.form = JSON.parse(working.saved) as DraftForm;
    },
  };
}

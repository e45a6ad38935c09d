/**
 * What an official wrote about one application and has not sent: kept in this tab under the account, so that neither a
 * reload nor an ended session loses it and nobody else who uses the tab sees it; gone when it is sent.
 */
import type { Control } from './fields.ts';

interface Kept {
  /** By control: a text, or whether a box is ticked. */
  readonly controls: Readonly<Record<string, string | boolean>>;
  readonly rows: readonly RowLeft[];
}
export interface RowLeft {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface Unsent {
  /** Conditions on rows, which have controls as soon as somebody adds one. */
  readonly rows: readonly RowLeft[];
  readonly keepRows: (rows: readonly RowLeft[]) => void;
  /** Puts back what was left in the controls of `hosts`, and keeps what is written there from now on. */
  readonly follow: (...hosts: readonly HTMLElement[]) => void;
  /** Texts whose place is gone, for somebody has acted meanwhile. */
  readonly stray: () => readonly string[];
  readonly dropStray: () => void;
}

/** Controls in here keep themselves. */
export const keptApart = 'data-kept-apart';
/** Told by a form whose command was given. */
export const sentEvent = 'sent';

const nothing: Kept = { controls: {}, rows: [] };
/** Whether anything would be lost from what the page shows now. */
let isWritten = (): boolean => false;
addEventListener('beforeunload', (event) => {
  if (isWritten()) event.preventDefault();
});

/** `account`: whose; `of`: an application. */
export function unsentCopy(account: string, of: string): Unsent {
  const name = `unsent/${account}/${of}`;
  const text = sessionStorage.getItem(name);
  let kept: Kept = text === null ? nothing : (JSON.parse(text) as Kept);
  const presets = new Map<string, string | boolean>();
  const keep = (next: Kept): void => {
    kept = next;
    const isEmpty = Object.keys(kept.controls).length === 0 && kept.rows.length === 0;
    if (isEmpty) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(kept));
  };
  const strays = () => Object.entries(kept.controls).filter(([key]) => !presets.has(key));
  const dropWhere = (isGone: (key: string) => boolean): void =>
    keep({
      ...kept,
      controls: Object.fromEntries(Object.entries(kept.controls).filter(([key]) => !isGone(key))),
    });
  let hasRows = false;
  isWritten = () =>
    (hasRows && kept.rows.length > 0) || Object.keys(kept.controls).some((key) => presets.has(key));

  const follow = (...hosts: readonly HTMLElement[]): void => {
    hasRows = hosts.some((host) => host.querySelector(`[${keptApart}]`));
    for (const control of hosts.flatMap(controlsOf)) {
      const key = keyOf(control);
      presets.set(key, writtenIn(control));
      const left = kept.controls[key];
      if (left !== undefined) putBack(control, left);
    }
    const collect = (): void => {
      const written = hosts
        .flatMap(controlsOf)
        .filter((each) => writtenIn(each) !== presets.get(keyOf(each)));
      const now = Object.fromEntries(written.map((each) => [keyOf(each), writtenIn(each)]));
      keep({ ...kept, controls: { ...Object.fromEntries(strays()), ...now } });
    };
    for (const host of hosts) {
      host.addEventListener('input', collect);
      host.addEventListener(sentEvent, ({ target }) => {
        if (!(target instanceof HTMLElement)) return;
        const sent = new Set(controlsOf(target).map(keyOf));
        // What is to be corrected is written beside the items, and sent by a form of its own.
        const isReturn = target.closest('[data-command=return]') !== null;
        dropWhere((key) => sent.has(key) || (isReturn && key.startsWith('#correct-')));
        if (target.querySelector(`[${keptApart}]`)) keep({ ...kept, rows: [] });
      });
    }
  };
  return {
    rows: kept.rows,
    keepRows: (rows) => keep({ ...kept, rows }),
    follow,
    stray: () => strays().flatMap(([, value]) => (typeof value === 'string' && isText(value) ? [value] : [])),
    dropStray: () => {
      dropWhere((key) => !presets.has(key));
      if (!hasRows) keep({ ...kept, rows: [] });
    },
  };
}

const controlsOf = (host: HTMLElement): Control[] =>
  [...host.querySelectorAll<Control>('input, textarea, select')].filter(
    (control) => !control.closest(`[${keptApart}]`),
  );

const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type);
const keyOf = (control: Control): string =>
  isTicked(control) ? `${control.name}=${control.value}` : `#${control.id}`;
const writtenIn = (control: Control): string | boolean =>
  isTicked(control) ? control.checked : control.value;

/** Rather than a number, or what was chosen from a list. */
const isText = (value: string): boolean => !/^[\w.-]*$/.test(value.trim());

/** As if it were written now: what stands beside it follows. */
function putBack(control: Control, left: string | boolean): void {
  if (isTicked(control)) control.checked = left === true;
  else control.value = String(left);
  control.dispatchEvent(new Event('input', { bubbles: true }));
  const place = control.closest('details');
  if (place) place.open = true;
}

/**
 * Counting up to a limit, exactly, by any number of processes: units are taken from an atomic counter a lease at a
 * time and handed out here. What is handed out never exceeds the limit; what a process holds when it is killed is
 * lost to that window, at most one lease.
 */
import type { Records } from '../ports.ts';

export interface Window {
  /** Names the counter: one a grant and window, so that no partition takes the writes of all. */
  readonly counter: string;
  readonly limit: number;
  /** Units taken at once, where not more are waited for. */
  readonly lease: number;
  /** When the window is over, for the counter and for what is held of it. */
  readonly expiresAt: Date;
}

export interface Taken {
  readonly isTaken: boolean;
  /** Units of the window that are not handed out, as far as this process can know. */
  readonly remaining: number;
}

interface Held {
  left: number;
  waiting: number;
  /** The counter at our last look: what all processes hold or have handed out. */
  counted: number;
  isExhausted: boolean;
  refill: Promise<void> | undefined;
  readonly expiresAt: number;
}

const mostHeld = 5_000;

export function createLeases(records: Records, now: () => Date) {
  const all = new Map<string, Held>();

  const heldOf = ({ counter, expiresAt }: Window): Held => {
    const known = all.get(counter);
    if (known) return known;
    if (all.size >= mostHeld) forgetEnded(all, now().getTime());
    const none = { left: 0, waiting: 0, counted: 0, isExhausted: false, refill: undefined };
    const held: Held = { ...none, expiresAt: expiresAt.getTime() };
    all.set(counter, held);
    return held;
  };

  const refill = async (held: Held, { counter, limit, lease, expiresAt }: Window): Promise<void> => {
    const wanted = Math.max(lease, held.waiting);
    const counted = await records.add(counter, wanted, { expiresAt });
    const excess = Math.min(wanted, Math.max(0, counted - limit));
    // Nobody got these: others must not find the counter fuller than it is.
    if (excess > 0) await records.add(counter, -excess, { expiresAt });
    held.left += wanted - excess;
    held.counted = counted - excess;
    held.isExhausted = excess === wanted;
  };

  return {
    /** Takes one unit of the window. Throws what the records throw: then nothing is taken. */
    async take(window: Window): Promise<Taken> {
      const held = heldOf(window);
      held.waiting += 1;
      try {
        while (held.left === 0 && !held.isExhausted) {
          held.refill ??= refill(held, window).finally(() => {
            held.refill = undefined;
          });
          await held.refill;
        }
      } finally {
        held.waiting -= 1;
      }
      const isTaken = held.left > 0;
      if (isTaken) held.left -= 1;
      return { isTaken, remaining: Math.max(0, window.limit - held.counted) + held.left };
    },
    /** One unit that was taken is to be had again, of this process: what it was taken for did not come about. */
    putBack({ counter, expiresAt }: Pick<Window, 'counter' | 'expiresAt'>): void {
      const held = all.get(counter);
      // Nobody can take of a window that is over, or that this process has given back.
      if (held && held.expiresAt === expiresAt.getTime() && held.expiresAt > now().getTime()) held.left += 1;
    },
    /** Gives back what is held and not handed out. */
    async giveBack(): Promise<void> {
      const moment = now().getTime();
      for (const [counter, { left, expiresAt }] of all)
        if (left > 0 && expiresAt > moment)
          await records.add(counter, -left, { expiresAt: new Date(expiresAt) });
      all.clear();
    },
  };
}

function forgetEnded(all: Map<string, Held>, moment: number): void {
  for (const [counter, { expiresAt }] of all) if (expiresAt <= moment) all.delete(counter);
}

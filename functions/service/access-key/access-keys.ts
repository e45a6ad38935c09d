/** The use cases around access keys, over the records and the blobs. */
import type { Actor } from '../../domain/actor.ts';
import type { Now } from '../clock.ts';
import type { Blobs, Records } from '../ports.ts';
import { createAdmission } from './access.ts';
import { loadKeys } from './keys.ts';
import {
  changeKey,
  createKey,
  type KeyChange,
  listKeys,
  mayWithKeys,
  type Refused,
  viewsOf,
} from './manage.ts';
import { type DayOfUse, type DayRange, sumOf, type UseSums, useByDay, useLinesOf } from './use.ts';
import { createUseLog, type UseLine } from './use-log.ts';

export interface AccessKeyDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  /** Told when the log of uses cannot be written; it is tried again. */
  readonly onFailure: (error: unknown) => void;
}

export interface UseOfKey extends UseSums {
  readonly id: string;
  readonly name: string;
  readonly lastUsedAt: string | null;
}

export interface UseReport {
  readonly outcome: 'found';
  /** One for each day, also where nothing was used. */
  readonly days: readonly DayOfUse[];
  readonly total: UseSums;
  readonly keys: readonly UseOfKey[];
}

export function createAccessKeys(deps: AccessKeyDeps) {
  const { records } = deps;
  const log = createUseLog(deps);
  const { admit, close } = createAdmission({ ...deps, note: log.note });
  return {
    create: (request: Parameters<typeof createKey>[1], actor: Actor) => createKey(deps, request, actor),
    change: (id: string, change: KeyChange, actor: Actor) => changeKey(deps, id, change, actor),
    list: (application: string, actor: Actor) => listKeys(deps, application, actor),
    admit,
    /** What was done with an application's grant, by day and by key. For those who act for the party, and the offices. */
    async useOf(application: string, range: DayRange, actor: Actor): Promise<UseReport | Refused> {
      const may = await mayWithKeys(deps, application, actor, 'see');
      if (may !== 'allowed') return may;
      const days = await useByDay(records, application, range);
      const views = await viewsOf(deps, application, await loadKeys(records, application));
      const keys = await Promise.all(
        views.map(async ({ id, name, lastUsedAt }) => {
          const sums = sumOf(await useByDay(records, id, range));
          return { id, name, lastUsedAt, ...sums };
        }),
      );
      return { outcome: 'found', days, total: sumOf(days), keys };
    },
    /** The single requests of one day, latest first. */
    async linesOf(
      application: string,
      day: string,
      actor: Actor,
      before?: number,
    ): Promise<
      { readonly outcome: 'found'; readonly lines: readonly UseLine[]; readonly before?: number } | Refused
    > {
      const may = await mayWithKeys(deps, application, actor, 'see');
      if (may !== 'allowed') return may;
      return { outcome: 'found', ...(await useLinesOf(records, application, day, before)) };
    },
    /** Resolves when the uses noted so far are written. */
    flush: () => log.flush(),
    /** Writes what is noted and gives back what is held of quotas; nothing may be asked afterwards. */
    async close(): Promise<void> {
      await log.flush();
      await close();
    },
  };
}

export type AccessKeyService = ReturnType<typeof createAccessKeys>;

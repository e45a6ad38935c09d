/**
 * Keeps the portal in step with the catalogue. A publication changes the pages that it touches, within a second or two.
 * The whole is built anew, beside what is shown, when the day changes (pages say what is overdue) and after many
 * publications (the search's delta goes into its index); what was published meanwhile follows before the switch.
 */
import { isOutdated, type PortalEdition } from '../service/portal/edition.ts';
import type { BuildOptions, PortalBuilder, ShownPortal } from './portal.ts';
import type { PortalTree } from './portal-tree.ts';

export interface PortalFollower {
  readonly tree: () => PortalTree;
  /** Whether the pages show the latest catalogue. */
  readonly isCurrent: () => boolean;
  /** Starts what is to be done. */
  follow(): void;
  stop(): Promise<void>;
}

/** After a failed build of the whole the next one waits, unless something is published before. */
const retryMs = 60_000;

const digestOf = ({ catalogue }: PortalEdition): string => catalogue.info.digest;
const areSame = (a: PortalEdition, b: PortalEdition): boolean =>
  a.day === b.day && digestOf(a) === digestOf(b);

/** `latest` answers what should be shown. Resolves when the first portal stands. */
export async function followPortal(
  builder: PortalBuilder,
  latest: () => PortalEdition,
  options: BuildOptions,
): Promise<PortalFollower> {
  const { stopping, onFault } = options;
  const quietly: BuildOptions = { stopping, onFault };
  const first = latest();
  let shown = (await builder.find(first)) ?? (await builder.buildWhole(first, options));
  let changing: Promise<void> | undefined;
  let building: Promise<void> | undefined;
  let failed: { readonly edition: PortalEdition; readonly at: number } | undefined;

  const show = async (next: ShownPortal): Promise<void> => {
    const previous = shown;
    shown = next;
    if (previous.renderer !== next.renderer) await previous.renderer?.close();
    // The edition before stays for who reads it. While another is being built, its directories have no name yet to keep.
    if (!building) await builder.removeOthers([previous.tree, next.tree]);
  };

  /** Shows the latest catalogue with the pages of `from`'s day, starting from `from`. */
  const catchUp = async (from: ShownPortal): Promise<ShownPortal> => {
    let reached = from;
    for (;;) {
      const wanted = { ...latest(), day: from.edition.day };
      if (areSame(wanted, reached.edition)) return reached;
      const found = await builder.find(wanted);
      if (found) await reached.renderer?.close();
      reached = found ?? (await builder.change(reached, wanted, quietly));
    }
  };

  const change = async (from: ShownPortal): Promise<void> => {
    try {
      await show(await catchUp(from));
    } finally {
      changing = undefined;
    }
  };

  const follow = async (): Promise<void> => {
    try {
      await change(shown);
    } catch (error) {
      if (stopping.aborted) return;
      onFault(error);
      shown = { edition: shown.edition, tree: shown.tree }; // its renderer has ended
      building ??= build();
    }
  };

  const build = async (): Promise<void> => {
    const edition = latest();
    try {
      const whole = (await builder.find(edition)) ?? (await builder.buildWhole(edition, quietly));
      while (changing) await changing;
      building = undefined;
      changing = change(whole);
      await changing;
      changing ??= prepare(shown);
    } catch (error) {
      failed = { edition, at: Date.now() };
      if (!stopping.aborted) onFault(error);
    } finally {
      building = undefined;
    }
  };

  const prepare = async (from: ShownPortal): Promise<void> => {
    try {
      shown = await builder.prepare(from, quietly);
    } catch (error) {
      shown = { edition: from.edition, tree: from.tree }; // its renderer has ended
      if (!stopping.aborted) onFault(error);
    } finally {
      changing = undefined;
    }
    if (!stopping.aborted) look();
  };

  const mayBuild = (edition: PortalEdition): boolean =>
    !failed || !areSame(failed.edition, edition) || Date.now() - failed.at > retryMs;

  const look = (): void => {
    const edition = latest();
    const { day } = shown.edition;
    const isOld = isOutdated({ day, changes: shown.tree.changes }, edition.day);
    if (isOld && !building && mayBuild(edition)) building = build();
    if (digestOf(shown.edition) !== digestOf(edition) && !changing && mayBuild(edition)) changing = follow();
  };
  changing = prepare(shown);

  return {
    tree: () => shown.tree,
    isCurrent: () => digestOf(shown.edition) === digestOf(latest()),
    follow: look,
    async stop() {
      while (changing ?? building) await (changing ?? building);
      await shown.renderer?.close();
    },
  };
}

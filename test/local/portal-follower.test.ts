import { describe, expect, it } from 'vitest';
import type { PortalBuilder, ShownPortal } from '../../functions/local/portal.ts';
import { followPortal } from '../../functions/local/portal-follower.ts';
import type { PortalTree } from '../../functions/local/portal-tree.ts';
import type { Catalogue } from '../../functions/service/catalogue/catalogue.ts';
import type { PortalEdition } from '../../functions/service/portal/edition.ts';

const editionOf = (digest: string, day = '2026-03-10'): PortalEdition => ({
  catalogue: { info: { digest, updated: '', entries: 0 } } as Catalogue,
  day,
});

/** A builder that renders nothing: it tells what it was asked, and waits or fails where a test wants it to. */
function tellingBuilder() {
  const told: string[] = [];
  const faults: string[] = [];
  const wanted = { failChange: false, failWhole: false, found: false, wait: Promise.resolve() };
  const treeOf = (key: string, changes: number): PortalTree => ({
    key,
    changes,
    base: '',
    ownFiles: 0,
    directories: [],
    locate: (file) => file,
  });
  const shownOf = (edition: PortalEdition, changes: number): ShownPortal => {
    const key = `${edition.catalogue.info.digest} ${edition.day}`;
    const close = async () => void told.push(`close ${key}`);
    const renderer = { run: async () => ({ written: [], removed: [] }), close };
    return { edition, tree: treeOf(key, changes), renderer };
  };
  const builder: PortalBuilder = {
    bundle: '',
    find: async (edition) => {
      const { tree } = shownOf(edition, 3);
      return wanted.found ? { edition, tree } : undefined;
    },
    removeOthers: async () => {},
    async buildWhole(edition) {
      told.push(`whole ${edition.catalogue.info.digest} ${edition.day}`);
      await wanted.wait;
      if (wanted.failWhole) throw new Error('no whole');
      return shownOf(edition, 0);
    },
    async prepare(shown) {
      told.push(`prepare ${shown.tree.key}`);
      return shownOf(shown.edition, shown.tree.changes);
    },
    async change(from, edition) {
      told.push(`change ${from.tree.key} to ${edition.catalogue.info.digest}`);
      await Promise.resolve();
      if (wanted.failChange) throw new Error('no renderer');
      return { ...shownOf(edition, from.tree.changes + 1), renderer: from.renderer };
    },
  };
  const options = {
    stopping: new AbortController().signal,
    onFault: (fault: unknown) => void faults.push(String(fault)),
  };
  return { told, faults, wanted, builder, options };
}

async function following() {
  const telling = tellingBuilder();
  let latest = editionOf('a');
  const portal = await followPortal(telling.builder, () => latest, telling.options);
  telling.told.length = 0;
  return {
    ...telling,
    portal,
    /** Something is published, or the day changes. */
    publish(digest: string, day?: string): void {
      latest = editionOf(digest, day);
      portal.follow();
    },
  };
}

describe('the portal that follows the catalogue', () => {
  it('changes the pages of what was published, with the renderer that it has', async () => {
    const { portal, publish, told } = await following();
    publish('b');
    expect([portal.isCurrent(), portal.tree().key]).toEqual([false, 'a 2026-03-10']);
    await portal.stop();
    expect([portal.isCurrent(), portal.tree().key]).toEqual([true, 'b 2026-03-10']);
    expect(told).toEqual(['change a 2026-03-10 to b', 'close a 2026-03-10']);
  });

  it('uses an edition that stands on the disk, and makes its renderer ready', async () => {
    const { told, wanted, builder, options } = tellingBuilder();
    wanted.found = true;
    const portal = await followPortal(builder, () => editionOf('a'), options);
    await portal.stop();
    expect(told).toEqual(['prepare a 2026-03-10', 'close a 2026-03-10']);
  });

  it('does nothing when nothing was published', async () => {
    const { portal, publish, told } = await following();
    publish('a');
    await portal.stop();
    expect(told).toEqual(['close a 2026-03-10']);
  });

  it('shows at once what is published while it changes pages', async () => {
    const { portal, publish, told } = await following();
    publish('b');
    publish('c');
    await portal.stop();
    expect(told).toEqual(['change a 2026-03-10 to b', 'change b 2026-03-10 to c', 'close a 2026-03-10']);
  });

  it('builds the whole when the day changes, and changes the old pages meanwhile', async () => {
    const { portal, publish, told, wanted } = await following();
    const { promise, resolve } = Promise.withResolvers<void>();
    wanted.wait = promise;
    publish('a', '2026-03-11');
    publish('b', '2026-03-11');
    await new Promise(setImmediate);
    expect(portal.tree().key).toBe('b 2026-03-10');
    resolve();
    await portal.stop();
    expect(portal.tree().key).toBe('b 2026-03-11');
    expect(told).toEqual([
      'whole a 2026-03-11',
      'change a 2026-03-10 to b',
      'change a 2026-03-11 to b',
      'close a 2026-03-10',
      'prepare b 2026-03-11',
      'close b 2026-03-11',
    ]);
  });

  it('builds the whole after many publications', async () => {
    const { portal, publish, told } = await following();
    for (let count = 0; count <= 100; count += 1) {
      publish(`b${count}`);
      await new Promise(setImmediate);
    }
    await portal.stop();
    expect(told.filter((each) => each.startsWith('whole'))).toEqual(['whole b100 2026-03-10']);
    expect(portal.tree().changes).toBeLessThan(2);
  });

  it('builds the whole when pages cannot be changed, and says so', async () => {
    const { portal, publish, told, faults, wanted } = await following();
    wanted.failChange = true;
    publish('b');
    await portal.stop();
    expect([portal.isCurrent(), faults]).toEqual([true, ['Error: no renderer']]);
    expect(told).toContain('whole b 2026-03-10');
  });

  it('keeps what it shows when nothing can be built, and does not try again at once', async () => {
    const { portal, publish, told, faults, wanted } = await following();
    wanted.failChange = true;
    wanted.failWhole = true;
    publish('b');
    await portal.stop();
    expect([portal.isCurrent(), portal.tree().key]).toEqual([false, 'a 2026-03-10']);
    expect(faults).toEqual(['Error: no renderer', 'Error: no whole']);
    told.length = 0;
    publish('b');
    await portal.stop();
    expect(told).toEqual([]);
  });
});

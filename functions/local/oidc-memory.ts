/** Sessions and codes of the embedded provider: in memory, bounded, gone with the process, as befits demo accounts. */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Item {
  readonly model: string;
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

const mostItems = 1000;

/** What ends with its grant. A sign-in on its way as another account outlives the grant of the one before. */
const granted: ReadonlySet<string> = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/** One store for all models of one provider. `now` in milliseconds. */
export function createOidcMemory(now: () => number): AdapterFactory {
  const items = new Map<string, Item>();
  const find = (key: string): AdapterPayload | undefined => {
    const item = items.get(key);
    return item && item.expiresAt > now() ? item.payload : undefined;
  };
  const firstWhere = (model: string, matches: (payload: AdapterPayload) => boolean) => {
    for (const [key, item] of items) if (item.model === model && matches(item.payload)) return find(key);
    return undefined;
  };
  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : now() + expiresIn * 1000;
      items.delete(`${model}/${id}`);
      items.set(`${model}/${id}`, { model, payload, expiresAt });
      const [oldest] = items.keys();
      if (items.size > mostItems && oldest !== undefined) items.delete(oldest);
    },
    find: async (id) => find(`${model}/${id}`),
    findByUid: async (uid) => firstWhere(model, (payload) => payload.uid === uid),
    findByUserCode: async (code) => firstWhere(model, (payload) => payload.userCode === code),
    consume: async (id) => {
      const payload = find(`${model}/${id}`);
      if (payload) payload.consumed = Math.floor(now() / 1000);
    },
    destroy: async (id) => void items.delete(`${model}/${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { model, payload }] of items)
        if (granted.has(model) && payload.grantId === grantId) items.delete(key);
    },
  });
}

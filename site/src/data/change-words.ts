/** What a change of the open list says besides its kind and its reason. */
import type { CatalogueChange } from '../../../functions/domain/catalogue-change.ts';
import { type Locale, use } from '../i18n/index.ts';

export function changeDetail(change: CatalogueChange, locale: Locale): string {
  const { openList, terms } = use(locale);
  const openness: Readonly<Record<string, string>> = terms.openness;
  const parts = [
    change.kind !== 'added' && change.version !== undefined && openList.changes.version(change.version),
    change.from &&
      change.to &&
      openList.changes.from(openness[change.from] ?? change.from, openness[change.to] ?? change.to),
    change.properties?.map((name) => openList.changes.properties[name] ?? name).join(openList.changes.list),
  ];
  return parts.filter(Boolean).join(openList.changes.join);
}

/** The public catalogue of this build, opened once. Pages take everything they show from here. */
import { openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { settings } from './settings.ts';

const snapshot = process.env.CATALOGUE_SNAPSHOT;
if (!snapshot)
  throw new Error('CATALOGUE_SNAPSHOT must name the catalogue snapshot that the portal is built from.');

export const catalogue = openCatalogue(snapshot);

/** The moment that update states are told for, ISO 8601 UTC: of the build, or else of the latest publication. */
export const moment = settings.moment || catalogue.info.updated || '1970-01-01T00:00:00Z';

/** The day of that moment in China, CCYY-MM-DD. */
export const today = new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);

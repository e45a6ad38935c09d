/**
 * `npm run import -- FILE.xlsx|FILE.xml|FILE.json [--to DIR] [--overwrite] [--skip-bad] [--dry-run]`: a catalogue of the
 * national guide (发改高技〔2017〕1272号) becomes dataset directories. Nothing is written unless everything holds, and nothing
 * is replaced unless asked. Exit 0 when all is written or was there already, 1 when something is wrong, 2 when the call is off.
 */
import { importCatalogue } from './import-command.ts';

process.exitCode = await importCatalogue(process.argv.slice(2), process.env, (text) => console.error(text));

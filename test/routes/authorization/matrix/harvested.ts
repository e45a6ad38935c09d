/** What was read from a catalogue that stands for an agency: for its people, the Bureau and the auditor. */
import { table } from '../table.ts';

const entries = 'GET /api/v1/harvest-sources/{id}/entries';
const command = 'POST /api/v1/harvested/{id}/commands';

export const harvested = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /api/v1/harvest-sources |              | | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
${entries}                  | source-M     | | 401 401 401 401 | -   -   -   -   | ok  ok  -   -   -   | ok  ok
GET /api/v1/harvested/{id}  | harvested-M  | | 401 401 401 401 | -   -   -   -   | ok  ok  -   -   -   | ok  ok
GET /api/v1/harvested/{id}  | no-harvested | | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${command} accept | harvested-M  | {"type":"accept","hash":"$harvested"}                     | 401 401 401 401 | - - - - | 403 may -   -   -   | may 403
${command} reject | harvested-M  | {"type":"reject","hash":"$harvested","reason":"不是数据"} | 401 401 401 401 | - - - - | 403 ok  -   -   -   | ok  403
`);

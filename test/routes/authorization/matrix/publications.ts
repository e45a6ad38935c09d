/** Publishing, by the agencies' own people. A foreign dataset is refused as one that does not exist. */
import { table } from '../table.ts';

const command = 'POST /api/v1/publications/{id}/commands';
const reason = '"reason":"不再需要公开"';

export const publications = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
POST /api/v1/publications     |                | @dataset | 401 401 401 401 | 403 403 403 403 | ok  403 403 403 403 | 403 403
GET /api/v1/publications/{id} | market-open    |          | 401 401 401 401 | -   -   -   -   | ok  ok  -   -   -   | ok  -
GET /api/v1/publications/{id} | market-blocked |          | 401 401 401 401 | -   -   -   -   | ok  ok  -   -   -   | ok  -
GET /api/v1/publications/{id} | ecology-gated  |          | 401 401 401 401 | -   -   -   -   | -   -   ok  ok  -   | ok  -
GET /api/v1/publications/{id} | no-dataset     |          | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  403
${command} request-override | market-blocked | {"type":"request-override","contentHash":"$content",${reason},"legalBasis":"《办法》第二十八条"} | 401 401 401 401 | - - - - | ok  403 -   -   -   | 403 403
${command} refuse-override  | market-blocked | {"type":"refuse-override","contentHash":"$content",${reason}} | 401 401 401 401 | - - - - | 403 ok  -   -   -   | may 403
${command} request-override | market-blocked | {"type":"request-override","contentHash":"$content",${reason},"legalBasis":"《办法》第二十八条"} | 401 401 401 401 | - - - - | ok  403 -   -   -   | 403 403
${command} approve-override | market-blocked | {"type":"approve-override","contentHash":"$content"} | 401 401 401 401 | - - - - | 403 ok  -   -   -   | may 403
${command} withdraw-version | market-open    | {"type":"withdraw-version","version":1,${reason}} | 401 401 401 401 | - - - - | ok  403 -   -   -   | may 403
${command} withdraw-dataset | market-brief   | {"type":"withdraw-dataset",${reason}} | 401 401 401 401 | - - - - | ok  403 -   -   -   | may 403
${command} withdraw-dataset | ecology-open   | {"type":"withdraw-dataset",${reason}} | 401 401 401 401 | - - - - | -   -   ok  403 -   | may 403
`);

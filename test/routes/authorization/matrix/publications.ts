/** Publishing, by the agencies' own people. A foreign dataset is refused as one that does not exist. */
import { table } from '../table.ts';

const command = 'POST /api/v1/publications/{id}/commands';
const quarantines = 'GET /api/v1/quarantines';
const asked = '"descriptor":$descriptor,"files":[{"name":"rivers.csv","bytes":9,"sha256":"$hash"}]';
const file = 'PUT /api/v1/uploads/{id}/files/{name}';
const start = 'POST /api/v1/uploads/{id}/publication';
const reason = '"reason":"不再需要公开"';

export const publications = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
POST /api/v1/publications     |                | @dataset | 401 401 401 401 | 403 403 403 403 | ok  403 403 403 403 | 403 403
POST /api/v1/uploads          |                | {${asked}} | 401 401 401 401 | 403 403 403 403 | ok  403 403 403 403 | 403 403
GET /api/v1/uploads/{id}      | upload-M       |          | 401 401 401 401 | -   -   -   -   | ok  -   -   -   -   | -   -
GET /api/v1/uploads/{id}      | upload-E       |          | 401 401 401 401 | -   -   -   -   | -   -   ok  -   -   | -   -
GET /api/v1/uploads/{id}      | no-upload      |          | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${file}                       | upload-M       | name=rivers.csv {"sent":"without its address"} | 403
${start}                      | upload-M       | ?dryRun=true {"any":"body"} | 401 401 401 401 | -   -   -   -   | ok  -   -   -   -   | -   -
${start}                      | upload-E       | ?dryRun=true {"any":"body"} | 401 401 401 401 | -   -   -   -   | -   -   409 -   -   | -   -
GET /api/v1/publications/{id} | market-open    |          | 401 401 401 401 | -   -   -   -   | ok  ok  -   -   -   | ok  -
GET /api/v1/publications/{id} | market-blocked |          | 401 401 401 401 | -   -   -   -   | ok  ok  -   -   -   | ok  -
GET /api/v1/publications/{id} | ecology-gated  |          | 401 401 401 401 | -   -   -   -   | -   -   ok  ok  -   | ok  -
GET /api/v1/publications/{id} | no-dataset     |          | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  403
${command} request-override | market-blocked | {"type":"request-override","contentHash":"$content",${reason},"legalBasis":"《办法》第二十八条"} | 401 401 401 401 | - - - - | ok  403 -   -   -   | 403 403
${command} refuse-override  | market-blocked | {"type":"refuse-override","contentHash":"$content",${reason}} | 401 401 401 401 | - - - - | 403 ok  -   -   -   | may 403
${command} request-override | market-blocked | {"type":"request-override","contentHash":"$content",${reason},"legalBasis":"《办法》第二十八条"} | 401 401 401 401 | - - - - | ok  403 -   -   -   | 403 403
${command} approve-override | market-blocked | {"type":"approve-override","contentHash":"$content"} | 401 401 401 401 | - - - - | 403 ok  -   -   -   | may 403
${command} quarantine       | market-gated   | {"type":"quarantine","version":1,${reason}} | 401 401 401 401 | - - - - | ok  may -   -   -   | may 403
${quarantines} | | | 401 401 401 401 | 403 403 403 403 | ok  ok  ok  ok  ok  | ok  ok
${command} request-release  | market-gated   | {"type":"request-release","version":1,${reason},"legalBasis":"《办法》第四十六条"} | 401 401 401 401 | - - - - | ok  may -   -   -   | may 403
${command} refuse-release   | market-gated   | {"type":"refuse-release","version":1,${reason}} | 401 401 401 401 | - - - - | 403 403 -   -   -   | may 403
${command} request-release  | market-gated   | {"type":"request-release","version":1,${reason},"legalBasis":"《办法》第四十六条"} | 401 401 401 401 | - - - - | may may -   -   -   | may 403
${command} approve-release  | market-gated   | {"type":"approve-release","version":1} | 401 401 401 401 | - - - - | 403 403 -   -   -   | may 403
${command} withdraw-version | market-open    | {"type":"withdraw-version","version":1,${reason}} | 401 401 401 401 | - - - - | ok  403 -   -   -   | may 403
${command} withdraw-dataset | market-brief   | {"type":"withdraw-dataset",${reason}} | 401 401 401 401 | - - - - | ok  403 -   -   -   | may 403
${command} withdraw-dataset | ecology-open   | {"type":"withdraw-dataset",${reason}} | 401 401 401 401 | - - - - | -   -   ok  403 -   | may 403
`);

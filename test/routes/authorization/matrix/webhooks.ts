/** Webhooks of a person, an organisation and an agency: for whoever acts for their owner. */
import { table } from '../table.ts';

const command = 'POST /api/v1/webhooks/{id}/commands';
const replay = 'POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay';
const made = '"name":"回调","url":"https://hooks.example.cn/other"';

export const webhooks = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /api/v1/webhooks  | |                                                | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/webhooks | | {${made}}                                      | 401 401 401 401 | ok  ok  ok  409 | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/webhooks | | {${made},"owner":"agency"}                     | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | 403 403
POST /api/v1/webhooks | | {${made},"owner":"91220101DEM000201X"}         | 401 401 401 401 | 403 ok  403 ok  | 403 403 403 403 403 | 403 403
GET /api/v1/webhooks/{id}/deliveries | webhook-A  |                      | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
GET /api/v1/webhooks/{id}/deliveries | webhook-M  |                      | 401 401 401 401 | -   -   -   -   | -   ok  -   -   -   | -   -
GET /api/v1/webhooks/{id}/deliveries | webhook-P  |                      | 401 401 401 401 | ok  -   -   -   | -   -   -   -   -   | -   -
GET /api/v1/webhooks/{id}/deliveries | no-webhook |                      | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${command} change        | webhook-A | {"type":"change","name":"新名"}     | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
${command} change        | webhook-M | {"type":"change","name":"新名"}     | 401 401 401 401 | -   -   -   -   | -   ok  -   -   -   | -   -
${command} rotate-secret | webhook-A | {"type":"rotate-secret"}            | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
${command} test          | webhook-A | {"type":"test"}                     | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
${replay}                | webhook-A | delivery=$delivery                  | 401 401 401 401 | -   may -   may | -   -   -   -   -   | -   -
${replay}                | webhook-M | delivery=$delivery                  | 401 401 401 401 | -   -   -   -   | -   404 -   -   -   | -   -
${command} disable       | webhook-A | {"type":"disable"}                  | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
${command} enable        | webhook-A | {"type":"enable"}                   | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
${command} remove        | webhook-P | {"type":"remove"}                   | 401 401 401 401 | once -  -   -   | -   -   -   -   -   | -   -
`);

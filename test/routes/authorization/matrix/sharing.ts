/** Sharing between agencies: of the one that asks, the one that provides, the responsible department and the Bureau. */
import { table } from '../table.ts';

const one = 'GET /api/v1/shares/{id}';
const command = 'POST /api/v1/shares/{id}/commands';
const scenario = 'POST /api/v1/scenarios/commands';
const request =
  '"dataset":"ecology-gated","duty":"对排污企业开展联合执法检查","basis":"权责清单第十二项","fields":["station"],"access":["records"],"requestsPerDay":10,"months":1,"ownDutyOnly":true';
const facts =
  '"name":"联合执法","duty":"对排污企业开展联合执法检查","legalBasis":"《办法》第二十六条","datasets":[{"dataset":"ecology-gated","fields":["station"]}],"agencies":["market-regulation"]';
const grounds = '"reason":"超出履职需要","legalBasis":"《办法》第二十五条"';
const officials = '401 401 401 401 | 403 403 403 403 | ok  ok  ok  ok  ok ';

export const sharing = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /api/v1/scenarios        |               |                 | ok
GET /api/v1/sharing-demand   |               |                 | ok
GET /api/v1/shares           |               | ?scope=asked    | ${officials} | 403 403
GET /api/v1/shares           |               | ?scope=provided | ${officials} | 403 403
GET /api/v1/shares           |               | ?scope=queue    | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | ok  403
GET /api/v1/shares           |               | ?scope=all      | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
POST /api/v1/shares          |               | {${request}}    | 401 401 401 401 | 403 403 403 403 | ok  ok  422 422 ok  | 403 403
${one}                       | share-asked   |                 | 401 401 401 401 | -   -   -   -   | ok  ok  ok  ok  -   | ok  ok
${one}                       | no-share      |                 | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${one}/keys                  | share-active  |                 | 401 401 401 401 | -   -   -   -   | ok  ok  ok  ok  -   | ok  ok
${one}/use                   | share-active  |                 | 401 401 401 401 | -   -   -   -   | ok  ok  ok  ok  -   | ok  ok
POST /api/v1/shares/{id}/keys | share-active | {"name":"测试"} | 401 401 401 401 | -   -   -   -   | ok  ok  403 403 -   | 403 403
POST /api/v1/shares/{id}/keys | share-asked  | {"name":"测试"} | 401 401 401 401 | -   -   -   -   | may may 403 403 -   | 403 403
${command} advise    | share-asked    | {"type":"advise","opinion":"agree","text":"同意"} | 401 401 401 401 | -   -   -   -   | 403 403 403 ok  -   | 403 403
${command} approve   | share-asked    | {"type":"approve","reason":"属于履职需要"}        | 401 401 401 401 | -   -   -   -   | 403 403 403 403 -   | ok  403
${command} refuse    | share-refused  | {"type":"refuse",${grounds}}                      | 401 401 401 401 | -   -   -   -   | 403 403 403 403 -   | ok  403
${command} withdraw  | share-refused  | {"type":"withdraw"}                               | 401 401 401 401 | -   -   -   -   | may may 403 403 -   | 403 403
${command} give-back | share-returned | {"type":"give-back"}                              | 401 401 401 401 | -   -   -   -   | ok  may 403 403 -   | 403 403
${command} revoke    | share-active   | {"type":"revoke","reason":"用于其他目的"}         | 401 401 401 401 | -   -   -   -   | 403 403 403 403 -   | ok  403
${scenario} publish  |                | {"type":"publish",${facts}}                       | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  403
${scenario} retire   |                | {"type":"retire","scenario":"scn_01ARZ3NDEKTSV4RRFFQ69G5FAV","reason":"不再需要"} | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | 404 403
`);

/** Applications. Commands come in the order of a life: each finds the application at the stage that it needs. */
import { table } from '../table.ts';

const columns =
  'nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit';

export const reading = table(`
${columns}
GET /api/v1/applications | |                                              | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/applications | | ?scope=queue                                 | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | 403 403
GET /api/v1/applications | | ?scope=agency                                | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | 403 403
GET /api/v1/applications | | ?scope=opinions                              | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | 403 403
GET /api/v1/applications | | ?scope=all                                   | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
GET /api/v1/applications | | ?scope=overdue                               | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
GET /api/v1/applications | | ?scope=agency-reports                        | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | 403 403
GET /api/v1/applications | | ?scope=all-reports                           | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
GET /api/v1/applications/reusable | |                                     | 401 401 401 401 | ok  ok  ok  409 | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/applications/reusable | | ?party=91220101DEM000201X           | 401 401 401 401 | 403 ok  403 ok  | 403 403 403 403 403 | 403 403
GET /api/v1/applications/reusable | | ?party=self                         | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/notifications | |                                             | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/application-figures | |                                       | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
POST /api/v1/notifications/read | | {"until":"01KKAQHX80CGE04NF47GCE0S6H"}   | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/service-guide/conditional-data | |                            | ok
GET /api/v1/service-guide/conditional-data | | ?dataset=market-gated      | ok
GET /api/v1/applications/{id} | active-A    |                             | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/applications/{id} | active-B    |                             | 401 401 401 401 | -   -   ok  ok  | -   -   -   ok  -   | ok  ok
GET /api/v1/applications/{id} | revoked-A   |                             | 401 401 401 401 | -   ok  -   ok  | -   -   -   ok  -   | ok  ok
GET /api/v1/applications/{id} | submitted-P |                             | 401 401 401 401 | ok  -   -   -   | -   -   -   ok  -   | ok  ok
GET /api/v1/applications/{id} | draft-A     |                             | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
GET /api/v1/applications/{id} | no-app      |                             | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
GET /api/v1/applications/{id}/events | active-A    |                      | 401 401 401 401 | -   ok  -   ok  | -   403 -   -   -   | 403 403
GET /api/v1/applications/{id}/events | active-B    |                      | 401 401 401 401 | -   -   ok  ok  | -   -   -   403 -   | 403 403
GET /api/v1/applications/{id}/events | submitted-P |                      | 401 401 401 401 | ok  -   -   -   | -   -   -   403 -   | 403 403
GET /api/v1/applications/{id}/events | draft-A     |                      | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
GET /api/v1/applications/{id}/documents/{name} | active-A | name=decision.txt   | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/applications/{id}/documents/{name} | active-A | name=agreement.html | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/applications/{id}/documents/{name} | active-A | name=nonsense       | 401 401 401 401 | -   404 -   404 | -   404 -   -   -   | 404 404
GET /api/v1/applications/{id}/documents/{name} | active-B | name=decision.txt   | 401 401 401 401 | -   -   ok  ok  | -   -   -   ok  -   | ok  ok
GET /api/v1/applications/{id}/documents/{name} | draft-A  | name=decision.txt   | 401 401 401 401 | -   404 -   404 | -   -   -   -   -   | -   -
GET /api/v1/applications/{id}/attachments/{sha256} | active-A | sha256=$file    | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/applications/{id}/attachments/{sha256} | active-B | sha256=$file    | 401 401 401 401 | -   -   404 404 | -   -   -   404 -   | 404 404
GET /api/v1/applications/{id}/attachments/{sha256} | draft-A  | sha256=$file    | 401 401 401 401 | -   404 -   404 | -   -   -   -   -   | -   -
`);

/** The form of a draft, in JSON, so that rows stay on their line. */
const begun = '{"dataset":"market-gated"}';
const grant =
  '{"fields":["station"],"rows":[],"access":["records"],"quota":{"perDay":9,"perMonth":99},"rate":{"requests":9,"seconds":1},"purpose":"来水水质预警模型","months":12}';
const reason = '"reason":"用途明确，保护措施充分","legalBasis":"《办法》第二十八条"';
const command = 'POST /api/v1/applications/{id}/commands';
const preview = 'POST /api/v1/applications/{id}/preview';

export const acting = table(`
${columns}
POST /api/v1/applications          | | ${begun}                           | 401 401 401 401 | ok  ok  ok  409 | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/applications          | | {"dataset":"market-gated","party":"91220101DEM000201X"} | 401 401 401 401 | 403 ok  403 ok  | 403 403 403 403 403 | 403 403
POST /api/v1/applications/precheck | | ${begun}                           | 401 401 401 401 | ok  ok  ok  409 | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/applications/precheck | | {"dataset":"market-gated","party":"91220101DEM000201X"} | 401 401 401 401 | 403 ok  403 ok  | 403 403 403 403 403 | 403 403
POST /api/v1/notifications/read | | {"until":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}   | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/applications/{id}/attachments | draft-A     | @pdf           | 401 401 401 401 | -   ok  -   403 | -   -   -   -   -   | -   -
POST /api/v1/applications/precheck | | {"application":"$draftA"}        | 401 401 401 401 | 404 ok  404 403 | 404 404 404 404 404 | 404 404
POST /api/v1/applications/{id}/attachments | draft-A     | {"from":"$activeA","sha256":"$file"} | 401 401 401 401 | -   ok  -   403 | -   -   -   -   -   | -   -
POST /api/v1/applications/{id}/attachments | draft-A     | {"from":"$activeB","sha256":"$fileB"} | 401 401 401 401 | -   404 -   403 | -   -   -   -   -   | -   -
POST /api/v1/applications/{id}/attachments | submitted-P | @pdf           | 401 401 401 401 | may -   -   -   | -   -   -   403 -   | 403 403
POST /api/v1/applications/{id}/attachments | active-B    | @pdf           | 401 401 401 401 | -   -   may 403 | -   -   -   403 -   | 403 403
POST /api/v1/applications/{id}/attachments | no-app      | @pdf           | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${preview} reject        | submitted-P | {"type":"reject",${reason}}     | 401 401 401 401 | 403 -   -   -   | -   -   -   ok  -   | 403 403
${preview} reject        | draft-A     | {"type":"reject",${reason}}     | 401 401 401 401 | -   403 -   403 | -   -   -   -   -   | -   -
${preview} revoke        | active-A    | {"type":"revoke",${reason}}     | 401 401 401 401 | -   403 -   403 | -   ok  -   -   -   | ok  403
${preview} revoke        | no-app      | {"type":"revoke",${reason}}     | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${command} save-draft    | no-app      | {"type":"save-draft","form":{},"dataset":"market-gated","party":"self"} | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
${command} save-draft    | draft-A     | {"type":"save-draft","form":{},"basedOn":$draft} | 401 401 401 401 | -   ok  -   403 | -   -   -   -   -   | -   -
${command} submit        | story-A     | {"type":"submit","basedOn":$story} | 401 401 401 401 | -   ok  -   403 | -   -   -   -   -   | -   -
${command} return        | story-A     | {"type":"return","corrections":[{"item":"purpose","message":"请说明"}]} | 401 401 401 401 | -   403 -   403 | -   ok  -   -   -   | 403 403
${command} submit        | story-A     | {"type":"submit","basedOn":$story,"explanations":[{"item":"purpose","message":"已说明"}]} | 401 401 401 401 | -   ok  -   403 | -   403 -   -   -   | 403 403
${command} nudge         | story-A     | {"type":"nudge"}                | 401 401 401 401 | -   may -   403 | -   403 -   -   -   | 403 403
${command} escalate      | story-A     | {"type":"escalate","note":"请办理"} | 401 401 401 401 | -   403 -   403 | -   403 -   -   -   | may 403
${command} accept        | story-A     | {"type":"accept"}               | 401 401 401 401 | -   403 -   403 | -   ok  -   -   -   | 403 403
${command} ask-opinion   | story-A     | {"type":"ask-opinion","agency":"housing-construction","question":"是否同意"} | 401 401 401 401 | -   403 -   403 | -   ok  -   -   -   | 403 403
${command} give-opinion  | story-A     | {"type":"give-opinion","stance":"agree","opinion":"同意"} | 401 401 401 401 | -   403 -   403 | -   403 -   -   ok  | 403 403
${command} extend-review | story-A     | {"type":"extend-review","days":5,"reason":"材料较多"} | 401 401 401 401 | -   403 -   403 | -   ok  -   -   403 | 403 403
${preview} approve       | story-A     | {"type":"approve","grant":${grant},${reason}} | 401 401 401 401 | -   403 -   403 | -   ok  -   -   403 | 403 403
${command} approve       | story-A     | {"type":"approve","grant":${grant},${reason}} | 401 401 401 401 | -   403 -   403 | -   ok  -   -   403 | 403 403
${command} sign          | story-A     | {"type":"sign","textHash":"$agreement"} | 401 401 401 401 | -   ok  -   403 | -   403 -   -   403 | 403 403
${command} report-use    | story-A     | {"type":"report-use","report":{"from":"2026-03-10","to":"2026-03-10","use":"训练模型","outcome":"告警提前"}} | 401 401 401 401 | -   may -   403 | -   403 -   -   403 | 403 403
${command} amend-people  | story-A     | {"type":"amend-people","people":[{"id":"enterprise-a","name":"刘松"}]} | 401 401 401 401 | -   ok  -   ok  | -   403 -   -   403 | 403 403
${command} renew         | story-A     | {"type":"renew"}                | 401 401 401 401 | -   ok  -   403 | -   403 -   -   403 | 403 403
${command} close         | story-A     | {"type":"close","reason":"不再需要"} | 401 401 401 401 | -   ok  -   403 | -   403 -   -   403 | 403 403
${command} reject        | rejected-B  | {"type":"reject",${reason}}     | 401 401 401 401 | -   -   403 403 | -   ok  -   -   -   | 403 403
${command} withdraw      | withdrawn-P | {"type":"withdraw"}             | 401 401 401 401 | ok  -   -   -   | -   403 -   -   -   | 403 403
${command} revoke        | revoked-A   | {"type":"revoke",${reason}}     | 401 401 401 401 | -   403 -   403 | -   -   -   ok  -   | may 403
${command} expire        | active-A    | {"type":"expire"}               | 401 401 401 401 | -   403 -   403 | -   403 -   -   -   | 403 403
${command} lapse         | active-A    | {"type":"lapse"}                | 401 401 401 401 | -   403 -   403 | -   403 -   -   -   | 403 403
${command} remind-signing | active-A    | {"type":"remind-signing"}       | 401 401 401 401 | -   403 -   403 | -   403 -   -   -   | 403 403
${command} remind-report | active-A    | {"type":"remind-report"}        | 401 401 401 401 | -   403 -   403 | -   403 -   -   -   | 403 403
`);

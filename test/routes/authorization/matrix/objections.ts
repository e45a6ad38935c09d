/** Objections: one against data of another agency, forwarded; one of an enterprise about personal data; each its objector's. */
import { table } from '../table.ts';

const one = 'GET /api/v1/objections/{id}';
const files = '/api/v1/objections/{id}/attachments';
const command = 'POST /api/v1/objections/{id}/commands';
const offline = 'POST /api/v1/objections/{id}/quarantine';
const filing = '{"kind":"error","dataset":"ecology-open","text":"第二行有误"}';

export const objections = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /api/v1/objections         |             |              | ok  401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/objections         |             | ?scope=queue | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | ok  403
GET /api/v1/objections         |             | ?scope=agency | 401 401 401 401 | 403 403 403 403 | 403 ok  403 ok  ok  | 403 403
GET /api/v1/objections         |             | ?scope=all   | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
GET /api/v1/objections/mine    |             |              | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/objections/receipt |             |              | 404
POST /api/v1/objections        |             | ${filing}    | 428 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
${one}                         | objection-A |              | -   401 401 401 | -   ok  -   -   | -   -   -   ok  -   | ok  ok
${one}                         | objection-P |              | -   401 401 401 | ok  -   -   -   | -   -   -   ok  -   | ok  ok
${one}                         | no-objection |             | 404 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
GET ${files}/{sha256}          | objection-A | sha256=$hash | -   401 401 401 | -   404 -   -   | -   -   -   404 -   | 404 404
POST ${files}                  | objection-A | @pdf         | -   401 401 401 | -   ok  -   -   | -   -   -   -   -   | -   -
${command} supplement          | objection-A | {"type":"supplement","text":"补充"} | -   401 401 401 | - ok - - | -   -   -   403 -   | 403 403
${command} forward             | objection-A | {"type":"forward"} | -   401 401 401 | - 403 - - | -   -   -   403 -   | 409 403
${command} decide              | objection-A | {"type":"decide","outcome":"corrected","reason":"已更正"} | -   401 401 401 | - 403 - - | -   -   -   403 -   | 409 403
${command} state               | objection-A | {"type":"state","stance":"agree","text":"属实"} | -   401 401 401 | - 403 - - | -   -   -   ok  -   | 403 403
${command} escalate            | objection-A | {"type":"escalate","note":"请办理"} | -   401 401 401 | - 403 - - | -   -   -   403 -   | 409 403
${command} verify              | objection-A | {"type":"verify","outcome":"corrected","reason":"已更正"} | -   401 401 401 | - 403 - - | -   -   -   ok  -   | 403 403
${command} conclude            | objection-A | {"type":"conclude"} | -   401 401 401 | - 403 - - | -   -   -   403 -   | ok  403
${offline}                     | objection-P | {"reason":"疑似泄露隐私"} | 401 401 401 401 | 403 - - - | -   -   -   may -   | may 403
${command} withdraw            | objection-P | {"type":"withdraw"} | -   401 401 401 | ok - - - | -   -   -   403 -   | 403 403
`);

/** Complaints, requests, questions…: of their filer, the agency addressed and the Bureau, until they are public. */
import { table } from '../table.ts';

const one = 'GET /api/v1/voices/{id}';
const command = 'POST /api/v1/voices/{id}/commands';
const words = '"title":"水质数据何时更新","text":"上月的断面数据还没有更新。"';
/** Anybody with an account; without one a proof of work is asked for. */
const filed = '428 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok';
const list = '"reason":"由生态环境部门提供"';

export const voices = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /api/v1/complaints     |             |                      | ok
GET /api/v1/data-requests  |             |                      | ok
GET /api/v1/questions      |             | ?dataset=market-open | ok
GET /api/v1/corrections    |             |                      | ok
GET /api/v1/ratings        |             |                      | ok
GET /api/v1/reuses         |             |                      | ok
GET /api/v1/monitoring     |             |                      | ok
GET /api/v1/monitoring     |             | ?agency=ecology      | ok
GET /api/v1/tasks          |             |                      | 401 401 401 401 | 403 403 403 403 | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/tasks          |             | ?agency=ecology      | 401 401 401 401 | 403 403 403 403 | 403 403 ok  ok  403 | ok  ok
GET /api/v1/receipt        |             |                      | 404
GET /api/v1/voices         |             | ?scope=mine          | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/voices         |             | ?scope=queue         | 401 401 401 401 | 403 403 403 403 | ok  ok  ok  ok  ok  | ok  403
GET /api/v1/voices         |             | ?scope=all           | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
${one}                     | question-P  |                      | -   401 401 401 | ok  -   -   -   | -   -   ok  ok  -   | ok  ok
${one}                     | complaint-B |                      | -   401 401 401 | -   -   ok  -   | ok  ok  -   -   -   | ok  ok
${one}                     | request-P   |                      | ok  401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
${one}                     | no-voice    |                      | 404 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
POST /api/v1/complaints    |             | {${words},"agency":"ecology"}                         | ${filed}
POST /api/v1/data-requests |             | {${words},"grounds":["livelihood"]}                   | ${filed}
POST /api/v1/questions     |             | {${words},"dataset":"ecology-open"}                   | ${filed}
POST /api/v1/corrections   |             | {${words},"dataset":"ecology-open"}                   | ${filed}
POST /api/v1/ratings       |             | {${words},"dataset":"ecology-open","stars":3}         | ${filed}
POST /api/v1/reuses        |             | {${words},"datasets":["ecology-open"],"form":"report","url":"https://a.example/","by":"某校"} | ${filed}
${command} support         | request-P   | {"type":"support"}           | -   401 401 401 | 403 ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
${command} unsupport       | request-P   | {"type":"unsupport"}         | -   401 401 401 | 403 ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
${command} support         | question-P  | {"type":"support"}           | -   401 401 401 | 403 -   -   -   | -   -   403 403 -   | 403 403
${command} answer          | complaint-B | {"type":"answer","outcome":"upheld","text":"已改正。"} | - 401 401 401 | -   -   403 -   | may may -   -   -   | may 403
${command} hide            | complaint-B | {"type":"hide",${list}}      | -   401 401 401 | -   -   403 -   | may may -   -   -   | may 403
${command} admit           | question-P  | {"type":"admit"}             | -   401 401 401 | 403 -   -   -   | -   -   may may -   | may 403
${command} assign          | complaint-A | {"type":"assign","agency":"market-regulation",${list}} | - 401 401 401 | -   403 -   -   | ok  ok  -   -   -   | ok  403
${command} decline         | complaint-A | {"type":"decline",${list}}   | -   401 401 401 | -   403 -   -   | may may -   -   -   | may 403
${command} withdraw        | request-A   | {"type":"withdraw"}          | -   401 401 401 | -   may -   -   | 403 403 -   -   -   | 403 403
`);

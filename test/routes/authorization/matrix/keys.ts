/** Keys of a grant and what was done with them: for those who act for the party; use also for the offices. */
import { table } from '../table.ts';

const command = 'POST /api/v1/keys/{id}/commands';

export const keys = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /api/v1/keys                            | active-A | ?application={id} | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/keys                            | active-B | ?application={id} | 401 401 401 401 | -   -   ok  ok  | -   -   -   ok  -   | ok  ok
GET /api/v1/keys                            | draft-A  | ?application={id} | 401 401 401 401 | -   ok  -   ok  | -   -   -   -   -   | -   -
GET /api/v1/keys                            | no-app   | ?application={id} | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
GET /api/v1/applications/{id}/use           | active-A |                   | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/applications/{id}/use           | active-B |                   | 401 401 401 401 | -   -   ok  ok  | -   -   -   ok  -   | ok  ok
GET /api/v1/applications/{id}/use/requests  | active-A |                   | 401 401 401 401 | -   ok  -   ok  | -   ok  -   -   -   | ok  ok
GET /api/v1/applications/{id}/use/requests  | active-B |                   | 401 401 401 401 | -   -   ok  ok  | -   -   -   ok  -   | ok  ok
POST /api/v1/applications/{id}/keys         | active-A | {"name":"测试"}   | 401 401 401 401 | -   ok  -   403 | -   403 -   -   -   | 403 403
POST /api/v1/applications/{id}/keys         | active-B | {"name":"测试"}   | 401 401 401 401 | -   -   ok  403 | -   -   -   403 -   | 403 403
POST /api/v1/applications/{id}/keys         | draft-A  | {"name":"测试"}   | 401 401 401 401 | -   may -   403 | -   -   -   -   -   | -   -
${command} rename     | spare-A | {"type":"rename","name":"备用"}                   | 401 401 401 401 | -   ok  -   403 | -   403 -   -   -   | 403 403
${command} allow-list | spare-A | {"type":"allow-list","addresses":["192.0.2.0/24"]} | 401 401 401 401 | -   ok  -   403 | -   403 -   -   -   | 403 403
${command} rotate     | spare-A | {"type":"rotate"}                                 | 401 401 401 401 | -   ok  -   403 | -   403 -   -   -   | 403 403
${command} revoke     | spare-A | {"type":"revoke"}                                 | 401 401 401 401 | -   ok  -   403 | -   403 -   -   -   | 403 403
${command} revoke     | no-key  | {"type":"revoke"}                                 | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
`);

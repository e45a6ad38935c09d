/** Signing in and out. What only a session can do is asked with sessions; bearer tokens get 401 there. */
import { table } from '../table.ts';

export const account = table(`
nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit
GET /auth/login            | |                                        | ok
GET /auth/callback         | | ?code=x                                | 400
POST /api/v1/challenges    | |                                        | ok
GET /api/v1/me             | |                                        | ok  401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/me/acting-for | | {"creditCode":null}                    | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/me/acting-for | | {"creditCode":"91220101DEM000201X"}    | 401 401 401 401 | 403 ok  403 ok  | 403 403 403 403 403 | 403 403
GET /api/v1/unsubscribe    | | ?token=unknown                         | ok
POST /api/v1/unsubscribe   | | ?token=unknown                         | ok
GET /api/v1/favourites     | |                                        | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/favourites/commands add    | | {"type":"add","dataset":"market-open"}    | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/favourites/commands add    | | {"type":"add","agency":"nobody"}          | 401 401 401 401 | 404 404 404 404 | 404 404 404 404 404 | 404 404
POST /api/v1/favourites/commands remove | | {"type":"remove","dataset":"market-open"} | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
POST /api/v1/favourites/commands clear  | | {"type":"clear"}                          | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
GET /api/v1/audit          | |                                        | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
GET /api/v1/audit/events   | | ?stream=no/such/stream                 | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | 404 404
GET /api/v1/audit/events   | | ?stream=dataset/market-open            | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
GET /api/v1/audit/check    | | ?stream=dataset/market-open            | 401 401 401 401 | 403 403 403 403 | 403 403 403 403 403 | ok  ok
POST /auth/logout          | |                                        | 401 401 401 401 | ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok
`);

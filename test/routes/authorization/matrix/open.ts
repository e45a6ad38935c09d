/** What anybody may read, and conditional data, which opens to the key of its grant only. */
import { table } from '../table.ts';

const columns =
  'nobody token key-A key-B | person ent-A ent-B agent | m-pub m-rev e-pub e-rev dept | super audit';
/** Conditional data of the two agencies. */
const withKeyA = '403 403 ok  403 | 403 403 403 403 | 403 403 403 403 403 | 403 403';
const withKeyB = '403 403 403 ok  | 403 403 403 403 | 403 403 403 403 403 | 403 403';

export const open = table(`
${columns}
GET /api/health                                | |                                              | ok
GET /api/health/ready                          | |                                              | ok
GET /openapi.json                              | |                                              | ok
GET /api/v1/datasets                           | |                                              | ok
GET /log/checkpoint                            | |                                              | 404
GET /log/checkpoints/{size}                    | | size=1                                       | 404
GET /log/keys                                  | |                                              | 404
GET /log/tile/{tile}                           | | tile=0%2F000                                 | 404
GET /datasets/{id}/{version}/proof.json        | market-open     | version=1                     | 404
GET /datasets/{id}/{version}/proof.json        | market-withheld | version=1                     | 403
GET /datasets/{id}/{version}/proof.json        | market-blocked  | version=1                     | -
GET /api/v1/datasets                           | | ?q=名册                                      | ok
GET /catalog.sqlite                            | |                                              | ok
GET /feed.atom                                 | |                                              | ok
GET /datasets/{id}/feed.atom                   | market-gated |                                  | ok
GET /datasets/{id}/feed.atom                   | market-gone  |                                  | 410
GET /agencies/{agency}/open-list.json          | | agency=ecology                               | ok
GET /agencies/{agency}/feed.atom               | | agency=ecology                               | ok
GET /catalog                                   | |                                              | ok
GET /catalog.{syntax}                          | | syntax=ttl                                   | ok
GET /catalog.{syntax}                          | | syntax=rdf ?page=2                           | 404
GET /concepts/{scheme}                         | | scheme=themes                                | ok
GET /concepts/{scheme}.{syntax}                | | scheme=law syntax=jsonld                     | ok
GET /datasets/{id}/dcat.{syntax}               | market-open     | syntax=ttl                    | ok
GET /datasets/{id}/dcat.{syntax}               | market-gated    | syntax=rdf                    | ok
GET /datasets/{id}/dcat.{syntax}               | market-withheld | syntax=jsonld                 | ok
GET /datasets/{id}/dcat.{syntax}               | market-gone     | syntax=ttl                    | 410
GET /datasets/{id}/dcat.{syntax}               | market-blocked  | syntax=ttl                    | -
GET /api/v1/datasets/{id}                      | market-open     |                               | ok
GET /api/v1/datasets/{id}                      | market-gated    |                               | ok
GET /api/v1/datasets/{id}                      | market-withheld |                               | ok
GET /api/v1/datasets/{id}                      | market-gone     |                               | 410
GET /api/v1/datasets/{id}                      | market-blocked  |                               | -
GET /datasets/{id}.json                        | market-open     |                               | ok
GET /datasets/{id}.json                        | market-gated    |                               | ok
GET /datasets/{id}.json                        | market-blocked  |                               | -
GET /api/v1/datasets/{id}/records              | market-open     |                               | ok
GET /api/v1/datasets/{id}/records              | market-gated    | ?limit=1                      | ${withKeyA}
GET /api/v1/datasets/{id}/records              | ecology-gated   | ?limit=1                      | ${withKeyB}
GET /api/v1/datasets/{id}/records              | market-withheld |                               | 403
GET /api/v1/datasets/{id}/records              | market-blocked  |                               | -
GET /api/v1/datasets/{id}/export/{format}      | market-open     | format=jsonl                  | ok
GET /api/v1/datasets/{id}/export/{format}      | market-gated    | format=jsonl                  | ${withKeyA}
GET /api/v1/datasets/{id}/export/{format}      | ecology-gated   | format=jsonl                  | ${withKeyB}
GET /api/v1/datasets/{id}/export/{format}      | market-blocked  | format=jsonl                  | -
GET /api/v1/datasets/{id}/openapi.json         | market-open     |                               | ok
GET /api/v1/datasets/{id}/openapi.json         | market-gated    |                               | ok
GET /api/v1/datasets/{id}/openapi.json         | market-withheld |                               | 403
GET /api/v1/datasets/{id}/openapi.json         | market-blocked  |                               | -
GET /datasets/{id}/datapackage.json            | market-open     |                               | ok
GET /datasets/{id}/datapackage.json            | market-gated    |                               | ok
GET /datasets/{id}/datapackage.json            | market-withheld |                               | 403
GET /datasets/{id}/datapackage.json            | market-blocked  |                               | -
GET /datasets/{id}/{version}/datapackage.json  | market-open     | version=1                     | ok
GET /datasets/{id}/{version}/datapackage.json  | market-gated    | version=1                     | ok
GET /datasets/{id}/{version}/datapackage.json  | market-blocked  | version=1                     | -
GET /datasets/{id}/croissant.json              | market-open     |                               | ok
GET /datasets/{id}/croissant.json              | market-gated    |                               | ok
GET /datasets/{id}/croissant.json              | market-gone     |                               | 410
GET /datasets/{id}/croissant.json              | market-blocked  |                               | -
GET /datasets/{id}/national-record.xml         | market-open     |                               | ok
GET /datasets/{id}/national-record.xml         | market-gated    |                               | ok
GET /datasets/{id}/national-record.xml         | market-withheld |                               | ok
GET /datasets/{id}/national-record.xml         | market-gone     |                               | 410
GET /datasets/{id}/national-record.xml         | market-blocked  |                               | -
GET /datasets/{id}/national-record.json        | market-open     |                               | ok
GET /datasets/{id}/national-record.json        | market-withheld |                               | ok
GET /datasets/{id}/national-record.json        | market-blocked  |                               | -
GET /datasets/{id}/datapackage.zip             | market-open     |                               | ok
GET /datasets/{id}/datapackage.zip             | market-gated    |                               | 403
GET /datasets/{id}/{version}/datapackage.zip   | market-open     | version=1                     | ok
GET /datasets/{id}/{version}/datapackage.zip   | market-gated    | version=1                     | 403
GET /datasets/{id}/{version}/datapackage.zip   | market-withheld | version=1                     | 403
GET /datasets/{id}/{version}/datapackage.zip   | market-blocked  | version=1                     | -
GET /data.json                                 | |                                              | ok
GET /catalog.csv                               | |                                              | ok
GET /catalog.jsonl                             | |                                              | ok
GET /catalog.parquet                           | |                                              | ok
GET /national-catalog.xml                      | |                                              | ok
GET /national-catalog.json                     | |                                              | ok
GET /national-catalog.xlsx                     | |                                              | ok
GET /national-catalog.xsd                      | |                                              | ok
GET /national-catalog-template.xlsx            | |                                              | ok
GET /opensearch.xml                            | |                                              | ok
GET /api/3/action/{action}                     | | action=package_search                        | ok
GET /api/3/action/{action}                     | | action=package_show ?id=market-open          | ok
GET /api/3/action/{action}                     | | action=package_show ?id=market-gated         | ok
GET /api/3/action/{action}                     | | action=package_show ?id=market-blocked       | 404
GET /api/action/{action}                       | | action=package_list                          | ok
POST /api/3/action/{action}                    | | action=package_list                          | ok
POST /api/action/{action}                      | | action=package_search                        | ok
GET /api/3/action/datastore_search             | | ?resource_id=market-open_table-csv           | ok
GET /api/3/action/datastore_search             | | ?resource_id=market-gated_access             | 403
GET /api/3/action/datastore_search             | | ?resource_id=market-withheld_table-csv       | 404
GET /api/action/datastore_search               | | ?resource_id=market-open_table-csv           | ok
POST /api/3/action/datastore_search            | | {"resource_id":"market-open_table-csv"}      | ok
POST /api/action/datastore_search              | | {"resource_id":"ecology-gated_table-csv"}    | 403
GET /files/{id}/{version}/{name}               | market-open     | version=1 name=SHA256SUMS     | ok
GET /files/{id}/{version}/{name}               | market-open     | version=latest name=SHA256SUMS | ok
GET /files/{id}/{version}/{name}               | market-gated    | version=1 name=SHA256SUMS     | ${withKeyA}
GET /files/{id}/{version}/{name}               | ecology-gated   | version=1 name=SHA256SUMS     | ${withKeyB}
GET /files/{id}/{version}/{name}               | market-withheld | version=1 name=SHA256SUMS     | 403
GET /files/{id}/{version}/{name}               | market-blocked  | version=1 name=SHA256SUMS     | -
`);

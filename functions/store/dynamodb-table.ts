import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** The attribute DynamoDB deletes expired items by: seconds since 1970, rounded up. */
const TTL_ATTRIBUTE = 'ttl';

/** The longest wait for a new table, in seconds. */
const TABLE_WAIT = 60;

/**
 * The layout of the one table: `pk` chooses the partition, `sk` orders within it.
 *
 * | pk             | sk             | holds                                                     |
 * |----------------|----------------|-----------------------------------------------------------|
 * | stream#NAME    | length         | how many events the stream has; every append conditions it |
 * | stream#NAME    | e#000000000001 | an event                                                  |
 * | stream#NAME    | t#TOKEN        | an idempotency token and the length it led to              |
 * | streams        | NAME           | written with the first event, to list streams by name     |
 * | index#NAME#KEY | SORT           | an index row                                              |
 * | counter#NAME   | value          | a counter                                                 |
 * | item#KEY       | value          | an item                                                   |
 */
export const keys = {
  streams: 'streams',
  stream: (stream: string) => `stream#${stream}`,
  length: (stream: string) => key(`stream#${stream}`, 'length'),
  event: (stream: string, sequence: number) => key(`stream#${stream}`, eventSort(sequence)),
  token: (stream: string, token: string) => key(`stream#${stream}`, `t#${token}`),
  listing: (stream: string) => key('streams', stream),
  index: (index: string, name: string) => `index#${index}#${name}`,
  row: (index: string, name: string, sort: string) => key(`index#${index}#${name}`, sort),
  counter: (counter: string) => key(`counter#${counter}`, 'value'),
  item: (item: string) => key(`item#${item}`, 'value'),
};

/** Twelve digits, so that text order is the order of events. */
export function eventSort(sequence: number): string {
  return `e#${String(sequence).padStart(12, '0')}`;
}

export type Item = Record<string, AttributeValue>;

export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly now: () => Date;
}

/** The text of an attribute that every item of its kind has. */
export function text(item: Item, attribute: string): string {
  const value = item[attribute]?.S;
  if (value === undefined) throw new Error(`a stored item has no text attribute "${attribute}"`);
  return value;
}

/** When something expires: to the millisecond for reading, to the second for DynamoDB's own deletion. */
export function expiry(at: Date): Item {
  const milliseconds = at.getTime();
  return {
    expires: { N: String(milliseconds) },
    [TTL_ATTRIBUTE]: { N: String(Math.ceil(milliseconds / 1000)) },
  };
}

/** Creates the table with its expiry attribute unless it exists. Safe to call from several processes. */
export async function ensureTable(client: DynamoDBClient, table: string): Promise<void> {
  const create = new CreateTableCommand({
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  try {
    await client.send(create);
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: TABLE_WAIT, minDelay: 1 }, { TableName: table });
  if (await expires(client, table)) return;
  const specification = { AttributeName: TTL_ATTRIBUTE, Enabled: true };
  try {
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: specification }),
    );
  } catch (error) {
    if (!(await expires(client, table))) throw error; // another process may have been faster
  }
}

async function expires(client: DynamoDBClient, table: string): Promise<boolean> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: table }));
  const status = TimeToLiveDescription?.TimeToLiveStatus;
  return status === 'ENABLED' || status === 'ENABLING';
}

function key(pk: string, sk: string) {
  return { pk: { S: pk }, sk: { S: sk } };
}

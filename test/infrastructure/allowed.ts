/**
 * Everything that a role of the platform may do: action | resource | conditions. The evaluation of `sst.config.ts`
 * must come to exactly this, for every stage. Names of buckets, tables and functions are the logical ones.
 */
const itsLog = (name: string) => `logs:CreateLogStream logs:PutLogEvents | log-group:/aws/lambda/${name}:*`;

const leading = (keys: string) =>
  `dynamodb:LeadingKeys ForAllValues:StringLike ${keys} | dynamodb:LeadingKeys Null false`;

const theSnapshot = ['s3:GetObject | Snapshots/snapshots/*', 's3:ListBucket | Snapshots'];
const snapshotsAndEditions = [
  's3:GetObject | Snapshots/snapshots/* Snapshots/editions/*',
  's3:ListBucket | Snapshots',
];
const itsPointer = `dynamodb:Query | table/RecordsTable | ${leading('index#pointer#catalogue-snapshot')}`;
const openFiles = ['s3:GetObject | Open/files/*', 's3:ListBucket | Open'];

/** All records; what is never deleted are events (`stream#…`) and the list of streams. */
const records = [
  'dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem | table/RecordsTable',
  `dynamodb:DeleteItem | table/RecordsTable | ${leading('counter#* index#* item#*')}`,
];

const publishing = [
  's3:GetObject | Protected/archive/* Protected/uploads/*',
  's3:ListBucket | Protected',
  's3:AbortMultipartUpload s3:PutObject | Protected/archive/* Protected/uploads/*',
  's3:DeleteObject | Protected/uploads/*',
  'kms:Decrypt kms:GenerateDataKey | Key',
  ...openFiles,
  's3:AbortMultipartUpload s3:PutObject | Open/files/*',
  's3:DeleteObject | Open/files/*',
  ...theSnapshot,
  's3:AbortMultipartUpload s3:PutObject | Snapshots/snapshots/*',
  's3:DeleteObject | Snapshots/snapshots/*',
  ...records,
];

const starts = (name: string) => [`lambda:InvokeFunction | function:${name}`, 'sqs:SendMessage | Missed'];

export const allowed: Readonly<Record<string, readonly string[]>> = {
  PublicRole: [
    itsLog('public'),
    's3:GetObject | Open/portal/*',
    's3:ListBucket | Open',
    ...snapshotsAndEditions,
    's3:GetObject | Log/log/*',
    's3:ListBucket | Log',
    itsPointer,
    `dynamodb:Query | table/RecordsTable | ${leading('index#catalogue-log#entries index#pointer#catalogue-log')}`,
  ],
  QueryRole: [
    itsLog('query'),
    ...openFiles,
    ...theSnapshot,
    itsPointer,
    's3:GetObject | Protected/archive/*',
    's3:ListBucket | Protected',
    'kms:Decrypt | Key',
    `dynamodb:Query | table/RecordsTable | ${leading('index#access-keys#* index#grants#* index#heads#* stream#dataset/* stream#use/*')}`,
    `dynamodb:BatchGetItem dynamodb:GetItem | table/RecordsTable | ${leading('counter#* item#access-key-used/* stream#use/*')}`,
    `dynamodb:PutItem dynamodb:UpdateItem | table/RecordsTable | ${leading('counter#* index#heads#* item#access-key-used/* stream#use/* streams')}`,
    `dynamodb:DeleteItem | table/RecordsTable | ${leading('counter#*')}`,
  ],
  WorkflowRole: [
    itsLog('workflow'),
    ...openFiles,
    ...theSnapshot,
    's3:GetObject | Protected/attachments/* Protected/documents/*',
    's3:ListBucket | Protected',
    's3:AbortMultipartUpload s3:PutObject | Protected/attachments/* Protected/documents/*',
    'kms:Decrypt kms:GenerateDataKey | Key',
    ...records,
    'ssm:GetParameter | OidcClientSecretParameter',
  ],
  OversightRole: [
    itsLog('oversight'),
    ...openFiles,
    ...theSnapshot,
    's3:GetObject | Protected/attachments/*',
    's3:ListBucket | Protected',
    's3:AbortMultipartUpload s3:PutObject | Protected/attachments/*',
    's3:DeleteObject | Protected/attachments/obj_*',
    'kms:Decrypt kms:GenerateDataKey | Key',
    ...records,
  ],
  PublicationRole: [
    itsLog('publication'),
    ...publishing,
    'ecs:RunTask | LargePublicationTask',
    'iam:PassRole | role/LargePublicationExecutionRole role/LargePublicationTaskRole',
    'lambda:InvokeFunction | function:render',
  ],
  LargePublicationTaskRole: [...publishing, 'lambda:InvokeFunction | function:render'],
  LargePublicationExecutionRole: ['managed AmazonECSTaskExecutionRolePolicy'],
  RenderRole: [
    itsLog('render'),
    's3:ListBucket | Open',
    's3:AbortMultipartUpload s3:PutObject | Open/portal/*',
    's3:DeleteObject | Open/portal/*',
    ...snapshotsAndEditions,
    's3:AbortMultipartUpload s3:PutObject | Snapshots/editions/*',
    's3:DeleteObject | Snapshots/editions/*',
    itsPointer,
    `dynamodb:GetItem dynamodb:PutItem dynamodb:DeleteItem | table/RecordsTable | ${leading('item#portal-placement')}`,
  ],
  ScheduleRole: [
    itsLog('schedule'),
    ...openFiles,
    ...theSnapshot,
    's3:ListBucket | Protected',
    's3:DeleteObject | Protected/attachments/obj_*',
    's3:GetObject | Log/log/* Log/heads/*',
    's3:ListBucket | Log',
    's3:AbortMultipartUpload s3:PutObject | Log/log/* Log/heads/*',
    's3:GetObject | Access/access/*',
    's3:ListBucket | Access',
    's3:DeleteObject | Access/access/*',
    'kms:Decrypt | Key',
    ...records,
    'ssm:GetParameter | LogKeyParameter',
    'ses:SendRawEmail | identity/mail.example.cn configuration-set/MailConfig | ses:FromAddress StringEquals open-data@mail.example.cn',
  ],
  MailJobRole: starts('schedule'),
  UseJobRole: starts('schedule'),
  WebhooksJobRole: starts('schedule'),
  SubscriptionsJobRole: starts('schedule'),
  TimekeepingJobRole: starts('schedule'),
  RemindersJobRole: starts('schedule'),
  LogJobRole: starts('schedule'),
  OpeningsJobRole: starts('publication'),
  OwnDatasetsJobRole: starts('publication'),
  PagesJobRole: starts('render'),
};

/** What an operator sets in the environment of `sst deploy`; everything else is decided here or is a secret. */
export const settings = {
  PORTAL_DOMAIN: {
    form: /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/,
    is: 'the host name of the portal, such as open-data.example.cn',
  },
  PORTAL_CERTIFICATE: {
    form: /^(?:arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+)?$/,
    is: 'the ARN of a certificate in us-east-1, where the domain is not in Route 53',
  },
  MAIL_DOMAIN: { form: /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, is: 'the domain that mail is sent from' },
  ALERT_EMAIL: { form: /^[^\s@]+@[^\s@]+$/, is: 'the address that alarms go to' },
  OIDC_ISSUER: { form: /^https:\/\/\S+$/, is: 'the issuer of sign-in and access tokens (https)' },
  OIDC_CLIENT_ID: { form: /^\S+$/, is: 'the client as which the portal signs people in' },
  OIDC_AUDIENCE: { form: /^\S*$/, is: 'the audience of access tokens; the portal’s /api without it' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    form: /^(?:https?:\/\/\S+)?$/,
    is: 'the address of an OpenTelemetry receiver (OTLP/HTTP), for traces',
  },
  SITE_SPONSOR: { form: /^.*$/, is: '主办单位 in the footer' },
  SITE_CODE: { form: /^.*$/, is: '网站标识码 in the footer' },
  SITE_RECORD: { form: /^.*$/, is: '备案号 in the footer' },
} as const satisfies Record<string, { form: RegExp; is: string }>;

export type Settings = Readonly<Record<keyof typeof settings, string>>;

/** Reads the settings; throws with every problem at once, values left out. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const names = Object.keys(settings) as (keyof typeof settings)[];
  const values = Object.fromEntries(names.map((name) => [name, environment[name] ?? ''])) as Settings;
  const problems = names.filter((name) => !settings[name].form.test(values[name]));
  if (problems.length === 0) return values;
  throw new Error(problems.map((name) => `${name} must be ${settings[name].is}`).join('\n'));
}

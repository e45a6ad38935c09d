/** What the build is told by its environment. With `catalogue.ts` the composition root of the portal. */
const read = (name: string): string | undefined => process.env[name]?.trim() || undefined;

export const settings = {
  /** The public address, without a closing slash. */
  portalUrl: (read('PORTAL_URL') ?? 'http://localhost:4321').replace(/\/+$/, ''),
  /** Footer, shown only where set: 主办单位, 网站标识码, 备案号. */
  sponsor: read('SITE_SPONSOR'),
  siteCode: read('SITE_CODE'),
  record: read('SITE_RECORD'),
} as const;

export const absoluteUrl = (path: string): string => settings.portalUrl + path;

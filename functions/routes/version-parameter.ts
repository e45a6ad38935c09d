/** A version is named by its number, and by that only: `01` or `1.0` are other addresses. */
export function versionNumber(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

export const versionParameter = {
  version: {
    description: { zh: '版本号', en: 'Number of the version' },
    json: { type: 'string', pattern: '^[1-9]\\d*$' },
  },
};

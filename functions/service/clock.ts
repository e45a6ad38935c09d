/** The moment, injected: services never read the machine's clock themselves. */
export type Now = () => Date;

const chinaOffsetMs = 8 * 60 * 60 * 1000;

/** The calendar day in China (Asia/Shanghai, UTC+8 without summer time since 1992), CCYY-MM-DD. */
export function chinaDay(moment: Date): string {
  return new Date(moment.getTime() + chinaOffsetMs).toISOString().slice(0, 10);
}

/** What CloudFront's log is deployed with follows from what is read of it. */
export { accessDays, accessFields } from '../service/access-log.ts';

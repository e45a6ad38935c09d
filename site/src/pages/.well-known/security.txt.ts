import { telephone } from '../../../../functions/service/dcat/agents.ts';
import { catalogue, today } from '../../catalogue.ts';
import { absoluteUrl } from '../../settings.ts';

/**
 * RFC 9116. The supervisor (Art. 5) answers for the platform; the file expires a year after the day of its edition, and every
 * day has one of its own. A catalogue whose supervisor tells no contact names the page of the agencies: one is demanded.
 */
export const GET = (): Response => {
  const bureau = catalogue.agencies().find(({ kind }) => kind === 'bureau');
  const { email, phone, website } = bureau?.contact ?? {};
  const contacts = [email && `mailto:${email}`, phone && telephone(phone), website].filter(Boolean);
  const expires = new Date(Date.parse(today) + 365 * 86_400_000).toISOString().replace('.000Z', 'Z');
  const lines = [
    ...(contacts.length > 0 ? contacts : [absoluteUrl('/agencies/')]).map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    'Preferred-Languages: zh, en',
    `Canonical: ${absoluteUrl('/.well-known/security.txt')}`,
  ];
  return new Response(`${lines.join('\n')}\n`);
};

import { catalogue, today } from '../../catalogue.ts';
import { absoluteUrl } from '../../settings.ts';

/** RFC 9116. The supervisor (Art. 5) answers for the platform; the file expires a year after the day it was built. */
export const GET = (): Response => {
  const bureau = catalogue.agencies().find(({ kind }) => kind === 'bureau');
  const { email, phone, website } = bureau?.contact ?? {};
  const contacts = [email && `mailto:${email}`, phone && `tel:${phone.replace(/[^\d+]/g, '')}`, website];
  const expires = new Date(Date.parse(today) + 365 * 86_400_000).toISOString().replace('.000Z', 'Z');
  const lines = [
    ...contacts.filter(Boolean).map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    'Preferred-Languages: zh, en',
    `Canonical: ${absoluteUrl('/.well-known/security.txt')}`,
  ];
  return new Response(`${lines.join('\n')}\n`);
};

/** The agreement as it is, its hash, and the signature by the organisation (Art. 35). */
import { command } from './api.ts';
import { button, fill, h, section } from './dom.ts';
import { documentAddress } from './history.ts';
import type { Refresh } from './my-case.ts';
import { problemNotice } from './problem.ts';
import { tellIn } from './start.ts';
import { partyText } from './submission.ts';
import type { ApplicationView } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'my'>();

interface Agreement {
  readonly text: string;
  readonly hash: string;
}

/** What is signed is the hash of exactly the bytes that are shown here. Without TLS a browser cannot hash: the answer says it. */
async function readAgreement(id: string): Promise<Agreement | undefined> {
  const response = await fetch(documentAddress(id, 'agreement', 'txt')).catch((reason: unknown) =>
    reason instanceof TypeError ? undefined : Promise.reject(reason),
  );
  if (!response?.ok) return undefined;
  const bytes = await response.arrayBuffer();
  const told = response.headers.get('X-Text-SHA256') ?? '';
  return { text: new TextDecoder().decode(bytes), hash: isSecureContext ? await hashOf(bytes) : told };
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function signPanel(
  { id, application }: ApplicationView,
  refresh: Refresh,
): Promise<HTMLElement> {
  const agreement = await readAgreement(id);
  if (!agreement)
    return section(
      words.sign,
      problemNotice({ code: 'offline' }, () => location.reload()),
    );
  const told = h('div', { 'aria-live': 'polite' });
  const agree = h('input', { type: 'checkbox', id: 'agree', name: 'agree' });
  agree.addEventListener('change', () => told.replaceChildren());
  const send = async (): Promise<void> => {
    if (!agree.checked) {
      told.replaceChildren(h('p', { class: 'field-problem' }, words.readFirst));
      return agree.focus();
    }
    const answer = await command(id, { type: 'sign', textHash: agreement.hash });
    if (answer.ok) await refresh(words.signed);
    else tellIn(told, answer.problem);
  };
  return section(
    words.sign,
    h('p', {}, words.signLead),
    h(
      'div',
      { class: 'agreement', role: 'region', tabindex: 0, 'aria-label': words.agreement, lang: 'zh-CN' },
      agreement.text,
    ),
    h('p', { class: 'hint' }, `${words.textHash}${t.colon}`, h('code', {}, agreement.hash)),
    h(
      'label',
      { class: 'choice' },
      agree,
      h('span', {}, fill(words.signAs, { party: partyText(application.party) })),
    ),
    told,
    h('p', {}, button(words.signNow, send, 'primary')),
  );
}

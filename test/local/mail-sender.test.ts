import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mailSenderOf } from '../../functions/mail-sender.ts';
import type { Records } from '../../functions/service/ports.ts';

/** A mail server of few words: takes whatever comes. */
let server: Server;
const taken: string[] = [];
beforeAll(async () => {
  server = createServer((socket) => {
    let isData = false;
    socket.setEncoding('utf8').write('220 here\r\n');
    socket.on('data', (text: string) => {
      if (isData) taken.push(text);
      if (isData && !text.endsWith('\r\n.\r\n')) return;
      const command = isData ? '' : text.slice(0, 4).toUpperCase();
      isData = command === 'DATA';
      socket.write(isData ? '354 go on\r\n' : command === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('mail leaves by SMTP from the platform’s address, under an id that tells the same mail again', async () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const settings = {
    PORTAL_URL: 'https://data.example.cn',
    MAIL: 'smtp',
    MAIL_FROM: 'open-data@data.example.cn',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SES_CONFIGURATION_SET: '',
  };
  const send = mailSenderOf(settings, { records: {} as Records, now: () => new Date() });
  await send({ id: 'mail_1', to: 'zhang@company.example', subject: '申请已受理', text: '请登录查看' });
  const mail = taken.splice(0).join('');
  expect(mail).toContain('Message-ID: <mail_1@data.example.cn>');
  expect(mail).toMatch(/^From: open-data@data\.example\.cn\r$/m);
  expect(mail).toMatch(/^To: zhang@company\.example\r$/m);
  expect(mail).not.toContain('List-Unsubscribe');

  const unsubscribe = 'https://data.example.cn/api/v1/unsubscribe?token=abc';
  await send({ id: 'mail_2', to: 'zhang@company.example', subject: '新版本', text: '第 2 版', unsubscribe });
  const other = taken.join('');
  expect(other).toContain(`List-Unsubscribe: <${unsubscribe}>`);
  expect(other).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
});

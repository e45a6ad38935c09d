/** Who is told of what happens to a voice: the office that it waits for, and its filer. */
import { ulid } from 'ulidx';
import type { VoiceEvent, VoiceEventType } from '../../domain/voice-event.ts';
import type { Voice } from '../../domain/voice-state.ts';
import type { Recipient } from '../notification/messages.ts';
import { type Mail, mailOutbox, notificationIndex } from '../notification/outbox.ts';
import { waitingRow } from '../outbox.ts';
import type { IndexRow } from '../ports.ts';

const told: Partial<Readonly<Record<VoiceEventType, readonly ('office' | 'filer')[]>>> = {
  'voice-filed': ['office'],
  'voice-admitted': ['filer'],
  'voice-declined': ['filer'],
  'voice-assigned': ['office'],
  'voice-answered': ['filer'],
  'voice-hidden': ['filer'],
  'voice-withdrawn': ['office'],
};

const mailed: Partial<Readonly<Record<VoiceEventType, string>>> = {
  'voice-admitted': '已受理 / accepted',
  'voice-declined': '未予采纳 / declined',
  'voice-answered': '已答复 / answered',
  'voice-hidden': '已停止公开 / no longer public',
};

export interface Told {
  readonly id: string;
  readonly after: Voice;
  readonly events: readonly VoiceEvent[];
  /** Where the filer wants to be written to. */
  readonly email?: string;
  readonly portalUrl: string;
}

/** The rows to be written with what happened. Whoever acted is not told of it. */
export function messageRows({ id, after, events, email, portalUrl }: Told): readonly IndexRow[] {
  return events.flatMap((event) => {
    const recipients = (told[event.type] ?? []).flatMap((whom): Recipient[] => {
      if (whom === 'office')
        return [after.agency === undefined ? 'role/supervisor' : `agency/${after.agency}`];
      return after.filer === undefined || after.filer === event.actor ? [] : [`person/${after.filer}`];
    });
    const [dataset] = after.datasets;
    const value = {
      event: event.type,
      at: event.at,
      voice: id,
      kind: after.kind,
      status: after.status,
      ...(dataset !== undefined && { dataset }),
    };
    const subject = email === undefined ? undefined : mailed[event.type];
    return [
      ...recipients.map((key) => ({
        index: notificationIndex,
        key,
        sort: ulid(Date.parse(event.at)),
        value,
      })),
      ...(email !== undefined && subject !== undefined
        ? [mailRow(id, email, subject, event.at, portalUrl)]
        : []),
    ];
  });
}

/** That something happened, and where to read it: what was answered is read with the account or the receipt code. */
function mailRow(id: string, to: string, subject: string, at: string, portalUrl: string): IndexRow {
  const mail: Mail = {
    id: `mail_${ulid(Date.parse(at))}`,
    to,
    subject: `${id}：${subject}`,
    text: `您提交的 ${id} ${subject}。\n\n凭回执码查看 / Read it with your receipt code: ${portalUrl}/voices/\n`,
    application: id,
    attempts: 0,
  };
  return waitingRow(mailOutbox.index, mail, at);
}

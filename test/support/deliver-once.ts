// A deliverer in a process of its own. Arguments: the store, and the URL of the channel "ops".
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sendAnnouncement } from '../../src/channel/send-announcement.ts';
import { describeProcess, isReceiverAlive } from '../../src/git/find-receiver.ts';
import { deliver } from '../../src/notify/deliver.ts';
import { journalOutbox } from '../../src/store/journal-outbox.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import { sendContext } from './announcements.ts';

const [, , path = '', url = ''] = process.argv;
await deliver(
  [{ name: 'ops', destination: { kind: 'webhook', url: { value: url }, allowPrivate: ['127.0.0.1'] } }],
  {
    outbox: journalOutbox(sqliteEngine({ path, busyTimeoutMs: 5_000 })),
    holder: { id: randomUUID(), process: describeProcess(process.pid) },
    isAlive: (holder) => isReceiverAlive(holder.process, 0),
    send: async (channel, announcement) => sendAnnouncement(channel, announcement, sendContext()),
    now: () => 0,
    pause: async () => setTimeout(10),
    chance: () => 0.5,
  },
);

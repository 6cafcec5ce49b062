import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formatCloudEvent } from '../../src/notify/cloud-event.ts';
import { ANNOUNCED_EVENTS } from '../../src/notify/announcement.ts';
import type { Announcement } from '../../src/notify/announcement.ts';
import { eventData } from '../../src/notify/event-data.ts';
import { announcement } from '../support/announcements.ts';

const SOURCE = 'urn:andon:web';

// By the tables of the specification and of its stage "continuous operations", version 0.5.1; nothing else may be in
// an event (https://github.com/cdevents/spec/tree/v0.5.1).
const text = z.string().min(1);
const reference = z.strictObject({ id: text, source: text.optional() });
const cdEvent = z.strictObject({
  context: z.strictObject({
    specversion: z.literal('0.5.1'),
    id: text,
    source: text,
    type: z.templateLiteral(['dev.cdevents.incident.', z.enum(['detected', 'resolved']), '.0.3.0']),
    timestamp: z.iso.datetime(),
  }),
  subject: z.strictObject({
    id: text,
    source: text.optional(),
    content: z.strictObject({
      description: z.string().optional(),
      environment: reference,
      service: reference.optional(),
      artifactId: text.optional(),
    }),
  }),
  customData: z.looseObject({}),
});
const cloudEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: text,
  source: text,
  type: text,
  time: z.iso.datetime(),
  subject: text.optional(),
  datacontenttype: z.literal('application/json'),
  data: z.looseObject({}),
});

const format = (change: Partial<Announcement>): z.infer<typeof cloudEvent> =>
  cloudEvent.parse(formatCloudEvent(announcement(change), SOURCE));

describe('formatCloudEvent()', () => {
  it.each([
    ['stop.opened', 'build', 'dev.cdevents.incident.detected.0.3.0'],
    ['stop.opened', 'person', 'dev.cdevents.incident.detected.0.3.0'],
    ['caution.opened', 'alert', 'dev.cdevents.incident.detected.0.3.0'],
    ['stop.lifted', 'build', 'dev.cdevents.incident.resolved.0.3.0'],
  ] as const)('makes a CDEvent of %s by a %s, by the binding', (event, cause, type) => {
    const given = announcement({ event, cause });
    const { id, source, time, subject, data, ...carrier } = format({ event, cause });
    expect(carrier).toMatchObject({ type });
    const { context, ...body } = cdEvent.parse(data);
    expect(context).toEqual({ specversion: '0.5.1', type, id, source, timestamp: time });
    expect({ id, source, time }).toEqual({ id: given.id, source: SOURCE, time: given.at });
    expect(body.subject).toEqual({
      id: subject,
      content: { description: '3 tests red', environment: { id: 'main', source: SOURCE } },
    });
    expect(body.customData).toEqual(eventData(given));
  });

  it('has one subject for a stop, from its beginning to its end', () => {
    const subjects = (['stop.opened', 'stop.lifted'] as const).map((event) => format({ event }).subject);
    expect(subjects).toEqual(['stop-17', 'stop-17']);
  });

  it.each(['stop.opened', 'stop.lifted'] as const)('takes no freeze for an incident (%s)', (event) => {
    const given = announcement({ event, cause: 'schedule' });
    expect(format(given)).toMatchObject({ type: `andon.${event}`, subject: 'main', data: eventData(given) });
  });

  it('leaves everything else under a type of its own', () => {
    const own = ANNOUNCED_EVENTS.filter((event) => format({ event }).type === `andon.${event}`);
    const others = ANNOUNCED_EVENTS.filter((event) => !own.includes(event));
    expect(others).toEqual(['stop.opened', 'caution.opened', 'stop.lifted']);
    expect(format({ event: 'test', lines: [], stops: [] })).not.toHaveProperty('subject');
  });
});

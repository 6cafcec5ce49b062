import { expect, it } from 'vitest';
import { newPlaces } from '../../src/server/stream-places.ts';

it('a place that is given back is free once, and for anybody', () => {
  const places = newPlaces({ streams: 2, streamsOfOne: 2 });
  const leave = places.take('a');
  places.take('a');
  expect(() => places.take('a')).toThrow(expect.objectContaining({ code: 'too-many-requests' }) as Error);
  expect(() => places.take('b')).toThrow(expect.objectContaining({ code: 'server-busy' }) as Error);
  leave();
  leave();
  places.take('b');
  expect(() => places.take('b')).toThrow(expect.objectContaining({ code: 'server-busy' }) as Error);
  expect(() => places.take('a')).toThrow(expect.objectContaining({ code: 'server-busy' }) as Error);
});

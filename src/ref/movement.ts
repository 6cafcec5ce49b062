// What an update does to a ref. A word of its own room, because the gate and the push rules both judge by it.

/** What an update does to a ref's history. `none` leaves it where it is. */
export type Movement = 'create' | 'advance' | 'rewind' | 'delete' | 'none';

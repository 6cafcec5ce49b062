// What git is asked for push rules, in one file: the hook loads it where there are any.
export { listExisting } from './list-existing.ts';
export { readChanges } from './read-changes.ts';
export { readSignatures } from './read-signatures.ts';
export { readTags } from './read-tags.ts';

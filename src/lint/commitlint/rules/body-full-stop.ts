// The character that ends the body, where there is one.
import { defineFullStop } from '../kinds/full-stop.ts';

export const bodyFullStop = defineFullStop('body', (_, body) => body || undefined);

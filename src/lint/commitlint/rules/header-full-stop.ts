// The character that ends the header.
import { defineFullStop } from '../kinds/full-stop.ts';

export const headerFullStop = defineFullStop('header', (header) => header);

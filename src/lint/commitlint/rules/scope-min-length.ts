// The fewest characters that the scope may have.
import { defineMinLength } from '../kinds/length.ts';

export const scopeMinLength = defineMinLength('scope');

// The most characters that the scope may have.
import { defineMaxLength } from '../kinds/length.ts';

export const scopeMaxLength = defineMaxLength('scope');

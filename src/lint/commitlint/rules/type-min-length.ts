// The fewest characters that the type may have.
import { defineMinLength } from '../kinds/length.ts';

export const typeMinLength = defineMinLength('type');

// The fewest characters that the body may have.
import { defineMinLength } from '../kinds/length.ts';

export const bodyMinLength = defineMinLength('body');

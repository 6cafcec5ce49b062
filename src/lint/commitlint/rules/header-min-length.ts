// The fewest characters that the header may have.
import { defineMinLength } from '../kinds/length.ts';

export const headerMinLength = defineMinLength('header');

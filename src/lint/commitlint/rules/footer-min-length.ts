// The fewest characters that the footer may have.
import { defineMinLength } from '../kinds/length.ts';

export const footerMinLength = defineMinLength('footer');

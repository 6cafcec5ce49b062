// The most characters that the footer may have.
import { defineMaxLength } from '../kinds/length.ts';

export const footerMaxLength = defineMaxLength('footer');

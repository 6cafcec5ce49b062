// The most characters that a line of the footer may have.
import { defineMaxLineLength } from '../kinds/length.ts';

export const footerMaxLineLength = defineMaxLineLength('footer');

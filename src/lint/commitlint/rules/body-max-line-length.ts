// The most characters that a line of the body may have.
import { defineMaxLineLength } from '../kinds/length.ts';

export const bodyMaxLineLength = defineMaxLineLength('body');

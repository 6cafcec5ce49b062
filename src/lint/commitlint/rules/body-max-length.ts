// The most characters that the body may have.
import { defineMaxLength } from '../kinds/length.ts';

export const bodyMaxLength = defineMaxLength('body');

// The most characters that the header may have.
import { defineMaxLength } from '../kinds/length.ts';

export const headerMaxLength = defineMaxLength('header');

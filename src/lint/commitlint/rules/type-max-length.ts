// The most characters that the type may have.
import { defineMaxLength } from '../kinds/length.ts';

export const typeMaxLength = defineMaxLength('type');

// The fewest characters that the subject may have.
import { defineMinLength } from '../kinds/length.ts';

export const subjectMinLength = defineMinLength('subject');

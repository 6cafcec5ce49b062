// The most characters that the subject may have.
import { defineMaxLength } from '../kinds/length.ts';

export const subjectMaxLength = defineMaxLength('subject');

// Whether there is a subject.
import { defineEmpty } from '../kinds/empty.ts';

export const subjectEmpty = defineEmpty('subject');

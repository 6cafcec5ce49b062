// The letter case of the subject, where it begins with a letter that has one, in any script.
import { defineCase } from '../kinds/letter-case.ts';

export const subjectCase = defineCase('subject', /^\p{LC}/iu);

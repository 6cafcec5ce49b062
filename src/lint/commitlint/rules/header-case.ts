// The letter case of the header, where it begins with a letter.
import { defineCase } from '../kinds/letter-case.ts';

export const headerCase = defineCase('header', /^[a-z]/i);

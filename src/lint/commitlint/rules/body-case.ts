// The letter case of the body.
import { defineCase } from '../kinds/letter-case.ts';

export const bodyCase = defineCase('body');

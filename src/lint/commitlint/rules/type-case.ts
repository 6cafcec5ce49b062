// The letter case of the type.
import { defineCase } from '../kinds/letter-case.ts';

export const typeCase = defineCase('type');

// Whether there is a type.
import { defineEmpty } from '../kinds/empty.ts';

export const typeEmpty = defineEmpty('type');

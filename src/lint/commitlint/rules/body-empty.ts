// Whether there is a body.
import { defineEmpty } from '../kinds/empty.ts';

export const bodyEmpty = defineEmpty('body');

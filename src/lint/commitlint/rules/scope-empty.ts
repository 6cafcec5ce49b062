// Whether there is a scope.
import { defineEmpty } from '../kinds/empty.ts';

export const scopeEmpty = defineEmpty('scope');

// Whether there is a footer.
import { defineEmpty } from '../kinds/empty.ts';

export const footerEmpty = defineEmpty('footer');

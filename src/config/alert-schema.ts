// What an admin may say of the alerts of a line.
import * as z from 'zod';
import { durationWithin, oneOf, yesOrNo } from './schema-words.ts';

const effect = oneOf(['stop', 'caution', 'note']);

export const alerts = z.strictObject(
  {
    critical: effect.meta({ description: 'What a critical alert does: stop unless said.' }).optional(),
    warning: effect.meta({ description: 'What a warning does: caution unless said.' }).optional(),
    info: effect.meta({ description: 'What any other alert does: note unless said.' }).optional(),
    grace: durationWithin('1m', '1w')
      .meta({ description: 'How long a caution is only shown, if nobody claims it.' })
      .optional(),
    autoResume: yesOrNo.meta({ description: 'Whether the line resumes when the alert is over.' }).optional(),
  },
  { error: 'a map of settings' },
);

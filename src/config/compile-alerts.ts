// Makes the rules for alerts out of what the admin says of them.
import { ALERT_RULES } from '../line/alert.ts';
import type { AlertRules } from '../line/alert.ts';
import { requireDuration } from './require-duration.ts';
import type { Settings } from './schema.ts';

type AlertSettings = NonNullable<NonNullable<Settings['lines']>[string]['alerts']>;

/** Compiles the settings of a line's alerts, whose shape the schema has checked. */
export function compileAlerts({ critical, warning, info, grace, autoResume }: AlertSettings): AlertRules {
  const { effects } = ALERT_RULES;
  return {
    effects: {
      critical: critical ?? effects.critical,
      warning: warning ?? effects.warning,
      info: info ?? effects.info,
    },
    graceMs: grace === undefined ? ALERT_RULES.graceMs : requireDuration(grace),
    autoResume: autoResume ?? ALERT_RULES.autoResume,
  };
}

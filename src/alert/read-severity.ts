// The words that monitors have for how bad something is.
import type { AlertSeverity } from '../line/alert.ts';

const WORDS: Readonly<Record<AlertSeverity, readonly string[]>> = {
  critical: ['critical', 'crit', 'page', 'error', 'emergency', 'fatal', 'high', 'major'],
  warning: ['warning', 'warn', 'ticket', 'medium', 'minor'],
  info: ['info', 'information', 'informational', 'notice', 'none', 'low', 'debug'],
};

const SEVERITY_OF = new Map(
  (['critical', 'warning', 'info'] as const).flatMap((severity) =>
    WORDS[severity].map((word) => [word, severity] as const),
  ),
);

/** Reads how bad something is. What is not known is a warning: a person looks at it, and it stops nothing at once. */
export function readSeverity(word: string | undefined): AlertSeverity {
  return SEVERITY_OF.get(word?.toLowerCase() ?? '') ?? 'warning';
}

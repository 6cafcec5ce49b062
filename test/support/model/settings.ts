// The settings of the model, as the configuration would have them.
import { ALERT_RULES } from '../../../src/line/alert.ts';
import type { AlertRules } from '../../../src/line/alert.ts';
import { BUILD_RULES } from '../../../src/line/build.ts';
import type { BuildRules } from '../../../src/line/build.ts';
import type { Schedule } from '../../../src/line/due-events.ts';
import { at } from '../build-scene.ts';
import { lineName } from '../gate.ts';
import type { Repo, Settings } from './model.ts';

const MINUTE = 60_000;

export function buildRulesOf({ overdueAfter, isExpected, ...settings }: Settings): BuildRules {
  const { stopAfter, retryResumes, dryRun } = settings;
  const jobs = [
    { pattern: 'web', kind: isExpected ? 'expected' : 'required' },
    { pattern: '*', kind: 'required' },
  ] as const;
  const overdueAfterMs = overdueAfter * MINUTE;
  const ignoreTriggers = ['schedule'] as const;
  return { ...BUILD_RULES, jobs, stopAfter, retryResumes, dryRun, overdueAfterMs, ignoreTriggers };
}

export function alertRulesOf({ grace, autoResume }: Settings): AlertRules {
  return { ...ALERT_RULES, graceMs: grace * MINUTE, autoResume };
}

export function scheduleOf(settings: Settings, repository: Repo): Schedule {
  const written = settings.freezes[repository];
  const lines = (['main', 'docs'] as const).map((line) => {
    const own = written.filter((freeze) => freeze.line === line);
    const freezes = [...new Set(own.map(({ name }) => name))].map((name) => ({
      name,
      reason: 'broken',
      exempt: [],
      windows: own
        .filter((freeze) => freeze.name === name)
        .toSorted((a, b) => a.from - b.from)
        .map(({ from, until }) => ({ from: at(from), until: at(until) })),
    }));
    return { name: lineName(line), freezes };
  });
  return { repository, lines };
}

// Finds what a channel needs and cannot have: files with secrets, and programs. What is in them is not told.
import { accessSync, constants } from 'node:fs';
import type { Diagnosis } from '../install/doctor.ts';
import { sourcesOf } from '../notify/channel.ts';
import type { Channel, Destination } from '../notify/channel.ts';
import { findTrouble } from '../secret/find-trouble.ts';
import { systemCodeOf } from '../text/andon-error.ts';

type Found = Pick<Diagnosis, 'message' | 'fix'>;

/** Diagnoses the files and the program of a channel; nothing where they are sound. */
export function diagnoseSources({ name, destination }: Channel): readonly Diagnosis[] {
  const files = sourcesOf(destination).flatMap((source) => ('file' in source ? [source.file] : []));
  const found = [...files.flatMap(diagnoseFile), ...programsOf(destination).flatMap(diagnoseProgram)];
  return found.map((each) => ({ check: `channel ${name}`, health: 'warning', ...each }));
}

function diagnoseFile(file: string): readonly Found[] {
  const trouble = findTrouble(file);
  return trouble === undefined ? [] : [{ message: trouble.message, fix: trouble.fix }];
}

function diagnoseProgram(program: string): readonly Found[] {
  try {
    accessSync(program, constants.X_OK);
    return [];
  } catch (error) {
    const message = `"${program}" cannot be run (${requireCode(error)})`;
    return [{ message, fix: 'install it, or name another' }];
  }
}

function programsOf(destination: Destination): readonly string[] {
  if (destination.kind === 'command') return destination.command.slice(0, 1);
  return destination.kind === 'email' && 'sendmail' in destination.via ? [destination.via.sendmail] : [];
}

function requireCode(error: unknown): string {
  const code = systemCodeOf(error);
  if (code === undefined) throw error;
  return code;
}

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { WarpfoldError } from '../../protocol/errors';
import { keyText, tuningEntrySchema, type TuningEntry, type TuningKey } from './tuning-entry';

const SCHEMA_VERSION = 1;

const fileSchema = v.looseObject({
  schemaVersion: v.literal(SCHEMA_VERSION),
  entries: v.array(tuningEntrySchema),
});
export type TuningFile = v.InferOutput<typeof fileSchema>;

/**
 * The tuning file of a document: `.warpfold/tuning.json` in its folder, or what the setting names, relative to that folder.
 * Undefined for a document that is not on disk, unless the setting is an absolute path.
 */
export function tuningFileOf(uri: string, setting: string | undefined): string | undefined {
  if (setting !== undefined && path.isAbsolute(setting)) return setting;
  if (!uri.startsWith('file:')) return undefined;
  return path.resolve(path.dirname(fileURLToPath(uri)), setting ?? path.join('.warpfold', 'tuning.json'));
}

/**
 * Reads a tuning file; one that is not there has no entries. Throws `tuning-file` with the place of what is wrong, for a
 * file that cannot be read, is no tuning file, or was written by a later version.
 */
export function readTuningFile(file: string): TuningFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { schemaVersion: SCHEMA_VERSION, entries: [] };
    throw fileError(file, '', error instanceof Error ? error.message : String(error));
  }
  const content = parseJson(file, text);
  const version = v.safeParse(v.object({ schemaVersion: v.number() }), content);
  if (version.success && version.output.schemaVersion > SCHEMA_VERSION) {
    throw new WarpfoldError({
      code: 'tuning-file',
      message: `${file} was written by a later version of Warpfold (schemaVersion ${version.output.schemaVersion}; this one knows ${SCHEMA_VERSION}).`,
      advice: 'Update Warpfold, or name another file in the setting warpfold.tuningFile.',
    });
  }
  const parsed = v.safeParse(fileSchema, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw fileError(file, ` at ${v.getDotPath(issue) ?? 'its top'}`, issue.message);
}

/**
 * Puts an entry into a tuning file in place of the one of that key, or takes that one out where there is no new one. The file
 * is read anew, written beside itself and renamed into place, so that a reader finds it whole. Throws `tuning-file` and
 * leaves it as it is where it cannot be understood or written.
 */
export function keepTuningEntry(file: string, key: TuningKey, entry: TuningEntry | undefined): void {
  const { entries, ...rest } = readTuningFile(file);
  const text = keyText(key);
  const others = entries.filter((each) => keyText(each) !== text);
  if (entry === undefined && others.length === entries.length) return;
  const all = entry === undefined ? others : [...others, entry];
  const sorted = all.sort((one, other) => (keyText(one) < keyText(other) ? -1 : 1));
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(temporary, `${JSON.stringify({ ...rest, entries: sorted }, null, 2)}\n`);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new WarpfoldError({
      code: 'tuning-file',
      message: `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      advice: 'Make its folder writable, or name another file in the setting warpfold.tuningFile.',
    });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const lines = text.slice(0, intactLength(text)).split('\n');
    throw fileError(file, `:${lines.length}:${(lines.at(-1) ?? '').length + 1}`, message.replace(/\s+/g, ' '));
  }
}

/**
 * Length of the longest beginning of a text that some JSON text has, found by halving: V8's messages name a position for some
 * mistakes only.
 */
function intactLength(text: string): number {
  let [intact, broken] = [0, text.length + 1];
  while (broken - intact > 1) {
    const middle = Math.floor((intact + broken) / 2);
    if (isBeginning(text.slice(0, middle))) intact = middle;
    else broken = middle;
  }
  return intact;
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    return /end of JSON input|Unterminated/.test(message) || Number(position) >= text.length;
  }
}

function fileError(file: string, place: string, message: string): WarpfoldError {
  return new WarpfoldError({
    code: 'tuning-file',
    message: `${file}${place}: ${message}`,
    advice: 'Mend the file, or remove it: tuning writes it anew.',
  });
}

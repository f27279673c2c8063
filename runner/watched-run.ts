import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { executeParamsSchema, type ExecuteParamsInput } from '../protocol/rpc';
import type { Engine } from './engine';

/** The argument before the file of a run that a process makes alone, without anyone to speak with. */
export const WATCHED_RUN = '--watched-run';

/** Where a watched run leaves its report. */
export function answerFile(requestFile: string): string {
  return `${requestFile}.answer`;
}

/** What a watched run is asked for, as the content of its file. */
export function watchedRequest(params: ExecuteParamsInput): string {
  return JSON.stringify(params);
}

/** Runs what the file asks for, once, and writes the report beside it: how a run goes under a tool that starts programs. */
export async function watchedRun(file: string, engine: Engine): Promise<void> {
  const params = v.parse(executeParamsSchema, JSON.parse(readFileSync(file, 'utf8')));
  const run = await engine.execute(params, {
    signal: new AbortController().signal,
    report: () => undefined,
    started: () => undefined,
  });
  writeFileSync(answerFile(file), JSON.stringify(run));
  process.exit(0);
}

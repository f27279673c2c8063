import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { executeParamsSchema } from '../protocol/rpc';
import { Engine } from './engine';

/** Executes one request from a file and writes the run to another: for programs that start a runner themselves. */
export async function executeOnce(requestFile: string, runFile: string): Promise<void> {
  const params = v.parse(executeParamsSchema, JSON.parse(readFileSync(requestFile, 'utf8')));
  const run = await new Engine().execute(params, {
    signal: new AbortController().signal,
    report: () => undefined,
    started: () => undefined,
  });
  writeFileSync(runFile, JSON.stringify(run));
}

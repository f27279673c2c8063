import { spawn } from 'node:child_process';
import path from 'node:path';
import * as v from 'valibot';
import { checkReportSchema, reportSchema, type CheckReport, type Report } from '../../protocol/report';
import { root } from './root';

/** The built program, as users start it. */
export const cliEntry = path.join(root, 'dist', 'cli.js');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** Runs `warpfold …` to its end. */
export function warpfold(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cliEntry, ...args], {
      cwd: options.cwd,
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs `warpfold run|test … --json` and validates the report. */
export async function report(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult & { readonly report: Report }> {
  const result = await warpfold([...args, '--json'], options);
  return { ...result, report: v.parse(reportSchema, parseJson(result)) };
}

/** Runs `warpfold check … --json` and validates what it prints. */
export async function checkReport(args: readonly string[]): Promise<CliResult & { readonly report: CheckReport }> {
  const result = await warpfold(['check', ...args, '--json']);
  return { ...result, report: v.parse(checkReportSchema, parseJson(result)) };
}

function parseJson(result: CliResult): unknown {
  try {
    return JSON.parse(result.stdout);
  } catch {
    throw new Error(`The program printed no JSON (exit code ${result.code}).\n${result.stdout}\n${result.stderr}`);
  }
}

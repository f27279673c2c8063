import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { serverNodeOptions } from '../../protocol/server';

export interface LspFlags {
  readonly stdio?: boolean;
  readonly socket?: string;
  readonly pipe?: string;
  readonly 'node-ipc'?: boolean;
}

/**
 * `warpfold lsp`: the language server that the build put beside this program. It reads the same command line, and its exit
 * code is the one that the protocol wants.
 */
export function lsp(flags: LspFlags): Promise<number> {
  const server = path.join(__dirname, 'server.js');
  if (flags.socket !== undefined || flags.pipe !== undefined || flags['node-ipc'] === true) return become(server);
  if (process.stdin.isTTY) {
    process.stderr.write('This is a language server: an editor starts it, and speaks with it on standard input.\n');
  }
  const given = process.argv.slice(3);
  return follow(server, flags.stdio === true ? given : [...given, '--stdio']);
}

/** Runs the server in this process, which ends with it. */
function become(server: string): Promise<never> {
  createRequire(__filename)(server);
  return new Promise(() => undefined);
}

/** Runs the server in a process of its own, because the size of a heap is said at its start. */
function follow(server: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...serverNodeOptions, server, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

import { createRequire } from 'node:module';
import path from 'node:path';

export interface LspFlags {
  readonly stdio?: boolean;
  readonly socket?: string;
  readonly pipe?: string;
  readonly 'node-ipc'?: boolean;
}

/**
 * `warpfold lsp`: becomes the language server that the build put beside this program. It reads the same command line,
 * and ends the process with the exit code that the protocol wants.
 */
export function lsp(flags: LspFlags): Promise<never> {
  const speaksOtherwise = flags.socket !== undefined || flags.pipe !== undefined || flags['node-ipc'] === true;
  if (!speaksOtherwise && flags.stdio !== true) process.argv.push('--stdio');
  if (!speaksOtherwise && process.stdin.isTTY) {
    process.stderr.write('This is a language server: an editor starts it, and speaks with it on standard input.\n');
  }
  createRequire(__filename)(path.join(__dirname, 'server.js'));
  return new Promise(() => undefined);
}

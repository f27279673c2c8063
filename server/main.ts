import { Console } from 'node:console';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, type Connection, type MessageReader } from 'vscode-languageserver/node';
import { startServer } from './server';
import { WholeMessageWriter } from './whole-message-writer';

const transports = /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/;

function main(): void {
  if (!process.argv.slice(2).some((argument) => transports.test(argument))) {
    process.stderr.write(
      'warpfold language server: say how to speak to it: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.\n',
    );
    process.exitCode = 2;
    return;
  }
  const connection = connect();
  const page = path.join(__dirname, '..', 'docs', 'diagnostics.md');
  startServer(connection, {
    version: process.env['WARPFOLD_VERSION'] ?? 'development',
    runner: process.env['WARPFOLD_RUNNER'] ?? path.join(__dirname, 'runner.js'),
    documentation: existsSync(page) ? pathToFileURL(page).href : undefined,
  });
}

/** Ends the process with the client's, and gives it the exit code that the protocol wants. */
function connect(): Connection {
  // Reads the command line.
  if (!process.argv.includes('--stdio')) return createConnection();
  // Standard output is the client's alone.
  globalThis.console = new Console(process.stderr);
  // The types know pairs of streams and pairs of a reader and a writer; it takes one of each.
  return createConnection(process.stdin as unknown as MessageReader, new WholeMessageWriter(process.stdout));
}

main();

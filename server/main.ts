import { Console } from 'node:console';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
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
  // Each edit makes megabytes of short-lived values beside the few that stay. V8 would let the heap grow to several times
  // what is alive; this keeps a third less resident, and costs no time that can be measured.
  setFlagsFromString('--heap-growing-percent=20');
  // What is made for a version of a document lives until the next: V8 takes that for long, and would make it among the
  // old, where only a collection of everything finds it. In the young generation it is gone with the next scavenge.
  setFlagsFromString('--no-allocation-site-pretenuring');
  // A collection of everything is marked by other threads and beside allocations. In tasks between messages, which V8 would
  // use as well, it makes every message of a while wait: the longest answers take twice as long.
  setFlagsFromString('--no-incremental-marking-task');
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

import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from './server';

const transports = /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/;

function main(): void {
  if (!process.argv.slice(2).some((argument) => transports.test(argument))) {
    process.stderr.write(
      'warpfold language server: say how to speak to it: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.\n',
    );
    process.exitCode = 2;
    return;
  }
  // Reads the command line, ends the process with the client's, and gives it the exit code that the protocol wants.
  const connection = createConnection();
  const page = path.join(__dirname, '..', 'docs', 'diagnostics.md');
  startServer(connection, {
    version: process.env['WARPFOLD_VERSION'] ?? 'development',
    runner: process.env['WARPFOLD_RUNNER'] ?? path.join(__dirname, 'runner.js'),
    documentation: existsSync(page) ? pathToFileURL(page).href : undefined,
  });
}

main();

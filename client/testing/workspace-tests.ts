import * as v from 'valibot';
import * as vscode from 'vscode';
import { serverMethods, workspaceItemsResultSchema } from '../../protocol/server';
import type { Application } from '../application';
import type { CaseTests } from './case-tests';

/** Finds the tests of the workspace's files, those that nobody has opened included. */
export async function findWorkspaceTests({ languageServer, log }: Application, tests: CaseTests): Promise<void> {
  try {
    const client = await languageServer.start();
    const files = v.parse(workspaceItemsResultSchema, await client.sendRequest(serverMethods.workspaceItems, {}));
    for (const { uri, items } of files) tests.update(vscode.Uri.parse(uri), items);
  } catch (error) {
    log.warn(`The workspace's cases could not be listed: ${String(error)}`);
  }
}

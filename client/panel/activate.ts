import * as vscode from 'vscode';
import type { Application } from '../application';
import { registerResultCommands } from './commands';
import { handleRequest } from './requests';
import { ResultsView, resultsViewId } from './results-view';

/** The Results panel, and the commands about results. */
export function activatePanel(application: Application): vscode.Disposable {
  const view = new ResultsView(application, (request) => {
    void handleRequest(application, request);
  });
  return vscode.Disposable.from(
    view,
    vscode.window.registerWebviewViewProvider(resultsViewId, view),
    registerResultCommands(application, view),
  );
}

import * as vscode from 'vscode';
import type { Application } from './application';
import { registerRunCommands } from './commands/run';
import { registerDeviceCommands } from './commands/devices';
import { activateGeneratedCode } from './generated/activate';
import { activatePanel } from './panel/activate';
import { startWithDocuments } from './documents/start';
import { activateInlineResults } from './inline/inline-results';
import { activatePaste } from './paste/paste-python';
import { registerNewKernel } from './templates/new-kernel';
import { activateRunDiagnostics } from './runs/run-diagnostics';
import { activateTestExplorer } from './testing/test-explorer';
import { registerTuneCommand } from './tuning/tune-kernel';
import { showDeviceInStatusBar } from './status-bar';

/** Registers every feature. Each is one function in a file of its own. */
export function activateFeatures(application: Application): vscode.Disposable {
  return vscode.Disposable.from(
    startWithDocuments(application),
    registerRunCommands(application),
    registerDeviceCommands(application),
    registerTuneCommand(application),
    showDeviceInStatusBar(application),
    activatePanel(application),
    activateTestExplorer(application),
    activateInlineResults(application),
    activateRunDiagnostics(application),
    activateGeneratedCode(application),
    registerNewKernel(application),
    activatePaste(application),
  );
}

import * as vscode from 'vscode';
import { DocumentItems } from './documents/document-items';
import { BaselineFile } from './history/baseline-file';
import { Baselines } from './history/baselines';
import { History } from './history/history';
import { sharedFolder } from './history/shared-folder';
import { watcherOf } from './history/watch-file';
import { LanguageServer } from './language-server';
import { RunController } from './runs/run-controller';
import { RunStore } from './runs/run-store';
import { RunnerService } from './runs/runner-service';

/** What the extension's features share. */
export interface Application extends vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly languageServer: LanguageServer;
  /** The kernels and cases of open documents, with the hashes that results are held against. */
  readonly documents: DocumentItems;
  /** The process that compiles and runs. */
  readonly runner: RunnerService;
  /** What ran and what runs. */
  readonly runs: RunStore;
  /** Starts and cancels runs. */
  readonly controller: RunController;
  readonly baselines: Baselines;
}

export function createApplication(context: vscode.ExtensionContext): Application {
  const log = vscode.window.createOutputChannel('Warpfold', { log: true });
  const languageServer = new LanguageServer(context, log);
  const documents = new DocumentItems(languageServer);
  const given = context.storageUri ?? context.globalStorageUri;
  const storage = given.with({ path: sharedFolder(given.path) });
  const runsFile = vscode.Uri.joinPath(storage, 'runs.jsonl');
  const runs = new RunStore(new History(runsFile, log), watcherOf(runsFile, log));
  const runner = new RunnerService(context, log);
  const controller = new RunController({ runner, runs, documents, log });
  const baselinesFile = vscode.Uri.joinPath(storage, 'baselines.json');
  const baselines = new Baselines(new BaselineFile(baselinesFile), runs, watcherOf(baselinesFile, log));
  const parts = [log, languageServer, documents, runs, runner, controller, baselines];
  return {
    context,
    log,
    languageServer,
    documents,
    runner,
    runs,
    controller,
    baselines,
    dispose: () => {
      for (const part of parts.toReversed()) part.dispose();
    },
  };
}

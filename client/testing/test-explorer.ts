import * as vscode from 'vscode';
import type { Application } from '../application';
import { readSettings } from '../settings';
import { targetOf } from '../runs/run-store';
import { CaseTests, type CaseTest } from './case-tests';
import { publishResult } from './test-results';
import { findWorkspaceTests } from './workspace-tests';

/**
 * Every case that says what it expects is a test. Runs that somebody starts elsewhere (a lens, the key) publish their
 * results too.
 */
export function activateTestExplorer(application: Application): vscode.Disposable {
  const { controller: runController, documents, runs } = application;
  const controller = vscode.tests.createTestController('warpfold', 'Warpfold');
  const tests = new CaseTests(controller);
  /** Cases that a run of the Test Explorer has asked for: it publishes them itself. */
  const ownTests = new Set<vscode.TestItem>();

  const runTests = async (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> => {
    const chosen = tests.targets(request.include, request.exclude ?? []);
    const testRun = controller.createTestRun(request);
    for (const { test } of chosen) {
      ownTests.add(test);
      testRun.enqueued(test);
    }
    token.onCancellationRequested(() => {
      runController.cancel();
    });
    for (const { test, target } of chosen) {
      if (token.isCancellationRequested) testRun.skipped(test);
      else {
        testRun.started(test);
        const [run] = await runController.run([target]);
        publishResult(testRun, test, run, tests.messagePlace(test));
      }
      ownTests.delete(test);
    }
    testRun.end();
  };

  controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, runTests, true);
  controller.refreshHandler = () => findWorkspaceTests(application, tests);
  controller.resolveHandler = async (test) => {
    if (test === undefined) await findWorkspaceTests(application, tests);
  };

  return vscode.Disposable.from(
    controller,
    documents.onDidChange((uri) => {
      tests.update(vscode.Uri.parse(uri), documents.current(uri));
    }),
    runs.onDidChange((change) => {
      if (change.kind !== 'ended' || change.run === undefined) return;
      const test = tests.find(targetOf(change.run));
      if (test === undefined || ownTests.has(test)) return;
      const testRun = controller.createTestRun(new vscode.TestRunRequest([test]), undefined, false);
      publishResult(testRun, test, change.run, tests.messagePlace(test));
      testRun.end();
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === 'reduce' && readSettings().runOnSave && vscode.workspace.isTrusted) {
        void runStale(application, tests, document);
      }
    }),
  );
}

/** Runs the cases of a document whose text is no longer the one that they ran with. */
async function runStale(
  { documents, runs, controller }: Application,
  tests: CaseTests,
  document: vscode.TextDocument,
): Promise<void> {
  const items = await documents.of(document);
  tests.update(document.uri, items);
  const file = document.uri.toString();
  const stale = tests.targets(undefined, []).filter(({ target }: CaseTest) => {
    const item = items.find(
      ({ kind, name, kernel }) => kind === 'case' && name === target.case && kernel === target.kernel,
    );
    return target.uri === file && item?.hash !== undefined && runs.latest(target)?.hash !== item.hash;
  });
  await controller.run(stale.map(({ target }) => target));
}

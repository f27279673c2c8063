import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';

/**
 * Tells a test run how a case ended. A failure is a diff of what was expected and what came.
 *
 * @param place Where the editor shows the message.
 */
export function publishResult(
  testRun: vscode.TestRun,
  test: vscode.TestItem,
  run: Run | undefined,
  place: vscode.Location | undefined,
): void {
  if (run === undefined) {
    testRun.skipped(test);
    return;
  }
  const duration = run.timings?.total === undefined ? undefined : run.timings.total * 1000;
  testRun.appendOutput(`${run.kernel} · ${run.case ?? ''}: ${run.status}\r\n`, undefined, test);
  switch (run.status) {
    case 'ok':
      testRun.passed(test, duration);
      return;
    case 'failed':
      testRun.failed(test, at(differenceMessage(run), place), duration);
      return;
    case 'cancelled':
      testRun.skipped(test);
      return;
    case 'error':
    case 'timeout':
      testRun.errored(test, at(new vscode.TestMessage(errorText(run)), place), duration);
      return;
  }
}

function differenceMessage({ expect, result }: Run): vscode.TestMessage {
  const [expected, actual] = [show(expect?.value), show(result?.value)];
  return vscode.TestMessage.diff(`Expected ${expected}, got ${actual}`, expected, actual);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? 'nothing');
}

function errorText({ error, status }: Run): string {
  if (error === undefined) return status;
  return error.advice === undefined ? error.message : `${error.message}\n${error.advice}`;
}

function at(message: vscode.TestMessage, place: vscode.Location | undefined): vscode.TestMessage {
  if (place !== undefined) message.location = place;
  return message;
}

import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import { sameTarget, type RunTarget } from '../runs/run-target';

/** Tells a test run how a case ended: a failure is a diff of what was expected and what came, on the case's line. */
export function publishResult(testRun: vscode.TestRun, test: vscode.TestItem, run: Run | undefined): void {
  if (run === undefined) {
    testRun.skipped(test);
    return;
  }
  const kernelSeconds = run.timings?.kernel?.median;
  const duration = kernelSeconds === undefined ? undefined : kernelSeconds * 1000;
  testRun.appendOutput(`${run.kernel} · ${run.case ?? ''}: ${run.status}\r\n`, undefined, test);
  switch (run.status) {
    case 'ok':
      testRun.passed(test, duration);
      return;
    case 'failed':
      testRun.failed(test, withPlace(differenceMessage(run), test), duration);
      return;
    case 'cancelled':
      testRun.skipped(test);
      return;
    case 'error':
    case 'timeout':
      testRun.errored(test, withPlace(new vscode.TestMessage(errorText(run)), test), duration);
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
  return error.advice === undefined ? error.message : `${error.message} ${error.advice}`;
}

function withPlace(message: vscode.TestMessage, { uri, range }: vscode.TestItem): vscode.TestMessage {
  if (uri !== undefined && range !== undefined) message.location = new vscode.Location(uri, range);
  return message;
}

/** The cases whose failure the editor shows on their line by itself. */
export class ShownFailures {
  private failures: readonly RunTarget[] = [];

  has(target: RunTarget): boolean {
    return this.failures.some((failure) => sameTarget(failure, target));
  }

  update(target: RunTarget, hasFailed: boolean): void {
    const others = this.failures.filter((failure) => !sameTarget(failure, target));
    this.failures = hasFailed ? [...others, target] : others;
  }
}

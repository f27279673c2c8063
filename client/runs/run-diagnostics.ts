import * as vscode from 'vscode';
import type { Run } from '../../protocol/report';
import type { Application } from '../application';
import { checkedDiagnostics } from './checked-diagnostics';

/** Shows what checked runs found at the characters that it is about, until the text changes or the target runs again. */
export function activateRunDiagnostics({ runs }: Application): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('warpfold-runs');
  /** The version of each document's text when its last run began. */
  const versions = new Map<string, number>();
  /** What has run on the text that a document has now, newest first. */
  const known = new Map<string, readonly Run[]>();

  const versionOf = (uri: string): number | undefined =>
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.version;

  const show = (uri: string): void => {
    const found = checkedDiagnostics(known.get(uri) ?? [], uri);
    collection.set(
      vscode.Uri.parse(uri),
      found.map(({ message, range: { start, end }, severity, code, source }) => {
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
        return Object.assign(new vscode.Diagnostic(range, message, level), { code, source });
      }),
    );
  };

  return vscode.Disposable.from(
    collection,
    runs.onDidChange((change) => {
      if (change.kind === 'loaded') return;
      const { uri } = change.active.target;
      const version = versionOf(uri);
      if (change.kind === 'started' && version !== undefined) versions.set(uri, version);
      if (change.kind !== 'ended' || change.run === undefined || version !== versions.get(uri)) return;
      const { run } = change;
      const ofOthers = known.get(uri)?.filter((other) => other.kernel !== run.kernel || other.case !== run.case) ?? [];
      known.set(uri, [run, ...ofOthers]);
      show(uri);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      known.delete(document.uri.toString());
      collection.delete(document.uri);
    }),
  );
}

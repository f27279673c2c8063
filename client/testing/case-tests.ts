import * as vscode from 'vscode';
import type { DocumentItem } from '../documents/document-items';
import type { RunTarget } from '../runs/run-target';

/** The tree of tests: a file, and in it every case that says what it expects. */
export class CaseTests {
  /** Where each test says what it expects. */
  private readonly expectations = new WeakMap<vscode.TestItem, vscode.Range>();

  constructor(private readonly controller: vscode.TestController) {}

  /** Makes a file's tests what its items say; a file without any leaves the tree. */
  update(uri: vscode.Uri, items: readonly DocumentItem[]): void {
    const cases = items.filter(
      ({ kind, name, kernel, hasExpect }) => kind === 'case' && hasExpect && name !== '' && (kernel ?? '') !== '',
    );
    if (cases.length === 0) {
      this.controller.items.delete(uri.toString());
      return;
    }
    const file =
      this.controller.items.get(uri.toString()) ??
      this.controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    const tests = cases.map((item) => this.testOf(uri, item, file));
    file.children.replace(tests);
    this.controller.items.add(file);
  }

  find(target: RunTarget): vscode.TestItem | undefined {
    return this.controller.items.get(target.uri)?.children.get(idOf(target));
  }

  /**
   * Where a test's message goes: to what it expects, since the inline view writes at the end of the case's line. Whether
   * the editor draws a message cannot be asked, so neither depends on the other.
   */
  messagePlace(test: vscode.TestItem): vscode.Location | undefined {
    const range = this.expectations.get(test);
    return test.uri && range && new vscode.Location(test.uri, range);
  }

  /** The cases among tests and below them, without those that are excluded. */
  targets(include: readonly vscode.TestItem[] | undefined, exclude: readonly vscode.TestItem[]): CaseTest[] {
    const chosen = include ?? listOf(this.controller.items);
    return chosen
      .flatMap((test) => (test.children.size > 0 ? listOf(test.children) : [test]))
      .filter((test) => !exclude.includes(test) && (test.parent === undefined || !exclude.includes(test.parent)))
      .flatMap((test) => {
        const target = targetOf(test);
        return target === undefined ? [] : [{ test, target }];
      });
  }

  private testOf(uri: vscode.Uri, item: DocumentItem, file: vscode.TestItem): vscode.TestItem {
    const target = { uri: uri.toString(), kernel: item.kernel ?? '', case: item.name };
    const test = file.children.get(idOf(target)) ?? this.controller.createTestItem(idOf(target), item.name, uri);
    test.description = item.kernel;
    test.range = editorRange(item.nameRange);
    const expected = item.expressions.find(({ field }) => field === 'expect');
    if (expected !== undefined) this.expectations.set(test, editorRange(expected.range));
    return test;
  }
}

export interface CaseTest {
  readonly test: vscode.TestItem;
  readonly target: RunTarget;
}

function listOf(tests: vscode.TestItemCollection): vscode.TestItem[] {
  return Array.from(tests, ([, test]) => test);
}

function editorRange({ start, end }: DocumentItem['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Names have no blanks, so the blank separates them. */
function idOf({ kernel, case: name }: RunTarget): string {
  return `${kernel} ${name ?? ''}`;
}

function targetOf({ id, uri }: vscode.TestItem): RunTarget | undefined {
  const [kernel, name] = id.split(' ');
  return uri === undefined || kernel === undefined || name === undefined
    ? undefined
    : { uri: uri.toString(), kernel, case: name };
}

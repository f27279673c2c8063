import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import '../../test/support/vscode';
import * as fake from 'vscode';
import type { DocumentItem } from '../documents/document-items';
import { CaseTests } from './case-tests';

/** The part of a test controller that holds tests, as the editor implements it. */
class TestTree implements Iterable<[string, vscode.TestItem]> {
  private readonly tests = new Map<string, vscode.TestItem>();

  constructor(private readonly parent?: vscode.TestItem) {}

  get size(): number {
    return this.tests.size;
  }

  add(item: vscode.TestItem): void {
    Object.assign(item, { parent: this.parent });
    this.tests.set(item.id, item);
  }

  delete(id: string): void {
    this.tests.delete(id);
  }

  get(id: string): vscode.TestItem | undefined {
    return this.tests.get(id);
  }

  replace(items: readonly vscode.TestItem[]): void {
    this.tests.clear();
    for (const item of items) this.add(item);
  }

  [Symbol.iterator](): Iterator<[string, vscode.TestItem]> {
    return this.tests[Symbol.iterator]();
  }
}

function createTests(): { readonly tree: TestTree; readonly tests: CaseTests } {
  const tree = new TestTree();
  const createTestItem = (id: string, label: string, uri?: vscode.Uri): vscode.TestItem => {
    const item = { id, label, uri } as vscode.TestItem;
    return Object.assign(item, { children: new TestTree(item) });
  };
  const controller = { items: tree, createTestItem } as unknown as vscode.TestController;
  return { tree, tests: new CaseTests(controller) };
}

const uri = fake.Uri.parse('file:///work/a.reduce');

function caseOf(name: string, line: number, extra: Partial<DocumentItem> = {}): DocumentItem {
  const range = { start: { line, character: 5 }, end: { line, character: 9 } };
  return {
    kind: 'case',
    name,
    kernel: 'dot',
    range,
    nameRange: range,
    expressions: [],
    hash: name,
    hasExpect: true,
    ...extra,
  };
}

function labels(tree: Iterable<[string, vscode.TestItem]>): string[] {
  return Array.from(tree, ([, { label }]) => label);
}

function fileOf(tree: TestTree): vscode.TestItem {
  const file = tree.get(uri.toString());
  assert.ok(file);
  return file;
}

test('the cases of a file that expect something are its tests, on their lines', () => {
  const { tree, tests } = createTests();
  tests.update(uri, [
    caseOf('dot', 0, { kind: 'kernel' }),
    caseOf('small', 3),
    caseOf('free', 6, { hasExpect: false }),
    caseOf('', 8),
    caseOf('lost', 9, { kernel: '' }),
  ]);
  assert.deepEqual(labels(tree), ['a.reduce']);
  assert.deepEqual(labels(fileOf(tree).children), ['small']);
  const small = tests.find({ uri: uri.toString(), kernel: 'dot', case: 'small' });
  assert.equal(small?.description, 'dot');
  assert.equal(small?.range?.start.line, 3);
});

test('a case keeps its test when it moves, and a file without cases leaves the tree', () => {
  const { tree, tests } = createTests();
  const target = { uri: uri.toString(), kernel: 'dot', case: 'small' };
  tests.update(uri, [caseOf('small', 3), caseOf('large', 5)]);
  const before = tests.find(target);
  tests.update(uri, [caseOf('small', 7)]);
  assert.equal(tests.find(target), before);
  assert.equal(before?.range?.start.line, 7);
  assert.deepEqual(labels(fileOf(tree).children), ['small']);
  tests.update(uri, []);
  assert.equal(tree.size, 0);
});

test('cases of one name are told apart by their kernels', () => {
  const { tests } = createTests();
  tests.update(uri, [caseOf('small', 3), caseOf('small', 5, { kernel: 'sum' })]);
  assert.equal(tests.find({ uri: uri.toString(), kernel: 'sum', case: 'small' })?.range?.start.line, 5);
  assert.equal(tests.find({ uri: uri.toString(), kernel: 'sum', case: 'large' }), undefined);
});

test('a request for a file stands for its cases, without those that are excluded', () => {
  const { tree, tests } = createTests();
  tests.update(uri, [caseOf('small', 3), caseOf('large', 5)]);
  const file = fileOf(tree);
  const large = tests.find({ uri: uri.toString(), kernel: 'dot', case: 'large' });
  assert.ok(large);
  const chosen = (include: readonly vscode.TestItem[] | undefined, exclude: readonly vscode.TestItem[] = []): unknown =>
    tests.targets(include, exclude).map(({ target }) => target.case);
  assert.deepEqual(chosen(undefined), ['small', 'large']);
  assert.deepEqual(chosen([file], [large]), ['small']);
  assert.deepEqual(chosen([large]), ['large']);
  assert.deepEqual(chosen(undefined, [file]), []);
});

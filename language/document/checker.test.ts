import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckedDocument, FileAccess } from '../checked';
import { checkDocument } from './check-document';
import { createChecker } from './checker';
import type { DocumentModel } from './model';
import { hashOf } from './hash';

const sum = `kernel sum {
    dtype_out = float32;
    arguments = const float *x, const float s;
    map_expr = s * x[i];
    reduce_expr = a + b;
    neutral = 0;
}
`;
const one = 'case one of sum { x = [1, 2]; s = 2; }\n';
const other = 'kernel largest { dtype_out = int32; arguments = const int *x; reduce_expr = max(a, b); }\n';

function codesOf(document: CheckedDocument): string[] {
  return document.diagnostics.map(({ code }) => code);
}

test('kernels and cases come out runnable, and point at each other', () => {
  const { kernels, cases, diagnostics } = checkDocument(sum + one + other);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    kernels.map(({ name, runnable, start }) => [name, runnable, start]),
    [
      ['sum', true, 0],
      ['largest', true, sum.length + one.length],
    ],
  );
  assert.equal(cases[0]?.kernel, kernels[0]);
  assert.equal(cases[0]?.runnable, true);
});

test('what an edit leaves alone is kept; what it moves keeps its meaning', () => {
  const checker = createChecker();
  const before = checker.check(sum + one + other);
  const after = checker.check(sum + one + other.replace('max', 'min'));
  assert.equal(after.kernels[0], before.kernels[0]);
  assert.equal(after.cases[0], before.cases[0]);
  assert.notEqual(after.kernels[1], before.kernels[1]);
  const moved = checker.check(`// New.\n\n${sum}${one}`);
  assert.equal(moved.kernels[0]?.start, 9);
  assert.equal(moved.kernels[0]?.arguments, before.kernels[0]?.arguments);
  assert.equal(moved.cases[0]?.bindings, before.cases[0]?.bindings);
});

test('a kernel means the same whether one asks for it alone or for all', () => {
  const names = Array.from({ length: 20 }, (_, index) => `sum_${index}`);
  const text = names.map((name) => sum.replace('sum', name)).join('');
  const kernelsOf = ({ items, kernelStates }: DocumentModel): unknown[] =>
    items.map(({ item }) => (item.kind === 'kernel' ? kernelStates.get(item)?.checked : undefined));
  const checker = createChecker();
  const alone = checker.check(text);
  assert.deepEqual(kernelsOf(alone), alone.kernels);
  const edited = checker.check(`\n${text}`);
  const [first] = edited.items;
  assert.ok(first?.item.kind === 'kernel');
  assert.equal(edited.kernelStates.get(first.item)?.checked.start, 1);
  assert.equal(edited.kernels[0], edited.kernelStates.get(first.item)?.checked);
  const other = checker.check(sum);
  assert.equal(other.kernelStates.get(first.item), undefined, 'a kernel of another version');
});

test('a preamble is checked again with all that it serves', () => {
  const checker = createChecker();
  const preamble = 'preamble { __device__ float twice(float v) { return 2 * v; } }\n';
  const kernel = sum.replace('s * x[i]', 's * twice(x[i])');
  assert.deepEqual(codesOf(checker.check(preamble + kernel)), []);
  assert.deepEqual(codesOf(checker.check(preamble.replace('twice', 'double_of') + kernel)), ['undefined-name']);
  const { kernels, diagnostics } = checker.check(kernel + preamble);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    kernels[0]?.preambles.map(({ start, text }) => [start, text.trim()]),
    [[kernel.length, '__device__ float twice(float v) { return 2 * v; }']],
  );
});

test('an error in a preamble makes all kernels of the file unable to run, and stands there alone', () => {
  const { kernels, cases, diagnostics } = checkDocument(`preamble { struct P { int x; }; }}\n${sum}${one}preamble {`);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['unexpected-text', 'unclosed-brace'],
  );
  assert.equal(kernels[0]?.runnable, false);
  assert.equal(cases[0]?.runnable, false);
});

test('operator laws are left out on request, and come with the next call', () => {
  const checker = createChecker();
  const text = other.replace('max(a, b)', 'a - b');
  assert.deepEqual(codesOf(checker.check(text, { laws: false })), []);
  assert.deepEqual(codesOf(checker.check(text)), ['not-associative']);
});

test('a law is tried again when a case changes a scalar', () => {
  const checker = createChecker();
  const kernel = `kernel shifted {
    dtype_out = int32;
    arguments = const int *x, const int s;
    map_expr = x[i];
    reduce_expr = a + b + s;
}
`;
  const text = (s: number): string => `${kernel}case c of shifted { x = [1, 2]; s = ${s}; }`;
  assert.deepEqual(codesOf(checker.check(text(0))), []);
  const withNeutral = (s: number): string => text(s).replace('}\ncase', 'neutral = 0;\n}\ncase');
  assert.deepEqual(codesOf(checker.check(withNeutral(0))), []);
  assert.deepEqual(codesOf(checker.check(withNeutral(3))), ['neutral-not-identity']);
  assert.deepEqual(codesOf(checker.check(withNeutral(0))), []);
});

/** One `.npy` file of float32, with as many elements as `state.length` says. */
function filesWith(state: { length: number; modified: number }): FileAccess {
  return {
    resolve: (path) => `/data/${path}`,
    stat: () => ({ size: 128 + 4 * state.length, modified: state.modified }),
    readHead: () => {
      const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${state.length},), }`;
      const text = `\x93NUMPY\x01\x00\x76\x00${header.padEnd(117)}\n`;
      return Uint8Array.from(text, (character) => character.charCodeAt(0));
    },
  };
}

test('a case is checked again, and its hash differs, when its data file changes', () => {
  const state = { length: 10, modified: 1 };
  const checker = createChecker({ files: filesWith(state) });
  const text = `${sum}case c of sum { x = file("x.npy"); s = 1; }`;
  const before = checker.check(text).cases[0];
  assert.equal(before?.settings.n, 10);
  assert.equal(checker.check(text).cases[0], before);
  state.length = 12;
  state.modified = 2;
  const after = checker.check(text).cases[0];
  assert.equal(after?.settings.n, 12);
  assert.ok(before && after);
  assert.notEqual(hashOf(after.kernel, after), hashOf(before.kernel, before));
});

test('the hash is that of the meaning: text that makes no difference is left out', () => {
  const hashes = (text: string): string[] => {
    const { kernels, cases } = checkDocument(text);
    assert.ok(kernels[0]);
    return [hashOf(kernels[0]), hashOf(kernels[0], cases[0])];
  };
  const preamble = 'preamble { struct P { int x; }; }\n';
  const [kernel, withCase] = hashes(preamble + sum + one);
  assert.match(kernel ?? '', /^[0-9a-f]{14}$/);
  const respaced = (preamble + one + sum).replaceAll(' = ', ' /* is */=').replaceAll('\n', '\n\n');
  assert.deepEqual(hashes(`// Moved.\n${respaced}${other}`), [kernel, withCase]);
  assert.deepEqual(hashes(preamble + sum + one.replace('2]', '3]'))[0], kernel);
  const changes = [sum.replace('s * x', 's + x'), sum.replace('kernel sum', 'preamble { }\nkernel sum')];
  for (const change of changes) assert.notEqual(hashes(preamble + change + one)[0], kernel);
  assert.notEqual(hashes(preamble + sum + one.replace('2]', '3]'))[1], withCase);
  assert.notEqual(hashes(preamble.replace('int', 'long') + sum + one)[0], kernel);
});

test('related places are those of the document, in other items too', () => {
  const text = `${other}\n${sum}kernel sum { dtype_out = int32; arguments = const int *x; reduce_expr = a + b; }`;
  const [diagnostic] = checkDocument(text).diagnostics;
  assert.equal(diagnostic?.code, 'repeated-kernel');
  const [related] = diagnostic?.related ?? [];
  assert.equal(related?.span.start, text.indexOf('sum'));
});

test('a misspelt required field is one mistake', () => {
  assert.deepEqual(codesOf(checkDocument(other.replace('dtype_out', 'dtype_ot'))), ['unknown-field']);
  assert.deepEqual(codesOf(checkDocument(other.replace('reduce_expr', 'reduce'))), ['unknown-field']);
});

test('names mean after an edit what they mean in a new text', () => {
  const checker = createChecker();
  const renamed = sum.replace('kernel sum', 'kernel total');
  const edited = other.replace('max', 'min');
  const places = ({ items, kernelsByName }: DocumentModel): unknown[] =>
    Array.from(kernelsByName, ([name, kernel]) => [name, items.findIndex(({ item }) => item === kernel)]);
  for (const text of [sum + other, sum + edited, edited + sum, sum + sum + edited, renamed + edited, edited]) {
    const fresh = createChecker().check(text, { laws: false });
    assert.deepEqual(places(checker.check(text, { laws: false })), places(fresh));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitItems } from './split-items';
import { itemsAfter } from './testing/items-after';
import { startsPython } from './python';

test('Python is told from what looks like it', () => {
  const isPython = (text: string): boolean => startsPython(text, 0);
  assert.ok(isPython('import numpy as np\n'));
  assert.ok(isPython('from pycuda.reduction import ReductionKernel\n'));
  assert.ok(isPython('self.krnl = pycuda.reduction.ReductionKernel(\n'));
  assert.ok(isPython('a, b = np.zeros(3), 2\n'));
  assert.ok(isPython('# sum\n\nN = 400\nx = gpuarray.arange(N)\n'));
  assert.ok(!isPython('import\n'));
  assert.ok(!isPython('x = 3;\n'));
  assert.ok(!isPython('x = 3\nkernel total {\n'));
  assert.ok(!isPython('#define N 4\nimport numpy\n'));
  assert.ok(!isPython('__device__ float f(float x) { return x; }\n'));
  assert.ok(!isPython('kernal total {\n    dtype_out = float32;\n'));
});

test('what is pasted is one item, and what stands around it stays apart', () => {
  const texts = splitItems(
    'kernel t { }\n\n# sum\nimport numpy\nx = """\nkernel t {\n"""\n\n  y = f(x,\n1)\ncase c of t { }\nN = 1\nk = cp.ReductionKernel()\n// a comment\npreamble { }\n',
  ).map(({ text }) => text);
  assert.deepEqual(texts, [
    'kernel t { }',
    '# sum\nimport numpy\nx = """\nkernel t {\n"""\n\n  y = f(x,\n1)',
    'case c of t { }',
    'N = 1\nk = cp.ReductionKernel()',
    '// a comment\npreamble { }',
  ]);
});

test('an edit anywhere leaves the items that a new split gives', () => {
  const line = fc.constantFrom(
    '# sum',
    'N = 400',
    'import numpy',
    'x = np.zeros(3)',
    'k = ReductionKernel("""',
    '""")',
    'kernel t {',
    '}',
    'case c of t { }',
    'preamble { int f(); }',
    '',
    '    neutral = 0;',
    '// note',
    '#define A',
    'stray word',
  );
  const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(
      text,
      fc.nat(120),
      fc.nat(20),
      fc.constantFrom('', '\n', '"', 'i', '#', '\nimport numpy\n', '}'),
      (before, from, length, insert) => {
        const after = before.slice(0, from) + insert + before.slice(from + length);
        assert.deepEqual(itemsAfter(before, after), splitItems(after));
      },
    ),
    { numRuns: 3000 },
  );
});

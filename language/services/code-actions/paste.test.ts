import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from './code-actions';
import { analyse, applyAction, errorsOf } from './testing/apply';

/** Applies preferred quick fixes, one after another as a person would, until none is offered. */
function followPreferredFixes(pasted: string): { readonly text: string; readonly steps: readonly string[] } {
  let text = pasted;
  const steps: string[] = [];
  for (let step = 0; step < 20; step++) {
    const analysis = analyse(text);
    const range = { start: { line: 0, character: 0 }, end: analysis.lines.position(text.length) };
    const next = codeActions(analysis, range, { only: ['quickfix'] }).find(({ isPreferred }) => isPreferred === true);
    if (next === undefined) return { text, steps };
    steps.push(next.title);
    text = applyAction(analysis, next);
  }
  assert.fail(`No end: ${steps.join(' · ')}`);
}

/** Asserts that a pasted text ends as a document without problems in which each of these can run. */
function leadsTo(pasted: string, kernels: readonly string[], cases: readonly string[]): string {
  const { text } = followPreferredFixes(pasted);
  const analysis = analyse(text);
  assert.deepEqual(errorsOf(analysis), [], text);
  assert.deepEqual(
    analysis.model.kernels.filter(({ runnable }) => runnable).map(({ name }) => name),
    kernels,
    text,
  );
  assert.deepEqual(
    analysis.model.cases.filter(({ runnable }) => runnable).map(({ name, kernel }) => `${name} of ${kernel.name}`),
    cases,
    text,
  );
  return text;
}

test('the example of PyCUDA’s documentation, pasted whole, becomes a kernel that runs', () => {
  const text = leadsTo(
    `import pycuda.autoinit
import pycuda.gpuarray as gpuarray
import numpy
from pycuda.reduction import ReductionKernel

a = gpuarray.arange(400, dtype=numpy.float32)
b = gpuarray.arange(400, dtype=numpy.float32)

krnl = ReductionKernel(numpy.float32, neutral="0",
        reduce_expr="a+b", map_expr="x[i]*y[i]",
        arguments="float *x, float *y")

my_dot_prod = krnl(a, b).get()
`,
    ['krnl'],
    ['example of krnl'],
  );
  assert.equal(
    text,
    `kernel krnl {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
    neutral     = 0;
}

case example of krnl {
    x = arange(400);
    y = arange(400);
}
`,
  );
});

test('Python between kernels leaves them as they are', () => {
  const kernel = (name: string): string =>
    `kernel ${name} {\n    dtype_out   = float32;\n    arguments   = const float *x;\n    reduce_expr = a + b;\n}\n`;
  const text = leadsTo(
    `${kernel('first')}\nk = ReductionKernel(np.float32, "0", "a+b", "x[i]", "float *x")\n\n// The last.\n${kernel('last')}`,
    ['first', 'k', 'last'],
    [],
  );
  assert.ok(text.startsWith(kernel('first')));
  assert.ok(text.endsWith(`// The last.\n${kernel('last')}`));
});

test('the arguments of a call, typed over into fields, shed what is Python', () => {
  leadsTo(
    `kernel dot {
    dtype_out   = numpy.dtype("float32"),
    neutral     = "0",
    reduce_expr = "a+b",
    map_expr    = "x[i]*y[i]",
    arguments   = "float *x, float *y"
}
`,
    ['dot'],
    [],
  );
});

const differences = `kernel reduction {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = fabs(x[i] - y[i]);
    reduce_expr = max(a, b);
    neutral     = 0;
}
`;

test('several arguments of a call on one line become fields in one step', () => {
  const { text, steps } = followPreferredFixes(
    `// The largest.
kernel reduction {
    dtype_out=np.float32, neutral="0",
    reduce_expr="max(a, b)", map_expr="fabs(x[i]-y[i])",
    arguments="float *x, float *y")
}
`,
  );
  assert.equal(text, `// The largest.\n${differences}`);
  assert.deepEqual(steps, ['Write Python’s arguments as fields']);
});

test('arguments alone, of a call or assigned one by one, become a kernel', () => {
  for (const separator of [', ', ',\n        ', '\n', ';\n']) {
    const parts = ['dtype_out=np.float32', 'neutral="0"', 'reduce_expr="max(a, b)"', 'map_expr="fabs(x[i]-y[i])"'];
    assert.equal(
      leadsTo([...parts, 'arguments="float *x, float *y"'].join(separator), ['reduction'], []).trimEnd(),
      differences.trimEnd(),
    );
  }
});

test('a kernel copied with its prompts is converted, not removed', () => {
  leadsTo(
    `>>> krnl = ReductionKernel(numpy.float32, neutral="0",
...         reduce_expr="a+b", map_expr="x[i]*y[i]",
...         arguments="float *x, float *y")
>>> krnl(a, b).get()
21253400.0
`,
    ['krnl'],
    [],
  );
});

test('what was copied from inside a function leaves no indentation behind', () => {
  const text = leadsTo('    # Sums.\n    k = ReductionKernel(np.float32, "0", "a+b", "x[i]", "float *x")\n', ['k'], []);
  assert.match(text, /^\/\/ Sums\.\nkernel k/);
});

test('a kernel that is written with every habit of Python ends without a problem', () => {
  const { text, steps } = followPreferredFixes(
    `kernel norm {
    dtype_out = np.float32;
    args = "float *x";
    map_expr = x[i] ** 2;
    reduce_expr = a + b
    identity = 0;
    post_map_expr = math.sqrt(a);
`,
  );
  assert.deepEqual(errorsOf(analyse(text)), [], `${steps.join(' · ')}\n${text}`);
});

test('Python that makes no kernel can stay as a comment', () => {
  leadsTo('import numpy as np\n\nx = np.zeros(3)\n', [], []);
});

test('Python whose kernel has mistakes of its own is converted all the same, and mended then', () => {
  const text = leadsTo('k = ReductionKernel(np.float32, "0", "a+b", "x[i]*y[i]", "float *x")\n', ['k'], []);
  assert.match(text, /const float \*x, const float \*y;/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createAnalyser } from '../model/analysis';
import { codeActions } from './code-actions';
import { analyse, applyAction, checkFix, titlesAt } from './testing/apply';

const dot = `kernel dot {
    dtype_out   = float32;
    arguments   = const float *x, float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
}
`;

test('a case is added from the name of a kernel', () => {
  checkFix(
    dot.replace('dot', 'd$0ot'),
    'Add a case for ‘dot’',
    `${dot.trimEnd()}

case example of dot {
    n = 1024;
    x = uniform(0, 1);
    y = uniform(0, 1);
}
`,
  );
});

test('a vector is made const', () => {
  checkFix(dot.replace('*y;', '*$0y;'), 'Make ‘y’ const', dot.replace(', float', ', const float'));
});

test('the identity of the operator is added, of a struct too', () => {
  checkFix(dot.replace('reduce', '$0reduce'), 'Add neutral = 0;', dot.replace('b;\n', 'b;\n    neutral     = 0;\n'));
  const range = `preamble {
    struct Range { float lo, hi; };
    __device__ Range merge(Range p, Range q) { return Range{fminf(p.lo, q.lo), fmaxf(p.hi, q.hi)}; }
}

kernel range {
    dtype_out   = Range;
    arguments   = const float *x;
    map_expr    = Range{x[i], x[i]};
    reduce_expr = merge(a, b);
}
`;
  checkFix(
    range.replace('kernel range', 'kernel $0range'),
    'Add neutral = Range{INFINITY, -INFINITY};',
    range.replace('merge(a, b);\n}', 'merge(a, b);\n    neutral     = Range{INFINITY, -INFINITY};\n}'),
  );
});

test('no identity is offered to an operator that has none', () => {
  assert.ok(!titlesAt(dot.replace('a + b', '$0(a + b) / 2')).some((title) => title.includes('neutral')));
});

test('all problems of a kind are fixed at once', () => {
  const text = `kernel half {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = $00.5 * x[i];
    reduce_expr = a + 0.25 * b;
}
`;
  checkFix(
    text,
    'Fix all 2 of ‘double-literal’ in this file',
    text.replace('$0', '').replace('0.5', '0.5f').replace('0.25', '0.25f'),
  );
});

test('fixing all on save asks for what is safe, and nothing is offered where nothing is', () => {
  const text = 'kernel t {\n    dtype_out = np.float32\n    arguments = const float *x;\n    reduce_expr = a + b;\n}\n';
  const analysis = analyse(text);
  const start = { line: 0, character: 0 };
  const [action, ...others] = codeActions(analysis, { start, end: start }, { only: ['source.fixAll'] });
  assert.ok(action && others.length === 0);
  assert.equal(action.kind, 'source.fixAll.warpfold');
  const fixed = applyAction(analysis, action);
  assert.equal(fixed, text.replace('np.float32', 'float32;'));
  assert.deepEqual(codeActions(analyse(fixed), { start, end: start }, { only: ['source.fixAll.warpfold'] }), []);
});

test('lines that are added end as those of the document do', () => {
  checkFix(
    dot.replace('kernel dot', 'kernel $0dot').replace(/\n/g, '\r\n'),
    'Add neutral = 0;',
    dot.replace('b;\n', 'b;\n    neutral     = 0;\n').replace(/\n/g, '\r\n'),
  );
});

test('`only` chooses', () => {
  const text = dot.replace('x[i] * y[i]', 'x[i] * 0.5').replace('float *y', 'float *$0y');
  assert.ok(titlesAt(text, ['quickfix']).includes('Remove ‘y’'));
  assert.ok(!titlesAt(text, ['quickfix']).includes('Make ‘y’ const'));
  assert.ok(titlesAt(text, ['refactor']).includes('Make ‘y’ const'));
  assert.ok(!titlesAt(text, ['refactor']).includes('Remove ‘y’'));
});

test('an action answers the diagnostics that the client holds', () => {
  const analysis = analyse(dot.replace('a + b;', 'a + b'));
  const range = { start: { line: 4, character: 22 }, end: { line: 4, character: 23 } };
  const held = { range, code: 'missing-semicolon', message: 'A ‘;’ is missing after this.', data: 1 };
  const [action] = codeActions(analysis, range, { diagnostics: [held] });
  assert.equal(action?.diagnostics?.[0], held);
  assert.equal(action.isPreferred, true);
});

test('no text makes it throw, and every edit can be made', () => {
  const pieces = [
    dot,
    'case c of dot { x = [1, , 2]; y = uniform(1, 0, 3); }\n',
    'preamble { struct S { float a; }; }\n',
  ];
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.nat(300),
      fc.nat(12),
      fc.constantFrom('', '}', '(', '"', ';', ' x ', '= ', '0.5'),
      (which, from, length, text) => {
        const source = pieces.join('\n') + (pieces[which] ?? '');
        const analysis = createAnalyser('file:///kernels.reduce').analyse(
          source.slice(0, from) + text + source.slice(from + length),
          7,
        );
        const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
        for (const action of codeActions(analysis, range, { only: [''] })) applyAction(analysis, action);
      },
    ),
    { numRuns: 60 },
  );
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createAnalyser } from '../model/analysis';
import { inlayHints } from './inlay-hints';
import type { InlayHintSettings } from './settings';

const everything: InlayHintSettings = { dtypes: true, conversions: true, parameterNames: true };
const nothing: InlayHintSettings = { dtypes: false, conversions: false, parameterNames: false };

function analyse(text: string) {
  return createAnalyser('file:///kernels.reduce').analyse(text, 1);
}

/** The text with each hint in its place, as `«label»`. */
function render(text: string, settings: InlayHintSettings = everything): string {
  const analysis = analyse(text);
  const whole = { start: { line: 0, character: 0 }, end: analysis.lines.position(text.length) };
  let rendered = '';
  let last = 0;
  for (const hint of inlayHints(analysis, whole, settings)) {
    const offset = analysis.lines.offset(hint.position);
    assert.ok(offset >= last, 'hints are in order');
    rendered += `${text.slice(last, offset)}«${hint.label as string}»`;
    last = offset;
  }
  return rendered + text.slice(last);
}

/** The map of a kernel with hints. */
function renderMap(map: string, settings?: InlayHintSettings): string {
  const rendered = render(
    `kernel k {
    dtype_out = float32;
    arguments = const float *x, const double *y, const int *c, const unsigned char *u, const bool *f, int k;
    map_expr = ${map};
    reduce_expr = a + b;
    neutral = 0;
}`,
    settings,
  );
  return /map_expr = (.*);/.exec(rendered)?.[1] ?? '';
}

describe('hints of inferred types', () => {
  it('show the map that stands for none', () => {
    const text = 'kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }';
    assert.equal(
      render(text),
      'kernel sum { dtype_out = float32; arguments = const float *x;«map_expr = x[i];» reduce_expr = a + b; neutral = 0; }',
    );
    assert.equal(render(text, nothing), text);
  });

  it('can be written into the text', () => {
    const text =
      'kernel sum {\n    arguments   = const float *x;\n    dtype_out   = float16;\n    reduce_expr = a + b;\n}';
    const analysis = analyse(text);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const edits = inlayHints(analysis, whole, everything).map(({ textEdits }) => textEdits?.[0]);
    assert.deepEqual(
      edits.map((edit) => edit?.newText),
      ['\n    map_expr = x[i];', '\n    reduce_type = float32;'],
    );
    assert.deepEqual(edits[0]?.range.start, { line: 1, character: 33 });
  });

  it('show the accumulator where it is not the result', () => {
    const half = 'kernel s { dtype_out = float16; arguments = const half *x; map_expr = 1.0f; reduce_expr = a + b; }';
    assert.match(render(half), /dtype_out = float16;«reduce_type = float32;»/);
    assert.doesNotMatch(render(half.replace('float16;', 'float16; reduce_type = float32;')), /«reduce_type/);
  });

  it('show the number of elements of a case, and what its slice takes', () => {
    const kernel = 'kernel s { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }\n';
    assert.match(render(`${kernel}case c of s { x = arange(400); }`), /case c«n = 400» of s/);
    assert.match(render(`${kernel}case c of s { x = arange(400); slice = ::2; }`), /case c«n = 400, count = 200» of s/);
    assert.doesNotMatch(render(`${kernel}case c of s { n = 400; x = zeros(); }`), /«n/);
    assert.doesNotMatch(render(`${kernel}case c of s { x = zeros(); }`), /«n/);
  });
});

describe('hints of conversions', () => {
  it('mark what changes its kind, once', () => {
    assert.equal(renderMap('x[i] * y[i]'), 'x[i]«→ double» * y[i]«→ float»');
    assert.equal(renderMap('x[i] * c[i]'), 'x[i] * c[i]«→ float»');
    assert.equal(renderMap('x[i] + 0.1'), 'x[i]«→ double» + 0.1«→ float»');
    assert.equal(renderMap('k * i'), 'k * i«→ float»');
  });

  it('put parentheses around the operation that an operand is', () => {
    assert.equal(renderMap('(float)(x[i] * c[i] + 2.0)'), '(float)(«(»x[i] * c[i]«→ float»«) → double» + 2.0)');
    assert.equal(renderMap('(float)((x[i] + c[i]) * 2.0)'), '(float)((x[i] + c[i]«→ float»)«→ double» * 2.0)');
  });

  it('leave out constants, integers among themselves, bool and casts', () => {
    for (const map of [
      'x[i] * 2',
      'x[i] * -2',
      '(float)(u[i] + k)',
      '(float)y[i]',
      'f[i] && k',
      'f[i]',
      'c[i] % 2 == 0',
    ]) {
      assert.equal(renderMap(map), map);
    }
  });

  it('stand at arguments of functions, of preambles too', () => {
    assert.equal(renderMap('sqrtf(y[i])'), 'sqrtf(y[i]«→ float»)');
    assert.match(
      render('preamble { __device__ float half_of(int v) { double d = v; return d / 2; } }'),
      /double d = v«→ double»; return d \/ 2«→ float»;/,
    );
  });

  it('say what is lost', () => {
    const text = 'kernel k { dtype_out = int32; arguments = const float *x; map_expr = x[i]; reduce_expr = a + b; }';
    const analysis = analyse(text);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const [hint] = inlayHints(analysis, whole, everything);
    assert.deepEqual(hint?.tooltip, { kind: 'markdown', value: '`float` → `int`: drops the fraction.' });
  });
});

describe('hints of parameter names', () => {
  const preamble = 'preamble { __device__ float clamp(float value, float lo, float hi) { return value; } }\n';
  const kernel = (map: string): string =>
    `${preamble}kernel k { dtype_out = float32; arguments = const float *x, float lo; map_expr = ${map}; reduce_expr = a + b; }`;

  it('stand at calls of preamble functions, where the text does not say them', () => {
    assert.match(render(kernel('clamp(x[i], lo, 1.0f)')), /clamp\(«value:»x\[i\], lo, «hi:»1\.0f\)/);
  });

  it('are left out for one parameter, and for places that a, b or x, y stand for', () => {
    for (const map of ['sqrtf(x[i])', 'fmaxf(x[i], lo)', 'fmaf(x[i], lo, lo)']) {
      assert.ok(render(kernel(map)).includes(map), map);
    }
    assert.match(render(kernel('ldexpf(x[i], 2)')), /ldexpf\(«x:»x\[i\], «exp:»2\)|ldexpf\(x\[i\], «exp:»2\)/);
  });

  it('stand at generators', () => {
    const text = `${kernel('x[i]')}\ncase c of k { x = uniform(-1, 1, 5, seed = 2); lo = 1; }`;
    assert.match(render(text), /uniform\(«lo:»-1, «hi:»1, «len:»5, seed = 2\)/);
    assert.match(render(text.replace('uniform(-1, 1, 5, seed = 2)', 'normal(0, 2)')), /normal\(«mean:»0, «sd:»2\)/);
    assert.match(render(text.replace('uniform(-1, 1, 5, seed = 2)', 'arange(5)')), /arange\(5\)/);
    assert.match(render(text.replace('uniform(-1, 1, 5, seed = 2)', 'zeros(5)')), /zeros\(5\)/);
    assert.match(render(text.replace('uniform(-1, 1, 5, seed = 2)', 'arange(1, 5)')), /arange\(«start:»1, «stop:»5\)/);
  });
});

describe('hints of a document', () => {
  const sum = (index: number): string =>
    `kernel k${index} { dtype_out = float32; arguments = const double *x; reduce_expr = a + b; neutral = 0; }\n`;

  it('come from the range alone', () => {
    const analysis = analyse(Array.from({ length: 5 }, (_, index) => sum(index)).join(''));
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 999 } };
    const found = inlayHints(analysis, range, everything);
    assert.deepEqual(new Set(found.map(({ position }) => position.line)), new Set([2]));
    assert.ok(found.length > 0);
  });

  it('move with their items', () => {
    const analyser = createAnalyser('file:///kernels.reduce');
    const hints = (text: string): number[] => {
      const analysis = analyser.analyse(text, 1);
      const whole = { start: { line: 0, character: 0 }, end: analysis.lines.position(text.length) };
      return inlayHints(analysis, whole, everything).map(({ position }) => position.line);
    };
    assert.deepEqual(hints(sum(1)), [0]);
    assert.deepEqual(hints(`\n\n${sum(1)}`), [2]);
  });

  it('follow a change of the preamble', () => {
    const analyser = createAnalyser('file:///kernels.reduce');
    const text = (type: string): string =>
      `preamble { typedef ${type} real; }\nkernel k { dtype_out = float32; arguments = const real *x; map_expr = x[i]; reduce_expr = a + b; }`;
    const labels = (type: string): unknown[] => {
      const analysis = analyser.analyse(text(type), 1);
      const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      return inlayHints(analysis, whole, everything).map(({ label }) => label);
    };
    assert.deepEqual(labels('float'), []);
    assert.deepEqual(labels('double'), ['→ float']);
  });

  it('never fail on a prefix of an example', () => {
    const folder = new URL('../../../examples/', import.meta.url);
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.reduce'))) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const analyser = createAnalyser('file:///kernels.reduce');
      for (let end = 0; end <= text.length; end += 7) {
        const analysis = analyser.analyse(text.slice(0, end), end);
        const whole = { start: { line: 0, character: 0 }, end: analysis.lines.position(end) };
        assert.ok(Array.isArray(inlayHints(analysis, whole, everything)));
      }
    }
  });
});

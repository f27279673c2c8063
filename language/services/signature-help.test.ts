import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signatureHelp } from './signature-help';
import { analyseAt } from './testing/analyse-at';

/** The active signature with its active parameter in brackets, and how many signatures there are. */
function helpAt(
  marked: string,
): { readonly active: string; readonly count: number; readonly documentation: string } | undefined {
  const { analysis, position } = analyseAt(marked);
  const help = signatureHelp(analysis, position);
  if (help === undefined) return undefined;
  const signature = help.signatures[help.activeSignature ?? 0];
  assert.ok(signature);
  const label = signature.parameters?.[help.activeParameter ?? 0]?.label;
  const [start, end] = typeof label === 'object' ? label : [signature.label.length, signature.label.length];
  const { documentation } = signature;
  return {
    active: `${signature.label.slice(0, start)}[${signature.label.slice(start, end)}]${signature.label.slice(end)}`,
    count: help.signatures.length,
    documentation: typeof documentation === 'object' ? documentation.value : '',
  };
}

function inKernel(field: string): string {
  return `preamble {
    struct Pair { float value; int index; __device__ float scaled(float by, int times = 1) const { return value * by; } };
    // Picks the larger.
    __device__ Pair larger(Pair a, Pair b) { return a.value > b.value ? a : b; }
    struct Acc { float sum; __device__ Acc(float s) : sum(s) {} __device__ Acc(float s, int k) : sum(s) {} };
}
kernel k {
    dtype_out   = float32;
    arguments   = const float *x, const double *d, const int *m, const Pair *p, float s;
    ${field}
}
`;
}

function inMap(expression: string): string {
  return inKernel(`map_expr = ${expression};\n    reduce_expr = a + b;`);
}

describe('signature help in expressions', () => {
  it('marks the parameter by the commas before the cursor', () => {
    assert.equal(helpAt(inMap('fmaf($0)'))?.active, 'fmaf([float x], float y, float z) → float');
    assert.equal(helpAt(inMap('fmaf(x[i], s, $0)'))?.active, 'fmaf(float x, float y, [float z]) → float');
    assert.equal(helpAt(inMap('fmaf(x[i], $0 s, 1.0f)'))?.active, 'fmaf(float x, [float y], float z) → float');
  });

  it('works where nothing is closed', () => {
    assert.equal(helpAt(inKernel('map_expr = fmaxf(x[i], '))?.active, undefined);
    assert.equal(helpAt(inKernel('map_expr = fmaxf(x[i], $0'))?.active, 'fmaxf(float x, [float y]) → float');
    assert.equal(
      helpAt('kernel k { arguments = float *x; map_expr = fmaxf(x[i], $0')?.active,
      'fmaxf(float x, [float y]) → float',
    );
    assert.equal(helpAt(inKernel('map_expr = fmaxf(fminf(x[i, $0'))?.active, 'fminf([float x], float y) → float');
  });

  it('shows the innermost call, and passes brackets, groups, casts, strings and comments', () => {
    assert.equal(helpAt(inMap('fmaxf(fminf(x[i], s), $0)'))?.active, 'fmaxf(float x, [float y]) → float');
    assert.equal(helpAt(inMap('fmaxf(x[(i, $0)], s)'))?.active, 'fmaxf([float x], float y) → float');
    assert.equal(helpAt(inMap('fmaxf(/* a, b( */ x[i], $0)'))?.active, 'fmaxf(float x, [float y]) → float');
    assert.equal(
      helpAt(inMap('fmaxf((float)d[i], static_cast<float>($0))'))?.active,
      'fmaxf(float x, [float y]) → float',
    );
    assert.equal(helpAt(inMap('fmaxf(x[i], /* $0 */ s)')), undefined);
    assert.equal(helpAt(inMap('(x[i] + $0)')), undefined);
    assert.equal(helpAt(inMap('unheard_of($0)')), undefined);
  });

  it('chooses the overload that fits the arguments given so far', () => {
    assert.equal(helpAt(inMap('min(x[i], $0)'))?.active, 'min(float a, [float b]) → float');
    assert.equal(helpAt(inMap('min(m[i], $0)'))?.active, 'min(int a, [int b]) → int');
    assert.equal(helpAt(inMap('sqrt(d[i]$0)'))?.active, 'sqrt([double x]) → double');
    assert.equal(helpAt(inMap('sqrt($0)'))?.active, 'sqrt([float x]) → float', 'the accumulator is float');
    assert.ok((helpAt(inMap('min(m[i], $0)'))?.count ?? 0) > 10);
    assert.match(helpAt(inMap('powf($0)'))?.documentation ?? '', /ulp/);
  });

  it("knows the preamble's functions, methods, constructors and structs", () => {
    const larger = helpAt(inMap('larger(p[i], $0)'));
    assert.equal(larger?.active, 'larger(Pair a, [Pair b]) → Pair');
    assert.equal(larger?.documentation, 'Picks the larger.');
    assert.equal(helpAt(inMap('p[i].scaled(s, $0)'))?.active, 'scaled(float by, [int times]) → float');
    assert.equal(helpAt(inMap('Acc(s, $0)'))?.active, 'Acc(float s, [int k])');
    assert.equal(helpAt(inMap('Pair{x[i], $0'))?.active, 'Pair{float value, [int index]}');
    assert.equal(
      helpAt(inMap('make_float4(x[i], $0)'))?.active,
      'make_float4(float x, [float y], float z, float w) → float4',
    );
    assert.equal(
      helpAt(inMap('complex<float>(x[i], $0)'))?.active,
      'complex<float>(float re, [float im]) → complex<float>',
    );
  });

  it('works in the body of a function, with its locals', () => {
    const text = 'preamble {\n__device__ float f(float x) {\n    double y = x;\n    return max(y, $0';
    assert.equal(helpAt(text)?.active, 'max(double a, [double b]) → double');
    assert.equal(helpAt('preamble {\n__device__ float f(float x) {\n    if ($0) return x;\n}\n}'), undefined);
  });
});

describe('signature help in cases', () => {
  const inCase = (value: string): string =>
    `kernel k { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }\ncase c of k {\n    x = ${value};\n}\n`;

  it("marks a generator's parameter, the named one included", () => {
    assert.equal(helpAt(inCase('uniform($0)'))?.active, 'uniform([lo], hi[, len], seed = …)');
    assert.equal(helpAt(inCase('uniform(0, $0'))?.active, 'uniform(lo, [hi][, len], seed = …)');
    assert.equal(helpAt(inCase('uniform(0, 1, 8, $0)'))?.active, 'uniform(lo, hi[, len], [seed = …])');
    assert.equal(helpAt(inCase('uniform(0, 1, seed = $0)'))?.active, 'uniform(lo, hi[, len], [seed = …])');
    assert.equal(helpAt(inCase('full($0)'))?.active, 'full([value][, len])');
    assert.equal(helpAt(inCase('arange($0)'))?.active, 'arange([start,] [stop][, step])');
    assert.equal(helpAt(inCase('arange(0, $0)'))?.active, 'arange([start,] [stop][, step])');
    assert.equal(helpAt(inCase('file("$0")'))?.active, 'file(["x.npy"])');
  });

  it('has nothing to say outside of generators', () => {
    assert.equal(helpAt(inCase('[1, $0]')), undefined);
    assert.equal(helpAt(inCase('(1 + $0)')), undefined);
    assert.equal(helpAt('$0'), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDocument } from '../../index';
import { refusal } from '../../check/options';
import { resolveCompletion } from './index';
import { Offer } from './testing/completion-at';

function documentationOf(offer: Offer, label: string): string {
  const { documentation } = resolveCompletion(offer.item(label));
  return typeof documentation === 'object' ? documentation.value : (documentation ?? '');
}

describe('completion of fields', () => {
  it('offers the fields that are missing, the required ones first', () => {
    const offer = new Offer('kernel k {\n    arguments = const float *x;\n    $0\n}');
    offer.ranks('dtype_out', 'reduce_expr', 'map_expr', 'neutral', 'options').lacks('arguments').has('preamble');
    new Offer('kernel k { arguments = float *x, float *y; $0 }').ranks('map_expr', 'neutral');
  });

  it('inserts a value that suits, with its = below the others', () => {
    const values = (body: string, label: string): string =>
      new Offer(`kernel k {\n${body}\n    $0\n}`, { snippets: true }).applied(label);
    const aligned = '    dtype_out   = float32;\n    arguments   = const float *x, const float *y;';
    assert.match(values(aligned, 'map_expr'), /\n {4}map_expr {4}= x\[i\] \* y\[i\];\n/);
    assert.match(values('    dtype_out = float64;', 'arguments'), /\n {4}arguments = const double \*x;\n/);
    assert.match(values('    arguments = const int *x;', 'dtype_out'), /dtype_out = int64;/);
    assert.match(values('    arguments = const half *x;', 'dtype_out'), /dtype_out = float32;/);
    const pair =
      '    preamble { struct P { float v; }; __device__ P pick(P a, P b) { return a; } }\n    dtype_out = P;';
    assert.match(values(pair, 'reduce_expr'), /reduce_expr = pick\(a, b\);/);
  });

  it('offers the name alone where a value follows', () => {
    assert.match(new Offer('kernel k { red$0 = a + b; }').applied('reduce_expr'), /\{ reduce_expr = a \+ b; \}/);
    const misspelt = 'kernel k { dtype_out = int32; reduce_exp$0 = a + b; }';
    assert.match(new Offer(misspelt).lacks('dtype_out').applied('reduce_expr'), /; reduce_expr = a \+ b; \}/);
  });

  it('offers the values of accuracy, with what they mean', () => {
    const offer = new Offer('kernel k { dtype_out = float32; accuracy = $0; }');
    offer.ranks('compensated', 'plain').lacks('float32');
    assert.match(documentationOf(offer, 'compensated'), /TwoSum/);
    const field = new Offer('kernel k { dtype_out = float32; accu$0 }', { snippets: true });
    assert.match(field.applied('accuracy'), /accuracy = compensated;/);
    new Offer('kernel k { accuracy = plain $0; }').lacks('compensated');
  });

  it('knows the identity of the usual operators', () => {
    const rows: readonly (readonly [dtype: string, type: string, reduce: string, neutral: string])[] = [
      ['float32', 'float', 'a + b', '0'],
      ['float64', 'double', 'a * b', '1'],
      ['float32', 'float', 'fmaxf(a, b)', '-INFINITY'],
      ['float32', 'float', 'a < b ? a : b', 'INFINITY'],
      ['float32', 'float', '(a < b) ? b : a', '-INFINITY'],
      ['int32', 'int', 'min(a, b)', 'INT_MAX'],
      ['int32', 'int', 'max(a, b)', 'INT_MIN'],
      ['uint32', 'unsigned int', 'max(a, b)', '0'],
      ['int64', 'long long', 'max(a, b)', 'LLONG_MIN'],
      ['uint64', 'unsigned long long', 'min(a, b)', 'ULLONG_MAX'],
      ['int8', 'signed char', 'max(a, b)', '-128'],
      ['uint8', 'unsigned char', 'a & b', '255'],
      ['int32', 'int', 'a & b', '-1'],
      ['int32', 'int', 'a | b', '0'],
      ['int32', 'int', 'a ^ b', '0'],
      ['bool', 'bool', 'a && b', 'true'],
      ['bool', 'bool', 'a || b', 'false'],
      ['complex64', 'complex<float>', 'a * b', '1'],
    ];
    for (const [dtype, type, reduce, neutral] of rows) {
      const before = `kernel k {\n    dtype_out   = ${dtype};\n    arguments   = const ${type} *x;\n    reduce_expr = ${reduce};\n    $0\n}\n`;
      const text = new Offer(before, { snippets: true }).applied('neutral');
      assert.ok(text.includes(`neutral     = ${neutral};`), `${dtype}, ${reduce}: ${text}`);
      // The laws are checked by evaluation: they refuse what is no identity.
      const found = checkDocument(text).diagnostics.filter(
        ({ code, severity }) => code === 'neutral-not-identity' || severity === 'error',
      );
      assert.deepEqual(
        found.map(({ message }) => message),
        [],
        text,
      );
    }
  });

  it('offers dtypes and structs', () => {
    const offer = new Offer('preamble { struct Range { float lo; float hi; }; }\nkernel k { dtype_out = $0 }');
    offer.ranks('Range', 'bool', 'int8', 'float32', 'complex128').lacks('float', 'x');
    assert.equal(offer.item('Range').labelDetails?.detail, ' { lo, hi }');
    assert.match(documentationOf(offer, 'float16'), /float32/);
    new Offer('kernel k { reduce_type = flo$0; }').has('float64');
    assert.deepEqual(new Offer('kernel k { dtype_out = float32 $0; }').labels, []);
  });

  it('offers types in arguments, and nothing where the name stands', () => {
    const types = ['float', 'unsigned char', 'half', 'size_t', 'float4', 'complex<float>', 'cuDoubleComplex'];
    new Offer('kernel k { arguments = $0 }').has('const', ...types).lacks('x', 'fabsf');
    new Offer('kernel k { arguments = const $0 }').has(...types).lacks('const');
    new Offer('kernel k { arguments = const float *x, $0; }').has('const', ...types);
    new Offer('kernel k { arguments = const float *$0; }').has('__restrict__').lacks('float');
    new Offer('kernel k { arguments = unsigned $0; }').has('char', 'long long').lacks('float', 'const');
    new Offer('kernel k { arguments = complex<$0; }').has('float', 'double').lacks('int');
    new Offer('kernel k { arguments = pycuda::$0; }').has('complex<double>').lacks('float');
    assert.deepEqual(new Offer('kernel k { arguments = const float $0; }').labels, []);
    new Offer('preamble { struct P { int v; }; using Q = P; }\nkernel k { arguments = $0 }')
      .ranks('const', 'P', 'float')
      .has('Q');
  });

  it('offers options that may be given, quoted', () => {
    const offer = new Offer('kernel k { options = "--ftz=true", $0 }');
    for (const label of offer.labels) assert.equal(refusal(label.slice(1, -1)), undefined, label);
    offer.has('"--use_fast_math"').lacks('"--ftz=true"');
    assert.match(
      new Offer('kernel k { options = "--us$0"; }').applied('--use_fast_math'),
      /options = "--use_fast_math";/,
    );
    assert.match(
      new Offer('kernel k { options = "--us$0\n}').applied('--use_fast_math'),
      /options = "--use_fast_math\n/,
    );
  });

  it('offers what a deterministic kernel takes', () => {
    new Offer('kernel k { deterministic = $0 }').ranks('true', 'false');
    assert.match(new Offer('kernel k { det$0 }').applied('deterministic'), /deterministic = true;/);
    new Offer('kernel k { deterministic = true; options = $0; }').has('"--fmad=false"').lacks('"--use_fast_math"');
  });

  it('tells lazily what things mean', () => {
    const offer = new Offer('kernel k { $0 }');
    assert.equal(offer.item('neutral').documentation, undefined);
    assert.match(documentationOf(offer, 'neutral'), /identity/);
    const inMap = new Offer('kernel k { arguments = float *x; map_expr = $0 }');
    assert.match(documentationOf(inMap, 'powf'), /float powf\(float x, float y\);/);
    assert.match(documentationOf(inMap, 'complex<float>'), /8 bytes/);
    assert.match(documentationOf(inMap, 'powf'), /\*Accuracy:\* at most 4 ulp/);
    assert.match(documentationOf(inMap, 'sqrtf'), /correctly rounded/);
    assert.match(documentationOf(inMap, 'i'), /index/);
    assert.match(documentationOf(inMap, 'M_PI'), /π/);
    assert.match(documentationOf(inMap, 'float4'), /Vector of 4/);
    assert.ok(JSON.stringify(inMap.item('powf').data).length < 60);
    assert.deepEqual(resolveCompletion({ label: 'x', data: { kind: 'nonsense', name: 3 } }), {
      label: 'x',
      data: { kind: 'nonsense', name: 3 },
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Offer } from './testing/completion-at';

const preamble = `preamble {
    enum class Mode { fast, exact };
    enum Side { left, right };
    struct Pair { float value; int index; __device__ float scaled(float by) const { return value * by; } };
    // Picks the larger.
    __device__ Pair larger(Pair a, Pair b) { return a.value > b.value ? a : b; }
    __constant__ float scale = 2.0f;
}
`;

function kernel(field: string, { dtype = 'float32', args = 'const float *x, const int *index, float s' } = {}): string {
  return `${preamble}kernel k {
    dtype_out   = ${dtype};
    arguments   = ${args};
    ${field}
}
`;
}

describe('completion in expressions', () => {
  it('offers the names that exist in the field', () => {
    new Offer(kernel('map_expr = $0;')).has('x', 'index', 's', 'i', 'n').lacks('a', 'b');
    new Offer(kernel('reduce_expr = $0;')).has('a', 'b', 's', 'n').lacks('x', 'index', 'i');
    new Offer(kernel('neutral = $0;')).has('s', 'n').lacks('a', 'b', 'i', 'x');
    new Offer(kernel('post_map_expr = $0;')).has('a', 's', 'n').lacks('b', 'i', 'x');
  });

  it('completes a vector with its index, unless one follows', () => {
    assert.match(new Offer(kernel('map_expr = $0;')).applied('x'), /map_expr = x\[i\];/);
    assert.match(new Offer(kernel('map_expr = s * ind$0;')).applied('index'), /s \* index\[i\];/);
    assert.match(new Offer(kernel('map_expr = $0[i + 1];')).applied('x'), /map_expr = x\[i \+ 1\];/);
    assert.match(new Offer(kernel('map_expr = x[$0];')).ranks('i', 'x').applied('index'), /x\[index\[i\]\];/);
    assert.match(new Offer(kernel('map_expr = normf(3, $0);')).applied('x'), /normf\(3, x\);/);
  });

  it('replaces the word at the cursor, and no other', () => {
    assert.match(new Offer(kernel('map_expr = fab$0x(s);')).applied('fabsf'), /map_expr = fabsf\(s\);/);
    assert.match(new Offer(kernel('map_expr = $0s;')).applied('fabsf'), /map_expr = fabsf.*s;/);
  });

  it('inserts calls as snippets, and names alone where a parenthesis follows', () => {
    const offer = new Offer(kernel('map_expr = $0;'), { snippets: true });
    assert.match(offer.applied('fmaxf'), /map_expr = fmaxf\(x, y\);/);
    assert.match(offer.applied('larger'), /map_expr = larger\(a, b\);/);
    assert.match(offer.applied('Pair'), /map_expr = Pair\{value, index\};/);
    assert.match(
      new Offer(kernel('map_expr = $0(x[i], s);'), { snippets: true }).applied('fmaxf'),
      /= fmaxf\(x\[i\], s\);/,
    );
    assert.match(new Offer(kernel('map_expr = $0;')).applied('fmaxf'), /map_expr = fmaxf;/);
  });

  it('ranks what fits the type', () => {
    const float = new Offer(kernel('map_expr = $0;'));
    float
      .ranks('x', 'larger', 'fabsf', 'fabs', 'sqrt', 'norm3d')
      .lacks('__dadd_rn', '__hmax', 'hexp', 'cuCabsf', 'make_float4', 'conj');
    float.ranks('fmaxf', 'acosf', 'norm3d').ranks('INFINITY', 'M_PI');
    const double = new Offer(kernel('map_expr = $0;', { dtype: 'float64', args: 'const double *x' }));
    double.ranks('fabs', 'fabsf').ranks('M_PI', 'FLT_MAX');
    const whole = new Offer(kernel('map_expr = $0;', { dtype: 'int32', args: 'const int *x' }));
    whole.ranks('__popc', 'fabsf').ranks('abs', 'sqrtf').ranks('INT_MAX', 'FLT_MAX');
    new Offer(kernel('reduce_expr = $0;', { dtype: 'bool', args: 'const bool *x' })).ranks('true', 'INT_MAX');
  });

  it('offers the functions of half where there is half', () => {
    const args = 'const half *x';
    new Offer(kernel('map_expr = $0;', { args })).ranks('x', '__half2float', '__hmul', 'sqrt');
    new Offer(kernel('reduce_expr = $0;', { args, dtype: 'float16' })).lacks('__hmax');
    new Offer(kernel('reduce_type = float16; reduce_expr = $0;', { args, dtype: 'float16' })).ranks('__hmax', 'fmaxf');
    new Offer(kernel('map_expr = __half2float($0);', { args })).ranks('x', '__hadd', 'fmaxf');
  });

  it('offers the functions of complex numbers and vectors where there are some', () => {
    const complex = new Offer(kernel('map_expr = $0;', { dtype: 'float32', args: 'const complex<float> *z' }));
    complex.has('real', 'conj').lacks('cuCrealf', 'make_float4');
    new Offer(kernel('map_expr = $0;', { args: 'const float4 *q' }))
      .has('make_float4', 'make_float2')
      .lacks('make_int4');
    new Offer(kernel('map_expr = pycuda::$0;')).has('complex<float>', 'abs').lacks('fabsf', 'x');
  });

  it('completes members', () => {
    const args = 'const Pair *p, const float4 *q, const cuFloatComplex *c, const complex<float> *z, Pair one';
    const at = (expression: string): Offer => new Offer(kernel(`map_expr = ${expression}`, { args }));
    at('p[i].$0').ranks('value', 'index', 'scaled').lacks('x', 'i', 'fabsf', 'p');
    at('(s + p[i + 1].va$0').has('value');
    at('larger(p[i], one).$0;').has('value').lacks('x');
    at('(one).$0;').has('value');
    at('Pair{1.0f, 2}.$0;').has('value');
    at('p->$0;').has('value');
    at('q[i].$0;').ranks('x', 'y', 'z', 'w');
    at('c[i].$0;').has('x', 'y').lacks('z', 'real');
    assert.match(at('z[i].$0;').applied('real'), /z\[i\]\.real\(\);/);
    assert.match(at('p.$0;').applied('value'), /map_expr = p\[i\]\.value;/, 'the index that is missing is put in');
    assert.deepEqual(at('p[i].value.$0;').labels, []);
    assert.deepEqual(at('1.$0;').labels, []);
  });

  it('completes enumerators behind their enumeration', () => {
    new Offer(kernel('map_expr = Mode::$0;')).has('fast', 'exact').lacks('left', 'x');
    new Offer(kernel('map_expr = $0;')).has('left', 'right', 'Mode', 'scale').lacks('fast');
  });

  it('completes the types of casts', () => {
    new Offer(kernel('map_expr = ($0')).has('float', 'unsigned int', 'Pair', 'x');
    new Offer(kernel('map_expr = (unsigned $0')).has('int', 'char').lacks('x', 'fabsf');
    new Offer(kernel('map_expr = static_cast<$0')).has('float', 'Pair').lacks('x', 'fabsf');
    new Offer(kernel('map_expr = (float)$0')).has('x', 'fabsf');
    new Offer(kernel('map_expr = (Pair)$0')).has('x');
  });

  it('offers nothing where an operator has to stand', () => {
    for (const text of ['x[i] $0', '(s) $0', 's fo$0', '1.0f $0', 'true $0', 'fmaxf(s, s) $0']) {
      assert.deepEqual(new Offer(kernel(`map_expr = ${text};`)).labels, [], text);
    }
  });

  it('offers nothing in comments, strings and numbers', () => {
    for (const text of ['/* $0 */ s', '// $0', '"$0"', "'$0'", '12$0', '0x$0', '1.5f$0', '/* $0']) {
      assert.deepEqual(new Offer(kernel(`map_expr = ${text}`)).labels, [], text);
    }
    assert.deepEqual(new Offer('// kernel $0\nkernel k {}').labels, []);
    assert.deepEqual(new Offer('kernel k {}\n\n/* a free comment $0 */\n').labels, []);
  });

  it('offers the macros that options define', () => {
    new Offer(kernel('map_expr = $0;\n options = "-DLIMIT=4";')).has('LIMIT');
  });

  it('asks by itself only behind whole operators', () => {
    assert.deepEqual(new Offer(kernel('map_expr = s >$0'), { triggerCharacter: '>' }).labels, []);
    assert.deepEqual(new Offer(kernel('map_expr = s ? s :$0'), { triggerCharacter: ':' }).labels, []);
    assert.deepEqual(new Offer(kernel('map_expr = s /$0'), { triggerCharacter: '/' }).labels, []);
    new Offer(kernel('map_expr = Mode::$0'), { triggerCharacter: ':' }).has('fast');
    new Offer(kernel('map_expr = p->$0', { args: 'const Pair *p' }), { triggerCharacter: '>' }).has('value');
  });
});

describe('completion in broken text', () => {
  it('goes on where nothing is closed', () => {
    new Offer('kernel k {\n arguments = const float *x;\n map_expr = fmaxf(x[i], (($0').has('x', 'fabsf');
    new Offer('kernel k {\n arguments = const float *x\n map_expr = $0').has('x');
    new Offer('kernel k {\n arguments = const float *x;\n map_expr = Pair{ $0\n reduce_expr = a + b;\n}').has('x');
    new Offer('kernel k {\n arguments = const float *x;\n $0\nkernel other { }').has('map_expr');
    new Offer('kernel k {\n arguments = const float *x;\n\n\n\n$0').has('map_expr');
  });

  it('begins the next field on a new line although the semicolon is missing', () => {
    new Offer('kernel k {\n dtype_out = float32\n $0\n}').has('map_expr').lacks('int32');
    new Offer('kernel k {\n map_expr = 1 +\n $0\n}').has('fabsf').lacks('neutral');
    new Offer('kernel k {\n dtype_out = \n $0\n}').has('float32');
  });

  it('looks past mistakes before the cursor', () => {
    new Offer(
      'kernel k {\n dtype_out = nonsense;\n arguments = const float *x, const *y;\n map_expr = x[i] * * $0',
    ).has('x');
    new Offer('kernel k {\n arguments = const float2 *q;\n map_expr = ) ] q[i].$0').has('x', 'y').lacks('z');
  });
});

describe('completion in preambles', () => {
  const body = (code: string): string => `${preamble}preamble {
    __device__ float f(Pair pair, const float *data, int count) {
        float first = data[0];
        ${code}
    }
}
`;

  it("offers a function's parameters and locals, and what is declared", () => {
    new Offer(body('for (int j = 0; j < count; j++) { float inner = 1.0f; $0')).has(
      'pair',
      'data',
      'count',
      'first',
      'j',
      'inner',
      'larger',
      'fabsf',
      'return',
      'scale',
    );
    new Offer(body('for (int j = 0; j < count; j++) { float inner = 1.0f; }\n $0')).has('first').lacks('j', 'inner');
    new Offer(body('return $0')).has('first', 'pair', 'scale').lacks('struct', 'typename');
    new Offer(`${body('')}preamble {\n $0\n}`).has('struct', '__device__', 'float', 'Pair').lacks('first', 'fabsf');
  });

  it('completes members of locals', () => {
    new Offer(body('return pair.$0;')).has('value', 'index', 'scaled').lacks('first');
    new Offer(body('auto other = larger(pair, pair); return other.$0')).has('value');
    new Offer(body('const Pair *where = &pair; where->$0')).has('value');
    new Offer(body('Pair table[4]; table[1].$0')).has('value');
  });

  it("works in a kernel's own preamble", () => {
    const text =
      'kernel k {\n dtype_out = float32;\n preamble {\n __device__ float f(float x) { return x$0; }\n }\n reduce_expr = a + b;\n}';
    new Offer(text).has('x', 'fabsf').lacks('reduce_expr', 'a', 'i');
    new Offer(text.replace('$0', '').replace('a + b', '$0')).has('a', 'b', 'f').lacks('x');
  });
});

describe('completion between items', () => {
  it('offers keywords, whole kernels, and a case for each kernel that has none', () => {
    const one =
      'kernel dot { dtype_out = float32; arguments = const float *x, const float *y; map_expr = x[i] * y[i]; reduce_expr = a + b; }\n';
    const offer = new Offer(`${one}$0`);
    offer.ranks('case', 'kernel', 'case … of dot', 'kernel sum', 'kernel argmax').has('preamble');
    assert.match(
      offer.applied('case … of dot'),
      /\ncase small of dot \{\n {4}x = uniform\(0, 1\);\n {4}y = uniform\(0, 1\);\n\}$/,
    );
    new Offer(`${one}case c of dot { x = [1]; y = [1]; }\n$0`).lacks('case … of dot');
    new Offer('kernel k { }\nker$0').has('kernel');
    new Offer('kernel k { } $0').has('kernel');
    new Offer('$0\nkernel k { }').has('kernel');
  });

  it('gives whole kernels names that are free', () => {
    const text = new Offer('preamble { struct Largest { int x; }; }\nkernel argmax { }\n$0').applied('kernel argmax');
    assert.match(text, /kernel argmax_2 \{\n {4}dtype_out {3}= Largest_2;/);
    assert.match(text, /struct Largest_2 \{/);
  });

  it('offers kernels behind of', () => {
    const two = 'kernel one { }\nkernel two { arguments = float *x; }\ncase c of one { }\n';
    new Offer(`${two}case d of $0`).ranks('two', 'one').lacks('of', 'kernel');
    new Offer(`${two}case d of t$0 {\n}`).has('two');
    new Offer(`${two}case d $0`).has('of').lacks('one');
    assert.deepEqual(new Offer(`${two}case $0`).labels, []);
    assert.deepEqual(new Offer(`${two}kernel $0`).labels, []);
    assert.equal(new Offer(`${two}case d of $0`).item('two').labelDetails?.detail, '(x)');
  });

  it('offers nothing in text that is no item', () => {
    assert.deepEqual(new Offer('import numpy as $0').labels, []);
    new Offer('import numpy as np\n$0').has('kernel');
  });
});

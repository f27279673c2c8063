import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from '../diagnostics/diagnostic';
import type { PreambleTree } from '../syntax/tree';
import { declaredTypeNames, parsePreamble } from './parse-preamble';
import { printExpression, printType } from './print';
import type { Declaration, FunctionDeclaration, Statement, VariableDeclarator } from './tree';

function parse(text: string, known: readonly string[] = []) {
  const findings = new Findings();
  const context = { isTypeName: (name: string) => known.includes(name), findings };
  return { tree: parsePreamble(text, { start: 0, end: text.length }, context), findings: findings.all };
}

function read(text: string): PreambleTree {
  const { tree, findings } = parse(text);
  assert.deepEqual(findings, [], text);
  return tree;
}

function variable({ type, name, arraySizes, initializer }: VariableDeclarator): string {
  const sizes = arraySizes.map((size) => `[${printExpression(size)}]`).join('');
  return `${printType(type)} ${name}${sizes}${initializer ? ` = ${printExpression(initializer)}` : ''}`;
}

function statement(node: Statement): string {
  switch (node.kind) {
    case 'block':
      return `{ ${node.statements.map(statement).join(' ')} }`;
    case 'declaration':
      return `${node.variables.map(variable).join(', ')};`;
    case 'expression':
      return `${printExpression(node.expression)};`;
    case 'return':
      return node.value ? `return ${printExpression(node.value)};` : 'return;';
    case 'if':
      return `if (${printExpression(node.condition)}) ${statement(node.whenTrue)}${node.whenFalse ? ` else ${statement(node.whenFalse)}` : ''}`;
    case 'while':
      return `while (${printExpression(node.condition)}) ${statement(node.body)}`;
    case 'do':
      return `do ${statement(node.body)} while (${printExpression(node.condition)});`;
    case 'for': {
      const parts = [node.condition, node.step].map((part) => (part ? printExpression(part) : ''));
      return `for (${node.initializer ? statement(node.initializer) : ';'} ${parts.join('; ')}) ${statement(node.body)}`;
    }
    case 'switch': {
      const clauses = node.clauses.map(({ label, statements }) => {
        return `${label ? printExpression(label) : 'default'}: ${statements.map(statement).join(' ')}`;
      });
      return `switch (${printExpression(node.subject)}) { ${clauses.join(' | ')} }`;
    }
    case 'break':
    case 'continue':
    case 'opaque':
      return `${node.kind};`;
  }
}

function functionText(node: FunctionDeclaration): string {
  const parameters = node.parameters.map((parameter) => {
    const value = parameter.defaultValue ? ` = ${printExpression(parameter.defaultValue)}` : '';
    return `${printType(parameter.type)} ${parameter.name}${value}`.trim();
  });
  const initializers = node.memberInitializers.map(
    (each) => `${each.name}(${each.arguments.map((a) => printExpression(a)).join(', ')})`,
  );
  return [
    node.returnType ? `${printType(node.returnType)} ` : '',
    `${node.name}(${parameters.join(', ')})`,
    initializers.length > 0 ? ` : ${initializers.join(', ')}` : '',
    node.body ? ` ${statement(node.body)}` : ';',
  ].join('');
}

function declaration(node: Declaration): string {
  switch (node.kind) {
    case 'function':
      return functionText(node);
    case 'struct': {
      const members = [
        ...node.fields.map((field) => `${variable(field)};`),
        ...[...node.constructors, ...node.methods].map(functionText),
      ];
      return `${node.opaque ? 'opaque ' : ''}struct ${node.name} { ${members.join(' ')} }`;
    }
    case 'variable':
      return `${variable(node.variable)};`;
    case 'alias':
      return `using ${node.name} = ${printType(node.type)};`;
    case 'enum': {
      const members = node.members.map(({ name, value }) => (value ? `${name} = ${printExpression(value)}` : name));
      const underlying = node.underlying ? ` : ${printType(node.underlying)}` : '';
      return `enum ${node.scoped ? 'class ' : ''}${node.name}${underlying} { ${members.join(', ')} }`;
    }
  }
}

function body(text: string): string {
  const [first] = read(`struct S { float x; };\nvoid f(int a, int b, float *p) {\n${text} }`).declarations.slice(1);
  assert.ok(first?.kind === 'function' && first.body);
  return first.body.statements.map(statement).join(' ');
}

test('declarations that are understood', () => {
  const table: [string, string[]][] = [
    ['struct P { float x, y; };', ['struct P { float x; float y; }']],
    [
      'struct P { float v[4] = {1, 2}; int k = 3; unsigned char c; };',
      ['struct P { float v[4] = {1, 2}; int k = 3; unsigned char c; }'],
    ],
    ['typedef struct { float x; } P;', ['struct P { float x; }']],
    ['typedef struct P { float x; } P;', ['struct P { float x; }']],
    ['typedef struct tag { float x; } P;', ['struct tag { float x; }', 'using P = tag;']],
    [
      'struct P { float lo, hi; __device__ P() {} __host__ __device__ P(float a, float b = 1) : lo(a), hi{b} {} };',
      ['struct P { float lo; float hi; P() {  } P(float a, float b = 1) : lo(a), hi(b) {  } }'],
    ],
    [
      'struct P { float x; __device__ P operator+(const P &o) const { return P{x + o.x}; } __device__ float get() const { return x; } };',
      ['struct P { float x; P operator+(const P & o) { return P{x + o.x}; } float get() { return x; } }'],
    ],
    [
      'struct P { float x; static __device__ P zero() { return P{0}; } static constexpr int K = 3; };',
      ['struct P { float x; }', 'P P::zero() { return P{0}; }', 'const int P::K = 3;'],
    ],
    [
      'class C { public: float x; private: static const int N = 2; };',
      ['struct C { float x; }', 'const int C::N = 2;'],
    ],
    ['struct P { int x; } origin = {0}, *other;', ['struct P { int x; }', 'P origin = {0};', 'P * other;']],
    ['__device__ float sq(float x) { return x * x; }', ['float sq(float x) { return x * x; }']],
    [
      '__host__ __device__ __forceinline__ static inline const float *f(const float *x, int n) { return x + n; }',
      ['const float * f(const float * x, int n) { return x + n; }'],
    ],
    ['template_ f(void);', ['template_ f();']],
    ['auto f(int, float y[]) -> double { return y[0]; }', ['double f(int, float * y) { return y[0]; }']],
    ['__launch_bounds__(256) __global__ void k(float *x) { x[0] = 1; }', ['void k(float * x) { x[0] = 1; }']],
    ['[[nodiscard]] __attribute__((pure)) int f() noexcept { return 1; }', ['int f() { return 1; }']],
    [
      'struct P {}; __device__ bool operator<(P a, P b) { return true; }',
      ['struct P {  }', 'bool operator<(P a, P b) { return true; }'],
    ],
    ['__constant__ float table[2] = {1, 2};', ['const float table[2] = {1, 2};']],
    ['static const int W = 3, H = W * 2;', ['const int W = 3;', 'const int H = W * 2;']],
    ['constexpr float pi = 3.14f;', ['const float pi = 3.14f;']],
    ['__device__ int counter;', ['int counter;']],
    [
      'using T = unsigned long long; typedef pycuda::complex<float> C;',
      ['using T = unsigned long long;', 'using C = pycuda::complex<float>;'],
    ],
    [
      '#define real float\nreal f(real x) { return (real)1 * real(x); }',
      ['using real = float;', 'real f(real x) { return (real)1 * real(x); }'],
    ],
    ['#define DEV __device__ inline\nDEV int f() { return 1; }', ['int f() { return 1; }']],
    ['enum Color { RED, GREEN = 3, };', ['enum Color { RED, GREEN = 3 }']],
    ['enum class E : unsigned char { A = 1 << 2, B };', ['enum class E : unsigned char { A = 1 << 2, B }']],
    ['enum { N = 16 };', ['enum  { N = 16 }']],
    [
      'namespace a { namespace b { struct Q { int x; }; Q f(Q q) { return (Q)q; } } int g; }',
      ['struct a::b::Q { int x; }', 'Q a::b::f(Q q) { return (Q)q; }', 'int a::g;'],
    ],
    ['namespace a::b { int g; enum { X }; }', ['int a::b::g;', 'enum  { a::b::X }']],
    ['extern "C" { __device__ int f(int); } extern "C" int g();', ['int f(int);', 'int g();']],
    ['static_assert(sizeof(int) == 4, "int"); int x;', ['int x;']],
  ];
  for (const [text, expected] of table) {
    const tree = read(text);
    assert.deepEqual(tree.declarations.map(declaration), expected, text);
    assert.equal(tree.complete, true, text);
  }
});

test('statements are read into their trees', () => {
  const table: [string, string][] = [
    ['int x = 1, *q = &a; x += 2;', 'int x = 1, int * q = &a; x += 2;'],
    ['const float v[2] = {1, 2}; constexpr int K = 3;', 'const float v[2] = {1, 2}; const int K = 3;'],
    ['S s(1), t{2}; auto u = S{3};', 'S s = S(1), S t = {2}; auto u = S{3};'],
    ['Other o; ns::T<int> p;', 'Other o; ns::T<int> p;'],
    ['a * b; f(a) * b;', 'a * b; f(a) * b;'],
    ['if (a) b = 1; else if (b) a = 1; else { }', 'if (a) b = 1; else if (b) a = 1; else {  }'],
    ['while (b != 0) { int t = a % b; a = b; b = t; }', 'while (b != 0) { int t = a % b; a = b; b = t; }'],
    ['do a--; while (a > 0);', 'do a--; while (a > 0);'],
    [
      '#pragma unroll\nfor (int i = 0, j = 1; i < 4; ++i, --j) continue;',
      'for (int i = 0, int j = 1; i < 4; ++i, --j) continue;',
    ],
    ['for (;;) break;', 'for (; ; ) break;'],
    [
      'switch (a) { case 1: case 2: return; default: a = 1; break; }',
      'switch (a) { 1:  | 2: return; | default: a = 1; break; }',
    ],
    ['{ ; }', '{ {  } }'],
    ['return a > > b; a = 1;', 'opaque; a = 1;'],
    ['asm volatile("nop;"); a = 1;', 'opaque; a = 1;'],
    ['auto f = [&](int x) { return x; }; a = 1;', 'opaque; {  } a = 1;'],
    ['goto end; end: a = 1;', 'opaque; opaque;'],
    ['if (int t = a; t) { b = 1; } else { b = 2; } a = 1;', 'opaque; a = 1;'],
    ['try { a = 1; } catch (...) { a = 2; } b = 1;', 'opaque; b = 1;'],
    ['__shared__ float s[32]; static int k; a = 1;', 'opaque; opaque; a = 1;'],
    ['if (a) { bad bad bad; b = 1; }', 'if (a) { opaque; b = 1; }'],
  ];
  for (const [text, expected] of table) assert.equal(body(text), expected, text);
});

test('what is not understood is skipped silently: its names are opaque', () => {
  const table: [text: string, opaque: string[], complete: boolean][] = [
    ['template <typename T, int M = (3 > 2)> __device__ T f(T a) { return a; } int x;', ['f'], true],
    ['template <class T> struct V { T x; }; template <> struct V<int> { }; int x;', ['V'], true],
    ['template <class T> using W = V<T>; int x;', ['W'], true],
    ['#define N 16\n#define SQ(x) ((x) * (x))\nint x;', ['N', 'SQ'], true],
    ['#include <math.h>\nint x;', [], false],
    ['void g(float (*f)(float)) { } int x;', ['g'], false],
    ['typedef float (*fp)(float); int x;', ['float'], false],
    ['using namespace std; int x;', ['std'], false],
    ['using std::max; int x;', ['max'], true],
    ['DECLARE(foo, bar); int x;', ['DECLARE'], false],
    ['__device__ int S::out() { return 3; } int x;', ['out'], false],
    ['union U { int i; float f; }; int x;', ['U'], false],
    ['int f(int a, ...); int x;', ['f'], false],
    ['@ ; int x;', [], false],
  ];
  for (const [text, opaque, complete] of table) {
    const tree = read(text);
    assert.deepEqual([...tree.opaqueNames].sort(), opaque, text);
    assert.equal(tree.complete, complete, text);
    const last = tree.declarations.at(-1);
    assert.ok(last?.kind === 'variable' && last.variable.name === 'x', text);
  }
});

test('a struct whose fields are not the whole story is opaque', () => {
  const opaque = [
    'struct B : A { int x; };',
    'struct B { int x : 3; };',
    'struct B { virtual void f(); };',
    'class B { int x; };',
    'struct B { union { int i; float f; }; };',
    'struct B { operator float() const { return 1; } };',
    'struct B {\n#if X\nint x;\n#endif\n};',
  ];
  for (const text of opaque) {
    const [struct] = read(text).declarations;
    assert.ok(struct?.kind === 'struct' && struct.name === 'B' && struct.opaque, text);
  }
  const [aligned] = read('struct __align__(16) A { float x; };').declarations;
  assert.ok(aligned?.kind === 'struct' && !aligned.opaque && aligned.alignment === 16);
  const [computed] = read('struct alignas(sizeof(float4)) A { float x; };').declarations;
  assert.ok(computed?.kind === 'struct' && computed.opaque);
});

test('a body that preprocessor conditions decide about is not taken for what runs', () => {
  const text = '#ifdef X\nint f() { return 1; }\n#else\nint f() { return 2; }\n#endif\nint g() { return 3; }';
  assert.deepEqual(read(text).declarations.map(declaration), [
    'int f() { opaque; }',
    'int f() { opaque; }',
    'int g() { return 3; }',
  ]);
});

test('brackets, comments and literals that do not end are reported, nothing else is', () => {
  const table: [string, string[]][] = [
    ['struct P { float x;', ['unclosed-bracket {']],
    ['int f() { return (1; }', ['unclosed-bracket (']],
    ['int f() { return 1; } }', ['unmatched-bracket }']],
    ['int f() { return a[1); }', ['mismatched-bracket )']],
    ['int x; /* y', ['unterminated-comment /*']],
    ['const char *s = "abc;\nint x;', ['unterminated-literal "abc;']],
    ['int x = 1.0_km + 09; int $y; int é;', []],
    ['#ifdef A\nstruct P : Q {\n#else\nstruct P {\n#endif\nint x; };', []],
    ["#if 0\ndon't (\n#endif\nint x;", []],
  ];
  for (const [text, expected] of table) {
    const reported = parse(text).findings.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
    assert.deepEqual(reported, expected, text);
  }
});

test('functions carry the comment directly above them', () => {
  const documentation = (text: string): string | undefined => {
    const found = read(text).declarations.find((each) => each.kind === 'function');
    assert.ok(found?.kind === 'function');
    return found.documentation;
  };
  assert.equal(documentation('// Adds.\n// Twice.\nint f();'), 'Adds.\nTwice.');
  assert.equal(documentation('/** Adds.\n *  Twice. */\nint f();'), 'Adds.\n Twice.');
  assert.equal(documentation('// Other.\n\n/// Adds.\r\nint f();'), 'Adds.');
  assert.equal(documentation('int x; // Of x.\nint f();'), 'Of x.');
  assert.equal(documentation('// Other.\n\nint f();'), undefined);
  assert.equal(documentation('int f();'), undefined);
});

test('type names of preambles are known from their declaration on, and outside by their full names', () => {
  const first = read(
    'struct A { int x; }; using B = A; enum C { X }; namespace n { struct D { }; } int y; int f();',
  ).declarations;
  const names = declaredTypeNames([{ declarations: first, opaque: [], opaqueNames: new Set(), complete: true }]);
  assert.deepEqual([...names], ['A', 'B', 'C', 'n::D']);
  const { tree } = parse('int g(int v) { return (A)v; }', ['A']);
  assert.equal(tree.declarations.map(declaration).join(), 'int g(int v) { return (A)v; }');
});

test('spans index the whole text', () => {
  const text = 'preamble { struct P { float x; }; float f(P p) { return p.x; } }';
  const findings = new Findings();
  const tree = parsePreamble(text, { start: 10, end: text.length - 1 }, { isTypeName: () => false, findings });
  const spelling = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  assert.deepEqual(
    tree.declarations.map(({ span }) => spelling(span)),
    ['struct P { float x; }', 'float f(P p) { return p.x; }'],
  );
  const [, f] = tree.declarations;
  assert.ok(f?.kind === 'function' && f.body);
  assert.deepEqual(
    f.body.statements.map(({ span }) => spelling(span)),
    ['return p.x;'],
  );
});

test('preambles of any depth and length are read in bounded stack', () => {
  const count = 12000;
  const texts = [
    'int f() ' + '{'.repeat(count) + '}'.repeat(count),
    `int f() { ${'if (x) '.repeat(count)} y; }`,
    `int f() { ${'if (x) y; else '.repeat(count)} y; }`,
    `int f() { ${'if (x +) { '.repeat(count)} ${'}'.repeat(count)} }`,
    'namespace a { '.repeat(count) + '}'.repeat(count),
    'struct A { '.repeat(count) + '};'.repeat(count),
    `int f() { return ${Array(count).fill('x').join(' + ')}; }`,
    `const int t[] = {${Array(count).fill('1').join(', ')}};`,
    'int f() { return 1; }\n'.repeat(count),
    'template <'.repeat(count),
  ];
  for (const text of texts) assert.deepEqual(parse(text).findings, [], text.slice(0, 40));
});

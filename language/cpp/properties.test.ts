import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Findings } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import { parseArguments } from './parse-arguments';
import { parseExpression } from './parse-expression';
import { parsePreamble } from './parse-preamble';
import { printExpression } from './print';
import type { BinaryOperator, Expression, TypeName } from './tree';

/** `WARPFOLD_FUZZ_RUNS` sets the number of inputs of each property. */
const parameters = { numRuns: Number(process.env['WARPFOLD_FUZZ_RUNS'] ?? 400), includeErrorInReport: true };

const nowhere: Span = { start: 0, end: 0 };

function typeNamed(name: string, pointers = 0, isConst = false): TypeName {
  const base = { kind: 'type', span: nowhere, nameSpan: nowhere, templateArguments: [], isReference: false } as const;
  return { ...base, name, pointers, isConst, isVolatile: false };
}

const type: fc.Arbitrary<TypeName> = fc.oneof(
  fc
    .tuple(fc.constantFrom('float', 'unsigned long long', 'float4', 'ns::T', 'size_t'), fc.nat(2), fc.boolean())
    .map(([name, pointers, isConst]) => typeNamed(name, pointers, isConst)),
  fc.constantFrom('float', 'double').map((name) => ({
    ...typeNamed('pycuda::complex'),
    templateArguments: [typeNamed(name)],
  })),
);

/** A type that can be called: one word, no pointers. */
const callableType = fc.constantFrom('float', 'float4', 'ns::T', 'size_t').map((name) => typeNamed(name));

const binaryOperators: BinaryOperator[] = [
  ...(['*', '/', '%', '+', '-', '<<', '>>', '<', '<=', '>', '>=', '==', '!=', '&', '^', '|', '&&', '||'] as const),
];

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom('x', 'i', 'std::max', '::f', 'n').map((name): Expression => ({ kind: 'name', span: nowhere, name })),
  fc
    .tuple(
      fc.bigInt(0n, (1n << 64n) - 1n),
      fc.constantFrom(2, 8, 10, 16),
      fc.constantFrom('', 'u', 'l', 'ul', 'll', 'ull'),
    )
    .map(([value, base, suffix]): Expression => ({
      kind: 'integer',
      span: nowhere,
      value,
      base: value === 0n && base === 8 ? 10 : base,
      suffix,
    })),
  fc
    .tuple(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), fc.constantFrom('', 'f', 'l'))
    .filter(([value, suffix]) => suffix !== 'f' || Number.isFinite(Math.fround(value)))
    .map(([value, suffix]): Expression => ({ kind: 'float', span: nowhere, value: Math.abs(value), suffix })),
  fc.boolean().map((value): Expression => ({ kind: 'bool', span: nowhere, value })),
  fc.nat(255).map((value): Expression => ({ kind: 'character', span: nowhere, value })),
  fc.string({ unit: 'binary' }).map((value): Expression => ({ kind: 'string', span: nowhere, value })),
  fc.constant<Expression>({ kind: 'nullptr', span: nowhere }),
);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const e = tie('expression');
  const list = fc.array(e, { maxLength: 3 });
  const at = { span: nowhere };
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(fc.constantFrom(...(['+', '-', '!', '~', '*', '&', '++', '--'] as const)), e)
        .map(([operator, operand]): Expression => ({ kind: 'unary', ...at, operator, operatorSpan: nowhere, operand })),
      fc.tuple(fc.constantFrom('++', '--'), e).map(([operator, operand]): Expression => ({
        kind: 'postfix',
        ...at,
        operator,
        operatorSpan: nowhere,
        operand,
      })),
      fc.tuple(fc.constantFrom(...binaryOperators), e, e).map(([operator, left, right]): Expression => ({
        kind: 'binary',
        ...at,
        operator,
        operatorSpan: nowhere,
        left,
        right,
      })),
      fc.tuple(fc.constantFrom('=', '+=', '>>=', '<<='), e, e).map(([operator, target, value]): Expression => ({
        kind: 'assignment',
        ...at,
        operator,
        operatorSpan: nowhere,
        target,
        value,
      })),
      fc.tuple(e, e, e).map(([condition, whenTrue, whenFalse]): Expression => ({
        kind: 'conditional',
        ...at,
        condition,
        whenTrue,
        whenFalse,
      })),
      fc.tuple(e, e).map(([left, right]): Expression => ({ kind: 'comma', ...at, operatorSpan: nowhere, left, right })),
      fc.tuple(e, list).map(([callee, args]): Expression => ({
        kind: 'call',
        ...at,
        callee,
        arguments: args,
        argumentsSpan: nowhere,
      })),
      fc.tuple(e, e).map(([object, index]): Expression => ({ kind: 'index', ...at, object, index })),
      fc.tuple(e, fc.boolean()).map(([object, arrow]): Expression => ({
        kind: 'member',
        ...at,
        object,
        arrow,
        member: 'm',
        memberSpan: nowhere,
      })),
      fc
        .tuple(callableType, list)
        .map(([of, operands]): Expression => ({ kind: 'cast', ...at, style: 'functional', type: of, operands })),
      fc
        .tuple(fc.constantFrom('c', 'static_cast', 'const_cast'), type, e)
        .map(([style, of, operand]): Expression => ({ kind: 'cast', ...at, style, type: of, operands: [operand] })),
      fc.tuple(callableType, list).map(([of, elements]): Expression => ({ kind: 'brace', ...at, type: of, elements })),
      fc
        .oneof(
          type,
          leaf.filter(({ kind }) => kind !== 'string'),
        )
        .map((operand): Expression => ({ kind: 'sizeof', ...at, operand })),
    ),
  };
});

/** The tree without spans, and without parentheses, which print adds where they are needed. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return node;
  if ('kind' in node && node.kind === 'parenthesized' && 'inner' in node) return bare(node.inner);
  const entries = Object.entries(node).filter(([key]) => !/span$/i.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}

test('a printed tree is read back as the same tree', () => {
  const isTypeName = (name: string): boolean => name === 'ns::T';
  fc.assert(
    fc.property(expression, fc.boolean(), (tree, parenthesize) => {
      const text = printExpression(tree, { parenthesize });
      const findings = new Findings();
      const read = parseExpression(text, { start: 0, end: text.length }, { isTypeName, findings });
      assert.deepEqual(
        findings.all.map(({ message }) => message),
        [],
        text,
      );
      assert.deepEqual(bare(read), bare(tree), text);
      assert.equal(printExpression(read, { parenthesize: false }), printExpression(read, { parenthesize: false }));
    }),
    parameters,
  );
});

const fragments = [
  ...[
    'x',
    'y[i]',
    'float',
    'const',
    'unsigned',
    'long',
    'complex<float>',
    'T',
    'ns::T',
    'struct',
    'class',
    'union',
    'enum',
  ],
  ...[
    'operator',
    'template',
    'typename',
    'namespace',
    'using',
    'typedef',
    'static',
    '__device__',
    'inline',
    'extern "C"',
  ],
  ...[
    'if',
    'else',
    'for',
    'while',
    'do',
    'switch',
    'case',
    'default',
    'return',
    'break',
    'sizeof',
    'new',
    'throw',
    'this',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '>>',
    '>>=',
    '::',
    ':',
    ';',
    ',',
    '.',
    '->',
    '...',
    '?',
    '=',
    '==',
    '<=>',
  ],
  ...[
    '+',
    '-',
    '*',
    '**',
    '/',
    '%',
    '&',
    '&&',
    '|',
    '^',
    '~',
    '!',
    '++',
    '--',
    'and',
    'not',
    'bitand',
    '<:',
    ':>',
    '<%',
    '%>',
  ],
  ...[
    '0',
    '1.5f',
    '0x1p3',
    "1'0",
    '1e',
    '09',
    '1z',
    "'a'",
    "''",
    '"s"',
    '"',
    "'",
    'R"(',
    ')"',
    'L"w"',
    '\\',
    '@',
    '−',
    '😀',
    '\ud800',
  ],
  ...[
    '//',
    '/*',
    '*/',
    '\n',
    '\r\n',
    '\t',
    '\n#define A ',
    '\n#if 0\n',
    '\n#endif\n',
    '\n#else\n',
    '#',
    'static_cast',
    'true',
  ],
];

const soup = fc
  .array(fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...fragments) }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 60,
    size: 'max',
  })
  .chain((parts) => fc.constantFrom('', ' ').map((glue) => parts.join(glue)));

const samples = [
  'x[i] * y[i] + static_cast<float>(a < b ? std::max<int>(a, b) : (unsigned)c >> 2) - f(g(1.5f, "s"), {1, 2})[0].m->k++',
  'const float *x, pycuda::complex<float> *__restrict__ z, unsigned long long s, std::pair<int, float> p[3], struct foo *q',
  '#define N 4\n/** d */ struct P { float x = 1, y[N]; P(float a) : x(a) { } P operator+(const P &o) const { return P{x + o.x}; } };\n' +
    'template <class T> T f(T a) { return a; }\nnamespace n { enum E { A = 1, B }; } static const int k[2] = {1, 2};\n' +
    '__device__ int g(int a, P b) { for (int i = 0; i < 3; ++i) { if (a) continue; else a -= 1; } switch (a) { case 1: break; default: return 2; } return a; }',
];

/** A sample with pieces cut out, doubled and put in. */
const mutant = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('', ...fragments)), { maxLength: 6 }),
  )
  .map(([sample, edits]) =>
    edits.reduce((text, [at, length, insert]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + insert + text.slice(start + length);
    }, sample),
  );

/** Checks every span of a tree, children within their parents. */
function checkSpans(node: unknown, outer: Span, text: string): void {
  if (Array.isArray(node)) for (const child of node) checkSpans(child, outer, text);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const inner = 'span' in node ? (node.span as Span) : outer;
  const where = `${JSON.stringify(text)}: ${JSON.stringify(inner)} in ${JSON.stringify(outer)}`;
  assert.ok(outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end, where);
  for (const [key, child] of Object.entries(node)) {
    if (key !== 'span' && /span$/i.test(key)) checkSpans({ span: child as Span }, inner, text);
    else if (key !== 'span') checkSpans(child, inner, text);
  }
}

test('any text gives a tree whose spans nest within the part that was read', () => {
  const isTypeName = (name: string): boolean => name === 'T' || name === 'ns::T';
  fc.assert(
    fc.property(fc.oneof(soup, mutant), fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % 4 === 0 ? from % (text.length + 1) : 0;
      const span = { start, end: from % 4 === 0 ? Math.min(text.length, start + length) : text.length };
      for (const parse of [parseExpression, parseArguments, parsePreamble]) {
        const findings = new Findings();
        const tree = parse(text, span, { isTypeName, findings });
        checkSpans(tree, span, text);
        for (const finding of findings.all) {
          checkSpans({ span: finding.span }, span, text);
          for (const { edits } of finding.fixes) checkSpans(edits, span, text);
          assert.doesNotMatch(finding.message, /undefined|‘’/, text);
        }
      }
    }),
    parameters,
  );
});

test('a tree without gaps and diagnostics is what the text says', () => {
  const isTypeName = (name: string): boolean => name === 'T' || name === 'ns::T';
  fc.assert(
    fc.property(fc.oneof(soup, mutant), (text) => {
      const findings = new Findings();
      const tree = parseExpression(text, { start: 0, end: text.length }, { isTypeName, findings });
      if (findings.all.length > 0 || text === '') return;
      const printed = printExpression(tree);
      assert.doesNotMatch(printed, /<missing>/, text);
      const again = parseExpression(printed, { start: 0, end: printed.length }, { isTypeName, findings });
      assert.deepEqual(
        findings.all.map(({ message }) => message),
        [],
        printed,
      );
      assert.equal(printExpression(again), printed, text);
    }),
    parameters,
  );
});

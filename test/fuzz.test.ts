import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { checkDocument, createChecker, type CheckedDocument } from '../language';

/** How many mutated texts are tried: `WARPFOLD_FUZZ_RUNS=100000` for the long run. */
const numRuns = Number(process.env['WARPFOLD_FUZZ_RUNS'] ?? 2000);

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['examples', 'test/fixtures'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.reduce'))
    .sort()
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
);

const fragments = [
  ...'(){}[]<>;:,.=+-*/%&|^!~?\'"\\#@$`\n\r\t 0a_',
  ...[
    '/*',
    '*/',
    '//',
    '"',
    'R"(',
    ')"',
    "'",
    '1e',
    '0x',
    "1'0",
    '::',
    '...',
    '\r\n',
    '\u0000',
    '\ud800',
    '×',
    '\ufeff',
  ],
  ...['kernel ', 'case ', ' of ', 'preamble {', 'kernel k {', 'case c of k {', 'map_expr = ', 'arguments = '],
  ...['x[i]', '[](float v) { return v; }', '{ lo: 1 }', 'uniform(', 'struct P {', '__device__ ', 'template <', 'nan'],
];

type Mutation = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, fc.nat(200));
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, length).map(([at, count]) => (text: string) => {
    const start = offset(text, at);
    return text.slice(0, start) + text.slice(start + count);
  }),
  fc.tuple(place, fc.constantFrom(...fragments)).map(([at, fragment]) => (text: string) => {
    const start = offset(text, at);
    return text.slice(0, start) + fragment + text.slice(start);
  }),
  fc.tuple(place, length, place).map(([from, count, to]) => (text: string) => {
    const moved = text.slice(offset(text, from), offset(text, from) + count);
    const rest = text.slice(0, offset(text, from)) + text.slice(offset(text, from) + count);
    return rest.slice(0, offset(rest, to)) + moved + rest.slice(offset(rest, to));
  }),
  fc.tuple(place, length).map(([at, count]) => (text: string) => {
    const end = offset(text, at) + count;
    return text.slice(0, end) + text.slice(end - count, end) + text.slice(end);
  }),
  place.map((at) => (text: string) => text.slice(0, offset(text, at))),
);

const edited = fc
  .tuple(fc.constantFrom(...sources), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([source, mutations]) => ({ source, text: mutations.reduce((text, mutate) => mutate(text), source) }));

/** Laws are evaluated for some texts only: they take most of the time. */
const withLaws = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

function offset(text: string, at: number): number {
  return Math.floor(at * text.length);
}

test('a mutated text is checked without a throw, and after an edit as if it were new', () => {
  fc.assert(
    fc.property(edited, withLaws, ({ source, text }, laws) => {
      const checker = createChecker();
      checker.check(source);
      const document = checker.check(text, { laws });
      assertSound(document);
      assert.deepEqual(document.diagnostics, createChecker().check(text, { laws }).diagnostics);
    }),
    { numRuns, includeErrorInReport: true },
  );
});

/** Places are inside the text, items follow one another, and no diagnostic is there twice. */
function assertSound({ text, items, diagnostics }: CheckedDocument): void {
  let end = 0;
  for (const { item, start } of items) {
    assert.ok(start >= end);
    end = start + item.text.length;
    assert.equal(text.slice(start, end), item.text);
  }
  const seen = new Set<string>();
  for (const { span, code, message, related } of diagnostics) {
    for (const { start, end: stop } of [span, ...related.map((each) => each.span)]) {
      assert.ok(0 <= start && start <= stop && stop <= text.length, `${code} at ${start}..${stop} of ${text.length}`);
    }
    assert.notEqual(message, '');
    const key = `${code} ${span.start} ${span.end} ${message}`;
    assert.ok(!seen.has(key), `Twice: ${key}`);
    seen.add(key);
  }
}

test('long and hostile texts are checked in time that grows with their length only', () => {
  const long = 20_000;
  const units = [
    ...'([{<?:;,"\'#}])',
    ...[
      '/*',
      '// \\\n',
      "1'",
      'R"(',
      'R"',
      "u8'",
      '\\\n',
      '{;',
      '}}',
      '};',
      '} x =',
      '(]',
      '[)',
      'a ? ',
      'a[',
      'f(',
      '-',
    ],
    ...[
      'kernel',
      'kernel k{',
      'kernel k {\n',
      'case a of b {\n',
      'case a\n',
      'preamble {\n',
      'preamble{}',
      'x = ',
      'x = 1\n',
    ],
    ...[
      'a<b,',
      '{ lo: ',
      '[1,',
      'sizeof ',
      '(int)',
      'if (',
      'struct S {',
      'template <',
      '#if 0\n',
      'case c of k { x = [',
      'kernel k { map_expr = ',
    ],
  ];
  for (const unit of units) {
    const filler = unit.repeat(Math.ceil(long / unit.length));
    for (const text of [
      filler,
      `kernel k { map_expr = ${filler}`,
      `case c of k { x = ${filler}`,
      `preamble { ${filler}`,
    ]) {
      assertSound(checkDocument(text));
    }
  }
});

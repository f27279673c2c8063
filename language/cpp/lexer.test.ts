import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from '../diagnostics/diagnostic';
import { tokenize } from './lexer';

function lex(text: string, span = { start: 0, end: text.length }) {
  const findings = new Findings();
  const { tokens, directives, comments } = tokenize(text, span, findings);
  const problems = findings.all.map((finding) => `${finding.code} ${finding.span.start}-${finding.span.end}`);
  return { tokens: tokens.slice(0, -1), directives, comments, problems };
}

function literal(text: string) {
  const { tokens, problems } = lex(text);
  assert.deepEqual(problems, [], text);
  assert.equal(tokens.length, 1, text);
  const [token] = tokens;
  assert.deepEqual([token?.start, token?.end], [0, text.length], text);
  return token?.literal;
}

test('integers of every base and suffix have their value', () => {
  const table: [string, bigint, number, string][] = [
    ['0', 0n, 10, ''],
    ['42', 42n, 10, ''],
    ["1'000'000", 1000000n, 10, ''],
    ['0x1F', 31n, 16, ''],
    ['0XdeadBEEFull', 0xdeadbeefn, 16, 'ull'],
    ["0b1010'1010", 170n, 2, ''],
    ['017', 15n, 8, ''],
    ['00', 0n, 8, ''],
    ['1u', 1n, 10, 'u'],
    ['1U', 1n, 10, 'u'],
    ['1l', 1n, 10, 'l'],
    ['1UL', 1n, 10, 'ul'],
    ['1Lu', 1n, 10, 'ul'],
    ['1LL', 1n, 10, 'll'],
    ['1llU', 1n, 10, 'ull'],
    ['18446744073709551615u', 18446744073709551615n, 10, 'u'],
    ['0000000000000000000000000000000000000000000000000000000000000000000000007', 7n, 8, ''],
  ];
  for (const [text, value, base, suffix] of table) {
    const node = literal(text);
    assert.ok(node?.kind === 'integer', text);
    assert.deepEqual([node.value, node.base, node.suffix], [value, base, suffix], text);
  }
});

test('floats in every notation have the nearest double', () => {
  const table: [string, number, string][] = [
    ['1.', 1, ''],
    ['.5', 0.5, ''],
    ['1e5f', 1e5, 'f'],
    ['1e30f', 1e30, 'f'],
    ['1.5e-3', 1.5e-3, ''],
    ['1E+2L', 100, 'l'],
    ["1'000.5F", 1000.5, 'f'],
    ['09.5', 9.5, ''],
    ['0e0', 0, ''],
    ['0x1.8p1', 3, ''],
    ['0x.8p0f', 0.5, 'f'],
    ['0x1p-1074', 5e-324, ''],
    ['0x1.8p-1074', 1e-323, ''],
    ['0x0.8p-1074', 0, ''],
    ['0x0.8000000000001p-1074', 5e-324, ''],
    ['0x1.fffffffffffffp1023', Number.MAX_VALUE, ''],
    ['0x1.00000000000008p0', 1, ''],
    ['0x1.000000000000080000000001p0', 1 + Number.EPSILON, ''],
    ['0x1.fffffffffffff7p-1023', 2 ** -1022, ''],
    ['0x1p-99999', 0, ''],
  ];
  for (const [text, value, suffix] of table) {
    const node = literal(text);
    assert.ok(node?.kind === 'float', text);
    assert.deepEqual([node.value, node.suffix], [value, suffix], text);
  }
});

test('characters and strings are unescaped', () => {
  const characters: [string, number][] = [
    ["'a'", 97],
    ["'\\n'", 10],
    ["'\\0'", 0],
    ["'\\101'", 65],
    ["'\\x7f'", 127],
    ["'\\''", 39],
    ["'\"'", 34],
    ["u8'a'", 97],
  ];
  for (const [text, value] of characters)
    assert.deepEqual(literal(text), { kind: 'character', value, span: { start: 0, end: text.length } });
  const strings: [string, string][] = [
    ['"a\\tb"', 'a\tb'],
    ['""', ''],
    ['u8"é"', 'é'],
    ['"\\u00e9"', 'é'],
    ['R"(a"\\n)b)"', 'a"\\n)b'],
    ['R"x(a)" )x"', 'a)" '],
    ['"a\\\nb"', 'ab'],
  ];
  for (const [text, value] of strings)
    assert.deepEqual(literal(text), { kind: 'string', value, span: { start: 0, end: text.length } });
});

test('each bad token is one diagnostic on its own characters', () => {
  const table: [string, string][] = [
    ['1z', 'unknown-suffix 0-2'],
    ['1.0f16', 'unknown-suffix 0-6'],
    ['1.0bf16', 'unknown-suffix 0-7'],
    ['1f', 'unknown-suffix 0-2'],
    ['1_000', 'unknown-suffix 0-5'],
    ['1lL', 'unknown-suffix 0-3'],
    ['1uu', 'unknown-suffix 0-3'],
    ["0'll", 'bad-number 0-4'],
    ["1.5'f", 'bad-number 0-5'],
    ["0x'ff", 'bad-number 0-5'],
    ['09', 'bad-number 0-2'],
    ['0b12', 'bad-number 0-4'],
    ['0o17', 'bad-number 0-4'],
    ['0x', 'bad-number 0-2'],
    ['0x1.8', 'bad-number 0-5'],
    ['0x1g', 'unknown-suffix 0-4'],
    ['0xe+1', 'bad-number 0-5'],
    ['1e', 'bad-number 0-2'],
    ['1e+', 'bad-number 0-3'],
    ['1.2.3', 'bad-number 0-5'],
    ['18446744073709551616', 'integer-too-large 0-20'],
    ['9'.repeat(100000), 'integer-too-large 0-100000'],
    ['1e309', 'float-too-large 0-5'],
    ['1e39f', 'float-too-large 0-5'],
    ['0x1p1024', 'float-too-large 0-8'],
    ['0x1.fffffffffffff8p1023', 'float-too-large 0-23'],
    ['0x1p99999', 'float-too-large 0-9'],
    ["''", 'bad-character-literal 0-2'],
    ["'ab'", 'bad-character-literal 0-4'],
    ["'é'", 'bad-character-literal 0-3'],
    ["L'a'", 'bad-character-literal 0-4'],
    ["'\\q'", 'bad-escape 1-3'],
    ['"a\\xfff"', 'bad-escape 2-7'],
    ['"abc', 'unterminated-literal 0-4'],
    ['"abc\\', 'unterminated-literal 0-5'],
    ["'a\n", 'unterminated-literal 0-2'],
    ['R"(abc', 'unterminated-literal 0-6'],
    ['/* abc', 'unterminated-comment 0-2'],
    ['@@@', 'bad-character 0-3'],
    ['x 😀 y', 'bad-character 2-4'],
    ['a − b', 'bad-character 2-3'],
    ['a # b', 'bad-character 2-3'],
    ['a \\ b', 'bad-character 2-3'],
  ];
  for (const [text, expected] of table) assert.deepEqual(lex(text).problems, [expected], text.slice(0, 40));
});

test('punctuators are the longest that fit, in their first spelling', () => {
  const spellings = (text: string) => lex(text).tokens.map((token) => token.text);
  assert.deepEqual(spellings('a+++b<<=c->d'), ['a', '++', '+', 'b', '<<=', 'c', '->', 'd']);
  assert.deepEqual(spellings('not a and b or c bitand d xor_eq e'), [
    '!',
    'a',
    '&&',
    'b',
    '||',
    'c',
    '&',
    'd',
    '^=',
    'e',
  ]);
  assert.deepEqual(spellings('a<:0:> <% %>'), ['a', '[', '', ']', '{', '}']);
  assert.deepEqual(spellings('f<::g>'), ['f', '<', '::', 'g', '>']);
  // Whether these close template arguments or shift is for the parser to say.
  assert.deepEqual(spellings('>>= >>'), ['>', '>=', '>', '>']);
});

test('a part of a text is read without a look beyond it', () => {
  const text = 'abc def"ghi"12345 /* x */';
  assert.deepEqual(
    lex(text, { start: 2, end: 5 }).tokens.map((token) => token.text),
    ['c', 'd'],
  );
  assert.deepEqual(lex(text, { start: 7, end: 10 }).problems, ['unterminated-literal 7-10']);
  const [number] = lex(text, { start: 12, end: 15 }).tokens;
  assert.ok(number?.literal?.kind === 'integer' && number.literal.value === 123n);
  assert.deepEqual(lex(text, { start: 18, end: 22 }).problems, ['unterminated-comment 18-20']);
});

test('comments and preprocessor lines are no tokens', () => {
  const text = 'a // b\n#define X \\\n  1 // c\n/* d\n */ e \\\n f';
  const { tokens, directives, comments, problems } = lex(text);
  assert.deepEqual(
    tokens.map((token) => token.text),
    ['a', 'e', 'f'],
  );
  assert.deepEqual(
    directives.map(({ name }) => name),
    ['define'],
  );
  assert.deepEqual(
    comments.map(({ start, end }) => text.slice(start, end)),
    ['// b', '// c', '/* d\n */'],
  );
  assert.deepEqual(problems, []);
});

test('what #if 0 leaves out need not be C++', () => {
  const { tokens, problems } = lex(`a\n#if 0\ndon't "\n#if X\n@\n#endif\n#else\nb\n#endif\nc`);
  assert.deepEqual(
    tokens.map((token) => token.text),
    ['a', 'b', 'c'],
  );
  assert.deepEqual(problems, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseItem } from './parse-item';
import type { CaseItem, CaseValue, KernelItem } from './tree';

function kernel(text: string): KernelItem {
  const { item } = parseItem(text);
  assert.ok(item.kind === 'kernel');
  return item;
}

function caseItem(text: string): CaseItem {
  const { item } = parseItem(text);
  assert.ok(item.kind === 'case');
  return item;
}

function fieldsOf(item: KernelItem): string[][] {
  return item.fields.map((field) => [field.name.text, item.text.slice(field.value.start, field.value.end)]);
}

/** Codes with the text that they mark. */
function findings(text: string): string[] {
  return parseItem(text).findings.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

test('a kernel has its fields, its preambles and its braces', () => {
  const item = kernel('// Doc.\nkernel k {\n a = /* one */ 1 // two\n + 2 ; preamble { int x; }\n}');
  assert.equal(item.name.text, 'k');
  assert.deepEqual(fieldsOf(item), [['a', '1 // two\n + 2']]);
  assert.deepEqual(
    item.preambles.map(({ body }) => item.text.slice(body.start, body.end)),
    [' int x; '],
  );
  assert.equal(item.text.slice(item.body.start, item.body.end), item.text.slice(item.text.indexOf('{')));
});

test('a value ends at the first semicolon outside comments, literals and braces', () => {
  const text = `kernel k { map_expr = f(';', ";", P{1; 2}) /* ; */ + R"(;)"; neutral = 0; }`;
  assert.deepEqual(fieldsOf(kernel(text)), [
    ['map_expr', `f(';', ";", P{1; 2}) /* ; */ + R"(;)"`],
    ['neutral', '0'],
  ]);
  assert.deepEqual(fieldsOf(kernel('kernel k { map_expr = f(x[i]; neutral = 0; }')), [
    ['map_expr', 'f(x[i]'],
    ['neutral', '0'],
  ]);
});

test('keywords are names where a name stands', () => {
  const item = caseItem('case case of kernel { kernel = 1; case = 2; of = 3; preamble = 4; n = 5; }');
  assert.equal(item.name.text, 'case');
  assert.equal(item.kernel.text, 'kernel');
  assert.deepEqual(
    item.bindings.map(({ name }) => name.text),
    ['kernel', 'case', 'of', 'preamble', 'n'],
  );
  assert.equal(caseItem('case of of of { }').kernel.text, 'of');
  assert.equal(kernel('kernel preamble { }').name.text, 'preamble');
  assert.deepEqual(findings('case of of of { }'), []);
});

test('a missing semicolon is reported on the token before it, once, and the next field is read', () => {
  for (const next of ['reduce_expr = a + b;', 'preamble { }', 'unheard = 1;']) {
    const text = `kernel k {\n map_expr = x[i] // x\n ${next}\n}`;
    assert.equal(findings(text)[0], 'missing-semicolon ]');
    assert.deepEqual(fieldsOf(kernel(text))[0], ['map_expr', 'x[i]']);
  }
  assert.deepEqual(findings('kernel k { neutral = 0 }'), ['missing-semicolon 0']);
  assert.deepEqual(findings('case c of k {\n x = uniform(-1,\n 1)\n y = 2;\n}'), ['missing-semicolon )']);
});

test('a line that begins with a named argument or continues an expression ends no value', () => {
  assert.deepEqual(findings('case c of k {\n x = uniform(-1, 1,\n seed = 1);\n}'), []);
  const text = 'kernel k {\n map_expr = x[i] ==\n y == 2;\n}';
  assert.deepEqual(fieldsOf(kernel(text)), [['map_expr', 'x[i] ==\n y == 2']]);
});

test('an unclosed literal or brace is one mistake: no semicolon is missed behind it', () => {
  assert.deepEqual(findings('kernel k {\n options = "-O3;\n neutral = 0;\n}'), []);
  assert.deepEqual(findings('kernel k {\n map_expr = P{x[i], 1;\n neutral = 0;\n}'), []);
  assert.deepEqual(findings('case c of k {\n x = { lo: 1;\n n = 1;\n}'), ['unclosed-bracket {']);
});

function valueOf(text: string, name = 'x'): CaseValue {
  const { item, findings: found } = parseItem(`case c of k { ${name} = ${text}; }`);
  assert.deepEqual(found, []);
  assert.ok(item.kind === 'case');
  const value = item.bindings[0]?.value;
  assert.ok(value);
  return value;
}

/** A value's shape, with the source of its constants. */
function shape(value: CaseValue, text: string): unknown {
  const source = (part?: { span: { start: number; end: number } }): string =>
    part === undefined ? '' : text.slice(part.span.start, part.span.end);
  switch (value.kind) {
    case 'constant':
      return source(value);
    case 'list':
      return value.elements.map((element) => shape(element, text));
    case 'struct':
      return Object.fromEntries(value.members.map(({ name, value: member }) => [name.text, shape(member, text)]));
    case 'string':
      return { string: value.value };
    case 'generator':
      return [
        value.name.text,
        ...value.arguments.map(({ name, value: argument }) => [name?.text ?? '', shape(argument, text)]),
      ];
    case 'slice':
      return { start: source(value.start), stop: source(value.stop), step: source(value.step) };
    case 'missing':
      return 'missing';
  }
}

function shapeOf(text: string, name = 'x'): unknown {
  return shape(valueOf(text, name), `case c of k { ${name} = ${text}; }`);
}

test('values of cases: constants, lists, structs, strings, generators', () => {
  assert.equal(shapeOf('-(1 << 24) + nan'), '-(1 << 24) + nan');
  assert.equal(shapeOf('float(2)'), 'float(2)');
  assert.equal(shapeOf('c ? 1 : 2'), 'c ? 1 : 2');
  assert.deepEqual(shapeOf('[1, [2, 3,], [], (4, 5)]'), ['1', ['2', '3'], [], '(4, 5)']);
  assert.deepEqual(shapeOf('{ lo: 1, hi: [2, /* , */ 3] }'), { lo: '1', hi: ['2', '3'] });
  assert.deepEqual(shapeOf('file("a\\"\\\\, b.npy")'), ['file', ['', { string: 'a"\\, b.npy' }]]);
  assert.deepEqual(shapeOf('uniform (-1, f(2), seed = 1)'), [
    'uniform',
    ['', '-1'],
    ['', ['f', ['', '2']]],
    ['seed', '1'],
  ]);
  assert.equal(shapeOf('f(1) + 2'), 'f(1) + 2');
});

test('slices leave out any part', () => {
  assert.deepEqual(shapeOf('::-1', 'slice'), { start: '', stop: '', step: '-1' });
  assert.deepEqual(shapeOf('2:', 'slice'), { start: '2', stop: '', step: '' });
  assert.deepEqual(shapeOf('(c ? 1 : 2):c ? 3 : 4:5', 'slice'), { start: '(c ? 1 : 2)', stop: 'c ? 3 : 4', step: '5' });
  assert.equal(shapeOf('5', 'slice'), '5');
});

test('a misspelt keyword is one mistake', () => {
  assert.deepEqual(findings('kernle k { neutral = 0; }'), ['unknown-item kernle']);
  assert.equal(kernel('kernle k { neutral = 0; }').fields.length, 1);
});

test('a repeated field points at the first', () => {
  const { item, findings: found } = parseItem('kernel k { neutral = 0; neutral = 1; }');
  assert.deepEqual(
    found.map(({ code, related }) => [code, related.map(({ location }) => location)]),
    [['repeated-field', [{ item, span: { start: 11, end: 18 } }]]],
  );
});

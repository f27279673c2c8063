import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyser, type Analysis } from './model/analysis';
import { semanticTokens, semanticTokensLegend } from './semantic-tokens';
import { analyseAt } from './testing/analyse-at';

/** Each token as `text:type`, with `.modifier`s. */
function shown({ text }: Analysis, data: readonly number[]): string[] {
  const lines = text.split('\n');
  const { tokenTypes, tokenModifiers } = semanticTokensLegend;
  const tokens: string[] = [];
  let [line, character] = [0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [lineDelta = 0, delta = 0, length = 0, type = 0, bits = 0] = data.slice(index, index + 5);
    [line, character] = [line + lineDelta, lineDelta === 0 ? character + delta : delta];
    const name = lines[line]?.slice(character, character + length) ?? '';
    const modifiers = tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
    tokens.push(`${name}:${[tokenTypes[type], ...modifiers].join('.')}`);
  }
  return tokens;
}

function tokensOf(text: string): string[] {
  const { analysis } = analyseAt(text);
  return shown(analysis, semanticTokens(analysis).data);
}

test('every name of a kernel and its case is shown as what it means', () => {
  const text = `kernel k {
    dtype_out = float32;
    arguments = const float *x, float4 s, unsigned long m;
    map_expr = fmaxf(x[i], s.w) * M_PI_F;
    reduce_expr = a + b;
    accuracy = compensated;
}
case c of k { x = uniform(0, inf, seed = 2); n = 3; }`;
  assert.deepEqual(tokensOf(text), [
    ...['kernel:keyword', 'k:function.declaration.definition', 'dtype_out:property', 'float32:type.defaultLibrary'],
    ...['arguments:property', 'x:parameter.declaration.readonly', 'float4:type.defaultLibrary'],
    ...['s:parameter.declaration', 'm:parameter.declaration', 'map_expr:property', 'fmaxf:function.defaultLibrary'],
    ...['x:parameter.readonly', 'i:variable.readonly.defaultLibrary', 's:parameter', 'w:property.defaultLibrary'],
    ...['reduce_expr:property', 'a:variable.readonly.defaultLibrary', 'b:variable.readonly.defaultLibrary'],
    ...['accuracy:property', 'compensated:variable.readonly.defaultLibrary'],
    ...['case:keyword', 'c:enumMember.declaration.definition', 'of:keyword', 'k:function', 'x:parameter.readonly'],
    ...['uniform:function.defaultLibrary', 'inf:variable.readonly.defaultLibrary', 'seed:parameter', 'n:property'],
  ]);
});

test('every name of a preamble is shown as what it declares or uses', () => {
  const text = `preamble {
    struct P { float lo; P twice() const { return *this; } };
    enum Color { red };
    using real = float;
    const int K = 2;
    __device__ float f(float v);
    __device__ float f(const float v) { int t = K; return v + t + red; }
}`;
  assert.deepEqual(tokensOf(text), [
    ...['preamble:keyword', 'P:struct.declaration.definition', 'lo:property.declaration', 'P:struct'],
    ...['twice:method.declaration.definition', 'Color:enum.declaration.definition'],
    ...['red:enumMember.declaration.readonly', 'real:type.declaration', 'K:variable.declaration.readonly'],
    ...['f:function.declaration', 'v:parameter.declaration', 'f:function.declaration.definition'],
    ...['v:parameter.declaration.readonly', 't:variable.declaration', 'K:variable.readonly', 'v:parameter.readonly'],
    ...['t:variable', 'red:enumMember.readonly'],
  ]);
});

test('types and modifiers are those of the protocol, which every theme knows', () => {
  const types =
    'namespace type class enum interface struct typeParameter parameter variable property enumMember event function ' +
    'method macro keyword modifier comment string number regexp operator decorator';
  const modifiers =
    'declaration definition readonly static deprecated abstract async modification documentation defaultLibrary';
  assert.deepEqual(new Set([...types.split(' '), ...semanticTokensLegend.tokenTypes]), new Set(types.split(' ')));
  assert.deepEqual(
    new Set([...modifiers.split(' '), ...semanticTokensLegend.tokenModifiers]),
    new Set(modifiers.split(' ')),
  );
});

const kernel = (name: string): string => `kernel ${name} { arguments = const float *x; map_expr = f(x[i]); }\n`;

test('a range gives the tokens of the items that it touches, with their places in the document', () => {
  const { analysis } = analyseAt(kernel('one') + kernel('two') + kernel('three'));
  const whole = shown(analysis, semanticTokens(analysis).data);
  const position = { line: 1, character: 4 };
  const part = shown(analysis, semanticTokens(analysis, { start: position, end: position }).data);
  assert.deepEqual(part, whole.slice(whole.length / 3, (2 * whole.length) / 3));
});

test('after an edit, the tokens are those of a document opened with the new text', () => {
  const preamble = 'preamble { __device__ float f(float v) { return v; } }\n';
  const versions = [
    kernel('one') + kernel('two'),
    preamble + kernel('one') + kernel('two'),
    `\n  ${preamble}${kernel('one')}${kernel('two')}`,
    `${preamble.trimEnd()} ${kernel('two').trimEnd()} ${kernel('one')}`,
    kernel('one') + preamble.replace('f(', 'g(') + kernel('two'),
    `${kernel('one')}${preamble}case c of two { x = ones(3); }\n${kernel('two')}`,
    `${kernel('one')}${preamble}case c of two { x = ones(3); }\n${kernel('two').replace('const ', '')}`,
  ];
  const analyser = createAnalyser('file:///kernels.reduce');
  let last = semanticTokens(analyser.analyse('', 0));
  for (const [index, text] of versions.entries()) {
    const edited = semanticTokens(analyser.analyse(text, index + 1));
    const { analysis: opened } = analyseAt(text);
    assert.deepEqual(edited.data, semanticTokens(opened).data);
    const { start, before, after } = edited.changeFrom(last);
    assert.deepEqual(last.data.toSpliced(start, before.length, ...after), edited.data);
    last = edited;
  }
});

test('what an edit changes is told of the items that it changes alone', () => {
  const analyser = createAnalyser('file:///kernels.reduce');
  const text = (expression: string): string =>
    ['one', 'two', 'three']
      .map((name) => `kernel ${name} { dtype_out = int32; map_expr = ${name === 'two' ? expression : 'i'}; }`)
      .join('\n');
  const before = semanticTokens(analyser.analyse(text('i'), 1));
  const after = semanticTokens(analyser.analyse(text('n'), 2));
  assert.deepEqual(before.changeFrom(before), { start: before.data.length, before: [], after: [] });
  const change = after.changeFrom(before);
  assert.equal(change.start, before.data.length / 3);
  assert.equal(change.before.length, before.data.length / 3);
});

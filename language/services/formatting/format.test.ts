import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TextEdit } from 'vscode-languageserver-types';
import { tokenize } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import type { Analysis } from '../model/analysis';
import { analyseAt } from '../testing/analyse-at';
import { format, formatOnType, formatRange } from './format';

const options = { tabSize: 4, insertSpaces: true };
const folder = path.join(import.meta.dirname, '../../../examples');
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.reduce'))
  .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));

function applied({ text, lines }: Analysis, edits: readonly TextEdit[]): string {
  return edits.toReversed().reduce((result, { range, newText }) => {
    return result.slice(0, lines.offset(range.start)) + newText + result.slice(lines.offset(range.end));
  }, text);
}

function formatted(text: string, style = options): string {
  const { analysis } = analyseAt(text);
  return applied(analysis, format(analysis, style));
}

function check(before: string, after: string, style = options): void {
  assert.equal(formatted(before, style), after);
  assert.equal(formatted(after, style), after, 'a second time changes something');
}

test('the examples are formatted', () => {
  assert.ok(examples.length > 5);
  for (const { name, text } of examples) assert.equal(formatted(text), text, name);
});

test('fields stand on lines of their own, with their = in one column', () => {
  check(
    'kernel   k{dtype_out=float32;arguments=const float*x,const   float * y;\n\n\n\nmap_expr=x[ i ]*y[i];// why\n reduce_expr=a+b;neutral =0\n;}',
    [
      'kernel k {',
      '    dtype_out = float32;',
      '    arguments = const float *x, const float *y;',
      '',
      '    map_expr    = x[i] * y[i];// why',
      '    reduce_expr = a + b;',
      '    neutral     = 0;',
      '}',
      '',
    ]
      .join('\n')
      .replace(';// why', '; // why'),
  );
});

test('what is written on one line stays on one line', () => {
  check('case one of k{n=2;x=ones();}\n', 'case one of k { n = 2; x = ones(); }\n');
  check('case one of k {\n}', 'case one of k {\n}\n');
});

test('values of cases', () => {
  check(
    'case one of k {\nslice=1 : 10:2;\ny=uniform( 0,1,seed=2 );\nexpect={a:1,b :[1,\n2]};\nn=1<<4;\n}\n',
    [
      'case one of k {',
      '    slice = 1:10:2;',
      '    y = uniform(0, 1, seed = 2);',
      '    expect = { a: 1, b: [1,',
      '        2] };',
      '    n = 1 << 4;',
      '}',
      '',
    ].join('\n'),
  );
});

test('operators, casts, templates and literals of expressions', () => {
  const expression = (before: string, after: string): void => {
    const around = (text: string): string =>
      `kernel k {\n    arguments = const float *x, pycuda::complex<float> *c;\n    map_expr  = ${text};\n}\n`;
    check(around(before), around(after));
  };
  expression('x[ i ]*-1.f+ +2', 'x[i] * -1.f + +2');
  expression('a- -b', 'a - -b');
  expression('- -a', '- -a');
  expression('( x [i]<0 )?-x[i]:x[i]', '(x[i] < 0) ? -x[i] : x[i]');
  expression('static_cast<float>( n )/fmaf( a,b , c )', 'static_cast<float>(n) / fmaf(a, b, c)');
  expression('(float)(i%2)*(double) i', '(float)(i % 2) * (double) i');
  expression('c[i] . real()+p->q', 'c[i].real() + p->q');
  expression('Pair{ x[i],i }', 'Pair{x[i], i}');
  expression('*(const float*)p&&!q', '*(const float *)p && !q');
  expression('i<<2>>1', 'i << 2 >> 1');
  expression('complex<float>( x[i],0 )', 'complex<float>(x[i], 0)');
});

test('line breaks and comments within values stay', () => {
  check(
    'kernel k {\nmap_expr = x[i] // first\n+y[i]   /* second */*z[i]\n+fmaxf(\na,\nb\n)\n;\n}\n',
    [
      'kernel k {',
      '    map_expr = x[i] // first',
      '        + y[i] /* second */ * z[i]',
      '        + fmaxf(',
      '        a,',
      '        b',
      '    );',
      '}',
      '',
    ].join('\n'),
  );
});

test('a preamble moves as a whole, and keeps its own layout', () => {
  check(
    'preamble {\nstruct P { float a;\n   float b; };  \n#define X 1\n\nconst char *t = R"(\nraw  \n)";\n}\nkernel k {\npreamble {\nint f();\n}\n}\n',
    [
      'preamble {',
      '    struct P { float a;',
      '       float b; };',
      '#define X 1',
      '',
      '    const char *t = R"(',
      'raw  ',
      ')";',
      '}',
      'kernel k {',
      '    preamble {',
      '        int f();',
      '    }',
      '}',
      '',
    ].join('\n'),
  );
});

test('blank lines between items: at most one; comments keep their places', () => {
  check(
    '\n\n// head\n\n\n\n  // doc\n  case a of k { }   // behind\n// last\n\n\n',
    '// head\n\n// doc\ncase a of k {}   // behind\n// last\n',
  );
});

test('tabs, line breaks of Windows, and the byte order mark', () => {
  const style = { tabSize: 8, insertSpaces: false };
  check('\ufeffkernel k {\r\ndtype_out=int32;\r\n}\r\n', '\ufeffkernel k {\r\n\tdtype_out = int32;\r\n}\r\n', style);
});

test('an item with a mistake of form is left as it is', () => {
  const broken = 'kernel k {\n  dtype_out=float32\n  arguments=;\n}\n';
  assert.equal(formatted(`${broken}case   a of k { }\n`), `${broken}case a of k {}\n`);
});

test('a range changes its own lines only', () => {
  const { analysis } = analyseAt('kernel k {\ndtype_out=int32;\nneutral=0;\n}\n');
  const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 5 } };
  assert.match(applied(analysis, formatRange(analysis, range, options)), /^kernel k \{\n {4}dtype_out = int32;\n/);
});

test('typing ; formats the field before it, typing } its item, a line break the field above', () => {
  const typed = (marked: string, character: string): string => {
    const { analysis, position } = analyseAt(marked);
    return applied(analysis, formatOnType(analysis, position, character, options));
  };
  assert.equal(typed('case a of k {\n  n=1+2;$0\n  m=3;\n}', ';'), 'case a of k {\n    n = 1 + 2;\n  m=3;\n}');
  assert.equal(typed('case a of k {\n  n=1+2;\n$0\n}', '\n'), 'case a of k {\n    n = 1 + 2;\n\n}');
  assert.equal(typed('case a of k {\n  n=1;\n}$0', '}'), 'case a of k {\n    n = 1;\n}');
  assert.equal(typed('case a of k {\n  x = "a;$0"; n=1;\n}', ';'), 'case a of k {\n  x = "a;"; n=1;\n}');
});

test('formatting changes no token and no comment, and settles at once', () => {
  const blank = fc.constantFrom('', '', '', ' ', '  ', '\n', '\t', '\n\n\n', ' // note\n', '/* note */');
  const property = fc.property(fc.constantFrom(...examples), fc.array(blank, { minLength: 40 }), ({ text }, blanks) => {
    const noisy = withNoise(text, blanks);
    const once = formatted(noisy);
    assert.deepEqual(meaning(once), meaning(noisy));
    assert.equal(formatted(once), once);
  });
  fc.assert(property, { numRuns: 300 });
});

/** The text with blanks and comments at its token boundaries; nothing is put into preambles, nor taken out. */
function withNoise(text: string, blanks: readonly string[]): string {
  const { analysis } = analyseAt(text);
  let result = '';
  let last = 0;
  let turn = 0;
  for (const { item, start } of analysis.model.items) {
    result += text.slice(last, start);
    last = start;
    if (item.kind === 'preamble' || item.kind === 'unreadable') continue;
    for (const token of tokenize(item.text, { start: 0, end: item.text.length }, new Findings()).tokens) {
      result += text.slice(last, start + token.start) + (blanks[turn++ % blanks.length] ?? '');
      last = start + token.start;
    }
  }
  return result + text.slice(last);
}

/** Tokens and comments, in order, and what is said about them. */
function meaning(text: string): unknown {
  const { tokens, comments } = tokenize(text, { start: 0, end: text.length }, new Findings());
  const { analysis } = analyseAt(text);
  return {
    tokens: tokens.map(({ start, end }) => text.slice(start, end)),
    comments: comments.map(({ start, end }) => text.slice(start, end).trimEnd()),
    codes: analysis.model.diagnostics.map(({ code }) => code),
  };
}

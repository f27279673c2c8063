import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from '../diagnostics/diagnostic';
import { definedMacros, readOptions, refusal } from './options';

function read(value: string): { options: readonly string[]; codes: string[] } {
  const findings = new Findings();
  const field = {
    name: { text: 'options', span: { start: 0, end: 0 } },
    span: { start: 0, end: value.length },
    value: { start: 0, end: value.length },
  };
  const options = readOptions(value, field, findings);
  return { options, codes: findings.all.map(({ code, span }) => `${code} ${value.slice(span.start, span.end)}`) };
}

test('strings stand side by side, in a list, between comments', () => {
  const { options, codes } = read(`["-use_fast_math", '-G'] // fast\n /* and */ "-DN=4"`);
  assert.deepEqual(options, ['-use_fast_math', '-G', '-DN=4']);
  assert.deepEqual(codes, []);
});

test('every way to make something else, to write files and to run programs is refused', () => {
  const refused = [
    ...['-ptx', '--ptx', '-cubin', '--fatbin', '-c', '-dc', '-E', '-dlto', '-rdc=true', '--dryrun', '-lib', '-M'],
    ...['-arch=sm_90', '-arch', '--gpu-architecture=compute_90', '-gencode', '-code=sm_90', '-m32'],
    ...['-o', '-ofile', '--output-file=x', '--output-directory=.', '-odir', '--keep', '-keep-dir=x', '--create-pch=x'],
    ...['-ccbin', '-ccbin=evil', '--compiler-bindir=/tmp', '-run', '--run', '-Xcompiler', '-Xcompiler=-fplugin=x'],
    ...['-Xlinker', '-optf', '--options-file=x', '@file', '-ccbin evil', '-Xptxas=-o,x', '-ldir'],
  ];
  for (const option of refused) assert.notEqual(refusal(option), undefined, option);
});

test('options that change arithmetic, warnings, names and paths are allowed', () => {
  const allowed = [
    ...['-use_fast_math', '--fmad=false', '-ftz=true', '-prec-div=false', '-lineinfo', '-G', '-maxrregcount=32'],
    ...['-DNAME', '-DVALUE=1', '-UNAME', '-I/include', '--std=c++17', '-Xptxas=-v', '--ptxas-options=-v', '-w', '-O3'],
  ];
  for (const option of allowed) assert.equal(refusal(option), undefined, option);
});

test('the word after an option that takes one is its value', () => {
  const { options, codes } = read('"-I" "include" "-Xptxas" "-v" "-D" "N=4"');
  assert.equal(options.length, 6);
  assert.deepEqual(codes, []);
  assert.deepEqual(read('"-Xptxas" "-o,x"').codes, ['refused-option "-o,x"']);
});

test('what is no option is said to be none, where it stands', () => {
  assert.deepEqual(read('"-G" -lineinfo').codes, ['bad-options -lineinfo']);
  assert.deepEqual(read('"fast"').codes, ['bad-options "fast"']);
  assert.deepEqual(read('"-G -w"').codes, ['bad-options "-G -w"']);
});

test('macros that options define are names', () => {
  assert.deepEqual(definedMacros(['-DN=4', '-D', 'SQUARE(x)=x*x', '--define-macro=M', '-G']), ['N', 'SQUARE', 'M']);
});

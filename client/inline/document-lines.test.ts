import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../protocol/report';
import type { DocumentItem } from '../documents/document-items';
import { documentLines, type DocumentRuns } from './document-lines';

const at = (line: number): DocumentItem['range'] => ({ start: { line, character: 0 }, end: { line, character: 9 } });
const kernel: DocumentItem = {
  kind: 'kernel',
  name: 'dot',
  range: at(0),
  nameRange: at(0),
  expressions: [
    { field: 'map_expr', range: at(3) },
    { field: 'reduce_expr', range: at(4) },
  ],
  hash: 'k1',
  hasExpect: false,
};
const small: DocumentItem = {
  ...kernel,
  kind: 'case',
  name: 'small',
  kernel: 'dot',
  nameRange: at(8),
  expressions: [],
  hash: 'c1',
  hasExpect: true,
};
const run: Run = {
  id: '1',
  startedAt: '2026-01-01T00:00:00.000Z',
  uri: 'file:///a.reduce',
  hash: 'c1',
  versions: { warpfold: '0' },
  kernel: 'dot',
  case: 'small',
  status: 'ok',
  n: 4,
  count: 4,
  result: { dtype: 'float32', value: 14 },
  expect: { value: 14, passed: true },
  timings: { kernel: { median: 2e-6, p05: 2e-6, p95: 3e-6, min: 2e-6, samples: 5 } },
  launch: { mapping: 'striped', registers: 32, vecSize: 4 },
  bandwidth: { bytes: 32, bytesPerSecond: 16e6, peak: 64e6 },
  diagnostics: [],
};

function shown(items: readonly DocumentItem[], runs: readonly Run[], extra: Partial<DocumentRuns> = {}): string[] {
  const lines = documentLines(items, { runs, active: [], ...extra });
  return lines.map(({ line, text, tone }) => `${line} ${tone}: ${text.replace(/[\u00a0\u202f]/g, ' ')}`);
}

test('a fresh run stands at its kernel, its case and its expressions', () => {
  assert.deepEqual(shown([kernel, small], [run]), [
    '0 plain: = 14 · 2.00 µs · 16.0 MB/s · 25.0 % of peak · n = 4',
    '3 plain: 8 B/element · 4 per load',
    '4 plain: 32 registers',
    '8 passed: ✓ 14 · 2.00 µs',
  ]);
});

test('behind a long line stands what one looks for first', () => {
  const lengthOf = (line: number): number => (line === 0 ? 120 : 10);
  assert.equal(shown([kernel, small], [run], { lengthOf })[0], '0 plain: = 14 · 2.00 µs · 25.0 % of peak');
  assert.equal(shown([kernel, small], [run], { lengthOf })[3], '8 passed: ✓ 14 · 2.00 µs');
});

test('what the end of an endless line says stands above it too, whole', () => {
  const aboveAt = (length: number): readonly (string | undefined)[] =>
    documentLines([kernel, small], { runs: [run], active: [], lengthOf: () => length }).map(({ above }) =>
      above?.replace(/\u00a0/g, ' '),
    );
  assert.deepEqual(aboveAt(99), [undefined, undefined, undefined, undefined]);
  assert.deepEqual(aboveAt(100), [
    '= 14 · 2.00 µs · 16.0 MB/s · 25.0 % of peak · n = 4',
    undefined,
    undefined,
    '✓ 14 · 2.00 µs',
  ]);
});

test('a value of many fields is cut: the hover has it whole', () => {
  const fields = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`field_${index}`, index]));
  const many: Run = { ...run, result: { dtype: 'Many', value: fields }, expect: { value: fields, passed: true } };
  const [first = '', , , last = ''] = shown([kernel, small], [many]);
  assert.match(first, /^0 plain: = \{ field_0: 0, .*… · 2\.00 µs · 16\.0 MB\/s/);
  assert.ok(first.length < 140 && last.length < 100, `${first}\n${last}`);
});

test('a bandwidth that was measured cold says so, beside a time that is hot', () => {
  const cold: Run = { ...run, bandwidth: { bytes: 32, bytesPerSecond: 8e6, timing: 'cold', peak: 64e6 } };
  assert.equal(shown([kernel, small], [cold])[0], '0 plain: = 14 · 2.00 µs · 8.00 MB/s cold · 12.5 % of peak · n = 4');
});

test('a run is stale exactly where its hash is not the one of its item', () => {
  const lines = shown([kernel, { ...small, hash: 'c2' }], [run]);
  assert.deepEqual(
    lines.map((line) => /^\d+ stale/.test(line)),
    [true, true, true, true],
  );
});

test('of several runs the newest that still holds is shown at the kernel', () => {
  const old = { ...run, id: '0', hash: 'gone', result: { dtype: 'float32', value: 1 } };
  assert.match(shown([kernel, small], [old, run])[0] ?? '', /= 14/);
});

const failed: Run = { ...run, status: 'failed', expect: { value: 15, passed: false } };

test('a failed expectation shows both values', () => {
  assert.ok(shown([kernel, small], [failed]).includes('8 failed: ✗ 14, expected 15'));
});

test('a failure leaves room for the message of the test where both stand on one line', () => {
  const indents = (expectLine: number, result: Run): readonly (number | undefined)[] => {
    const expressions = [{ field: 'expect', range: at(expectLine) }];
    return documentLines([{ ...small, expressions }], { runs: [result], active: [] }).map(({ indent }) => indent);
  };
  assert.deepEqual(indents(9, failed), [undefined]);
  assert.deepEqual(indents(8, run), [undefined]);
  assert.deepEqual(indents(8, failed), ['✗ 14, expected 15'.length]);
});

test('an error shows its first line, and what is missing is left out', () => {
  const broken: Run = {
    ...run,
    status: 'error',
    error: { code: 'kernel-faulted', message: 'The kernel read an address that is not there.\nMore.' },
  };
  assert.ok(shown([kernel, small], [broken])[0]?.startsWith('0 failed: ✗ The kernel read an address'));
  const { timings, bandwidth, launch, ...bare } = run;
  assert.ok(timings && bandwidth && launch);
  assert.equal(shown([kernel, small], [bare])[0], '0 plain: = 14 · n = 4');
});

test('what runs says so', () => {
  const active = {
    id: 1,
    target: { uri: run.uri, kernel: 'dot', case: 'small' },
    isProfile: false,
    startedAt: 0,
    stage: 'compiling' as const,
    cancel: () => undefined,
  };
  assert.deepEqual(shown([kernel, small], [], { active: [active] }), [
    '0 running: compiling …',
    '8 running: compiling …',
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from './code-lenses';
import { createAnalyser } from './model/analysis';

const text = 'kernel sum {\n  map_expr = x[;\n\ncase one of sum {\ncase two of {\nkernel { }\n';
const commands = { run: 'warpfold.run', profile: 'warpfold.profile' };

function analyse(uri: string): ReturnType<ReturnType<typeof createAnalyser>['analyse']> {
  return createAnalyser(uri).analyse(text, 1);
}

test('kernels and cases with a name have a row, in broken text too', () => {
  const uri = 'file:///kernels.reduce';
  const rows = codeLenses(analyse(uri), commands).map(({ range, command }) => [
    range.start.line,
    command?.title,
    command?.command,
    ...((command?.arguments ?? []) as unknown[]),
  ]);
  const row = (line: number, target: object): unknown[] => [
    [line, '$(play) Run', 'warpfold.run', { uri, ...target }],
    [line, '$(pulse) Profile', 'warpfold.profile', { uri, ...target }],
  ];
  assert.deepEqual(rows, [
    ...row(0, { kernel: 'sum' }),
    ...row(3, { kernel: 'sum', case: 'one' }),
    ...row(4, { kernel: '', case: 'two' }),
  ]);
});

test('only what the client has a command for is offered', () => {
  const titles = codeLenses(analyse('untitled:Untitled-1'), { profile: 'p' }).map(({ command }) => command?.title);
  assert.deepEqual(new Set(titles), new Set(['$(pulse) Profile']));
  assert.deepEqual(codeLenses(analyse('untitled:Untitled-1'), {}), []);
});

test('documents that cannot run have no lenses', () => {
  assert.deepEqual(codeLenses(analyse('git:/kernels.reduce'), commands), []);
});

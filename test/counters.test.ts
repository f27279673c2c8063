import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../native/test/toolchain';
import { RunnerClient } from '../runner/client/runner-client';
import { fakeCuda } from './support/fake-cuda';
import { root } from './support/root';

const text = `kernel total { dtype_out = int64; arguments = const int *x; reduce_expr = a + b; neutral = 0; }
case many of total { n = 1 << 22; x = full(3); }
`;

// The loader's search path is a Linux matter, and so is the fake driver.
const skip = process.platform !== 'linux' && 'the fake driver is for Linux';

test('a profile whose Nsight Compute hangs is whole, and says why it has no counters', { skip }, async (context) => {
  const { path: folder, remove } = temporaryFolder();
  context.after(remove);
  const ncu = path.join(folder, 'ncu');
  writeFileSync(
    ncu,
    `#!${process.execPath}
if (process.argv[2] === '--version') console.log('Version 2025.3.1.0 (build 1)');
else setInterval(() => {}, 1000);
`,
  );
  chmodSync(ncu, 0o755);
  const runner = new RunnerClient({
    entry: path.join(root, 'dist/runner.js'),
    role: 'execute',
    env: {
      ...fakeCuda(folder),
      CUDA_PATH: '',
      CUDA_HOME: '',
      PATH: `${folder}${path.delimiter}${process.env['PATH']}`,
    },
  });
  context.after(() => runner.dispose());
  const stages: string[] = [];
  const run = await runner.execute(
    {
      uri: 'untitled:k.reduce',
      text,
      kernel: 'total',
      case: 'many',
      device: 'cuda:0',
      settings: { profile: true, counters: true, countersLimit: 1, maxSamples: 5, sampleBudget: 0 },
    },
    { onProgress: ({ stage }) => stages.push(stage) },
  );
  assert.equal(run.status, 'ok', JSON.stringify(run.error));
  assert.equal(run.counters?.error?.code, 'counters-timeout');
  assert.ok(run.timings?.cold !== undefined && run.sweep !== undefined);
  assert.equal(stages.at(-1), 'counters');
});

import { rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { checkDocument } from '../../language';
import { settingsSchema } from '../../protocol/rpc';
import type { Toolset } from '../../runner/toolset';
import { cudaKey } from '../../runner/tune/chosen-plan';
import { keepTuningEntry } from '../../runner/tune/tuning-file';
import { editorTests } from './support/editor-test';

const text = `kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case few of sum { n = 1000; x = ones(); }
case many of sum { n = 1 << 22; x = ones(); }
`;

// Without a GPU, code is shown for an H100, and with the plan that was tuned on one.
const test = editorTests({
  files: { 'sum.reduce': text },
  settings: { 'warpfold.tuneBudget': 1, 'warpfold.device': 'cpu' },
});

test('shows the code of the case under the cursor, with its tuned plan as soon as there is one', async ({
  workbench,
  page,
  server,
}) => {
  const file = path.join(server.folder, '.warpfold', 'tuning.json');
  rmSync(file, { force: true });
  const editor = await workbench.openFile('sum.reduce');
  const code = page.locator('.editor-group-container').nth(1);
  await editor.cursorTo('n = 1000');
  await workbench.runCommand('Warpfold: Show Generated CUDA');
  await page.getByRole('tab', { name: /sum · few\.cu/ }).waitFor();
  await code.getByText('Plan: default for case few (1000 elements) on sm_90.').waitFor();

  await editor.cursorTo('n = 1 <<');
  await workbench.runCommand('Warpfold: Show Generated CUDA');
  await code.getByText('Plan: default for case many (4194304 elements) on sm_90.').waitFor();

  keepPlan(file);
  await code.getByText('Plan: tuned for case many (4194304 elements) on GPU elsewhere').waitFor();
  await code.getByText('Launch: 192 threads a block').waitFor();
});

/** What `warpfold tune` keeps on a machine that has the GPU. */
function keepPlan(file: string): void {
  const [kernel] = checkDocument(text).kernels;
  if (kernel === undefined) throw new Error('The text holds a kernel.');
  const key = cudaKey(
    {
      kernel,
      data: { range: { start: 0, step: 1, count: 2 ** 22 } },
      settings: v.parse(settingsSchema, {}),
      tools: { discovery: { driver: { found: { path: 'driver', version: '13.0' }, tried: [] } } } as unknown as Toolset,
    },
    { name: 'GPU elsewhere', computeCapability: 90, multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 },
  );
  keepTuningEntry(file, key, {
    ...key,
    parameters: { threads_per_block: 192 },
    measured: { count: 2 ** 22, defaultSeconds: 2e-6, tunedSeconds: 1e-6 },
    tunedAt: '2026-11-28T05:00:00.000Z',
    warpfold: '0.1.0',
  });
}

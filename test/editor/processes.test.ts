import assert from 'node:assert/strict';
import { poll } from '../support/poll';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';
import { descendants } from './support/processes';

const hangs = `preamble { __device__ float forever(float x) { while (x >= 0.0f) x += 1.0f; return x; } }
kernel hangs {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = forever(x[i]);
    reduce_expr = a + b;
    neutral     = 0;
}
case any of hangs { x = [1, 2, 3]; }
`;

const test = editorTests({
  files: { ...examples(['01_dot_product.reduce']), 'hangs.reduce': hangs },
  hasOwnServer: true,
});

test('cancels a kernel that never ends, and runs another', async ({ workbench }) => {
  const editor = await workbench.openFile('hangs.reduce');
  await editor.clickLens('Run', 'kernel hangs');
  await editor.inlineText('kernel hangs', /^running/);
  await workbench.runCommand('Warpfold: Cancel Runs');
  await editor.inlineText('kernel hangs', /^cancelled/);

  const other = await workbench.openFile('01_dot_product.reduce');
  await other.clickLens('Run', 'case cookbook');
  await other.inlineText('case cookbook', /^✓ 21.?253.?400/);
});

test('runs again after the runner process was killed', async ({ workbench, server }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  const before = descendants(server.processId, 'dist/runner.js');
  assert.notEqual(before.length, 0);
  for (const id of before) process.kill(id, 'SIGKILL');
  await editor.replace('x[i] * y[i]', '2 * x[i] * y[i]');
  await editor.press('Control+Enter');
  await editor.inlineText('kernel dot_product', /^= 42.?506.?800 · (?!.*stale)/);
  const after = await poll('a new runner', () => descendants(server.processId, 'dist/runner.js'));
  assert.deepEqual(
    after.filter((id) => before.includes(id)),
    [],
  );
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { editorTests } from './support/editor-test';

const test = editorTests({
  files: {
    'sum.reduce': `kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
case large of sum { n = 1 << 20; x = uniform(-1, 1); }
`,
  },
  settings: { 'warpfold.tuneBudget': 1, 'warpfold.device': 'cpu' },
});

test('tunes the kernel under the cursor, tells what came of it, and keeps what is faster', async ({
  workbench,
  server,
}) => {
  const editor = await workbench.openFile('sum.reduce');
  await editor.cursorTo('reduce_expr');
  await workbench.runCommand('Warpfold: Tune Kernel');
  // Which of both it is depends on the machine.
  const notification = workbench.notification(/sum · large: (The default plan stays|Faster than the default)/);
  await notification.waitFor();
  const isFaster = (await notification.innerText()).includes('Faster');
  const file = path.join(server.folder, '.warpfold', 'tuning.json');
  assert.equal(existsSync(file), isFaster);
  if (isFaster) {
    assert.match(readFileSync(file, 'utf8'), /"kernel": "sum"/);
    await editor.inlineText('kernel sum', /^= .* · tuned$/);
  }
  await notification.getByRole('button', { name: 'Show Variants' }).waitFor();
});

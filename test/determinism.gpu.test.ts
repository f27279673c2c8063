/**
 * A deterministic kernel gives the same bits on the GPU as on the CPU engine, whatever it uses and however many elements
 * it has. `determinism.test.ts` shows that the engine's bits are those of the tree.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkDocument } from '../language';
import { planCpu } from '../codegen';
import { casesOf, kernels } from './support/determinism/everything';
import { report } from './support/cli';
import { workspace } from './support/workspace';

/** Ends of warps, blocks, tiles and grids of every kernel's tree, and 2^24. */
function lengths(): number[] {
  const edges = checkDocument(kernels).kernels.flatMap((kernel) => {
    const { tree } = planCpu(kernel);
    if (tree === undefined) return assert.fail(`${kernel.name} is deterministic`);
    const tile = tree.threadsPerBlock * tree.itemsPerThread;
    return [tile, tile * tree.threadsPerBlock, tile * tree.maxBlocks];
  });
  const around = [32, 256, ...edges].flatMap((edge) => [edge - 1, edge, edge + 1]);
  return [...new Set([0, 1, 2, ...around, 1 << 24])].toSorted((a, b) => a - b);
}

describe('deterministic kernels on the GPU', () => {
  test('give the bits of the CPU engine', async (context) => {
    const folder = { cwd: workspace(context, { 'k.reduce': casesOf(lengths()) }) };
    const { report: gpu } = await report(['run', 'k.reduce', '--device', 'cuda:0'], folder);
    const { report: cpu } = await report(['run', 'k.reduce', '--device', 'cpu'], folder);
    assert.equal(gpu.runs.length, cpu.runs.length);
    assert.ok(gpu.runs.length > 0);
    // Every kernel is compared before the test fails: one that differs says little, and which do, much.
    const different = gpu.runs.flatMap((run, k) => {
      const other = cpu.runs[k];
      const [here, there] = [run.result?.value, other?.result?.value];
      const isSame = run.status === 'ok' && other?.status === 'ok' && JSON.stringify(here) === JSON.stringify(there);
      const what = `${run.kernel}, ${run.case}: ${JSON.stringify(here ?? run.error)} and ${JSON.stringify(there)}`;
      return isSame ? [] : [what];
    });
    assert.deepEqual(different, []);
  });

  test('are measured beside their default plans', async (context) => {
    const folder = { cwd: workspace(context, { 'k.reduce': kernels }) };
    const args = ['profile', 'k.reduce', '--kernel', 'dot', '--device', 'cuda:0', '--default-length', String(1 << 24)];
    const { code, report: profiled } = await report(args, folder);
    assert.equal(code, 0);
    const [run] = profiled.runs;
    assert.equal(run?.launch?.deterministic, true);
    assert.ok((run.determinism?.ratio ?? 0) > 0);
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { ArtifactKind, CodeSummary, CompileResult } from '../../protocol/rpc';
import { nvrtcRunner } from '../../test/support/nvrtc';
import { root } from '../../test/support/root';
import type { RunnerClient } from '../client/runner-client';

const examples = path.join(root, 'examples');
const device = 'sm_90';

type Kernel = CompileResult['kernels'][number];

/** The texts of the sub-expressions that instructions of an opcode are linked to. */
function linked(text: string, { artifact = '', links = [] }: Kernel, opcode: RegExp): Set<string> {
  const source = text.split('\n');
  const lines = artifact.split('\n');
  const found = new Set<string>();
  for (const { line, ranges } of links) {
    if (!opcode.test(lines[line] ?? '')) continue;
    for (const { start, end } of ranges) {
      assert.equal(start.line, end.line);
      found.add((source[start.line] ?? '').slice(start.character, end.character));
    }
  }
  return found;
}

function assertListed(file: string, { kernel, summary, links = [], artifact = '' }: Kernel): void {
  const name = `${file}: ${kernel}`;
  assert.ok(links.length > 0, name);
  const lines = artifact.split('\n');
  for (const { line } of links) assert.match(lines[line] ?? '', /^\s*\/\*[0-9a-f]{4,}\*\//, `${name}:${line}`);
  // Each instruction of the loop is told once.
  const loop = summary?.mainLoop;
  assert.ok(loop !== undefined, name);
  const told = [...loop.accesses, ...loop.operations].reduce((sum, { count }) => sum + count, 0);
  assert.equal(told, loop.instructions, name);
}

async function compile(runner: RunnerClient, uri: string, text: string): Promise<readonly Kernel[]> {
  return (await runner.compile({ uri, text, device, artifact: 'sass' })).kernels;
}

async function summaryOf(runner: RunnerClient, text: string, artifact: ArtifactKind): Promise<CodeSummary | undefined> {
  return (await runner.compile({ uri: 'file:///k.reduce', text, device, artifact })).kernels[0]?.summary;
}

/** How many groups of four neighbours the generated program says that a thread reads before it folds any. */
async function groupsOf(runner: RunnerClient, text: string): Promise<number> {
  const { kernels } = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact: 'cuda' });
  const source = kernels[0]?.artifact ?? '';
  assert.match(source, /wf_vec = 4;/);
  return Number(/wf_groups = (\d+);/.exec(source)?.[1]);
}

function oneKernel(map: string, more = ''): string {
  return `${more}kernel k {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = ${map};
    reduce_expr = a + b;
    neutral     = 0;
}
`;
}

describe('listings', () => {
  test('SASS is linked to sub-expressions, though its line information has no columns', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const text = oneKernel('sqrtf(x[i]) + __expf(y[i] * x[i + 1])');
    const { kernels } = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact: 'sass' });
    const [kernel] = kernels;
    assert.ok(kernel?.ok);
    assert.deepEqual(linked(text, kernel, /MUFU\.RSQ/), new Set(['sqrtf(x[i])']));
    assert.deepEqual(linked(text, kernel, /MUFU\.EX2/), new Set(['__expf(y[i] * x[i + 1])']));
    // x is indexed, so it is read where it stands.
    const loads = linked(text, kernel, /LDG/);
    assert.ok(loads.has('x[i]') && loads.has('x[i + 1]') && loads.has('y[i]'), [...loads].join(' '));
    // The listing itself says where its instructions come from, as people count.
    assert.match(kernel.artifact ?? '', /\/\/ k\.reduce:4:19 {2}sqrtf\(x\[i\]\)\n/);
  });

  test('PTX loads are linked to the reads of their own vector', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const text = oneKernel('x[i] * y[i]');
    const { kernels } = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact: 'ptx' });
    const [kernel] = kernels;
    assert.ok(kernel?.links !== undefined);
    const lines = (kernel.artifact ?? '').split('\n');
    const wide = kernel.links.filter(({ line }) => /ld\.global\.nc[\w.:]*\.v4/.test(lines[line] ?? ''));
    assert.equal(wide.length, 2 * (await groupsOf(runner, text)));
    assert.ok(wide.every(({ ranges }) => ranges.length === 1));
    assert.deepEqual(linked(text, kernel, /ld\.global\.nc[\w.:]*\.v4/), new Set(['x[i]', 'y[i]']));
    assert.deepEqual(linked(text, kernel, /\tmul\.f32/), new Set(['x[i] * y[i]']));
    assert.ok(linked(text, kernel, /\tfma\.rn\.f32/).has('a + b'));
  });

  test('a compensated sum is linked too: to the product and the sum that our own functions keep the errors of', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const text = oneKernel('x[i] * y[i]').replace('neutral ', 'accuracy = compensated;\n    neutral ');
    for (const [artifact, product, sum] of [
      ['sass', /\bFMUL\b/, /\bFADD\b/],
      ['ptx', /\tmul\.rn\.f32/, /\t(?:add|sub)\.rn\.f32/],
    ] as const) {
      const result = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact });
      const kernel: Kernel | undefined = result.kernels[0];
      assert.ok(kernel?.ok, JSON.stringify(kernel?.diagnostics));
      assert.deepEqual(linked(text, kernel, product), new Set(['x[i] * y[i]']), artifact);
      assert.deepEqual(linked(text, kernel, sum), new Set(['a + b']), artifact);
      // Six make a TwoSum, and one at least adds its error.
      const { operations = [], elements } = kernel.summary?.mainLoop ?? {};
      const additions = operations
        .filter(({ name }) => /^(?:FADD|add\.f32|sub\.f32)$/.test(name))
        .reduce((total, { count }) => total + count, 0);
      assert.ok(elements !== undefined && additions >= 7 * elements, `${additions} for ${elements}`);
    }
  });

  test('the main loop of a dot product loads each of its vectors in 16-byte words, four elements each', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const text = oneKernel('x[i] * y[i]');
    const groups = await groupsOf(runner, text);
    const fused = 4 * groups - 1;
    for (const artifact of ['sass', 'ptx'] as const) {
      const summary = await summaryOf(runner, text, artifact);
      const loop = summary?.mainLoop;
      assert.equal(loop?.elements, 4 * groups, artifact);
      assert.deepEqual(
        loop.accesses.filter(({ space }) => space === 'global'),
        [{ kind: 'load', space: 'global', bytes: 16, count: 2 * groups }],
      );
      assert.deepEqual(summary?.warnings, []);
      assert.match(
        summary?.words[0] ?? '',
        new RegExp(
          `^The main loop: ${2 * groups} loads of 16 bytes, .*\\b${fused} (FFMA|fma\\.f32), .* for ${4 * groups} elements\\.$`,
        ),
      );
      if (artifact === 'sass') {
        assert.ok((summary?.registers ?? 0) > 8);
        assert.equal(summary?.spillLoadBytes, 0);
        assert.equal(summary?.stackBytes, 0);
      }
    }
  });

  test('a double literal in a float kernel is told, and one in a kernel of doubles is not', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const compile = async (text: string): Promise<string[]> => {
      const { kernels } = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact: 'sass' });
      return [...(kernels[0]?.summary?.warnings ?? ['not compiled'])];
    };
    const [warning] = await compile(oneKernel('x[i] * 0.1 + y[i]'));
    assert.match(warning ?? '', /^\d+ double-precision instructions in a kernel that names no double/);
    const ofDoubles = await compile(oneKernel('x[i] * 0.1 + y[i]').replace('= float32', '= float64'));
    assert.doesNotMatch(ofDoubles.join('\n'), /double-precision/);
  });

  test('an array that is indexed by a variable is told as local memory', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const preamble = `preamble {
  __device__ float pick(float x, float y) {
    float both[64];
    for (int k = 0; k < 64; ++k) both[k] = 0;
    both[int(x) & 63] = y;
    return both[int(y) & 63];
  }
}
`;
    const text = oneKernel('pick(x[i], y[i])', preamble);
    const { kernels } = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact: 'sass' });
    const summary = kernels[0]?.summary;
    assert.ok((summary?.stackBytes ?? 0) >= 256);
    assert.match(summary?.warnings.join('\n') ?? '', /accesses of local memory/);
  });

  test('where expressions cannot be told apart, instructions are linked to all of the line', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    const preamble = 'preamble {\n#define TWICE(v) ((v) * (v) + float(__LINE__))\n}\n';
    const text = oneKernel('TWICE(sqrtf(x[i]))', preamble);
    const { kernels } = await runner.compile({ uri: 'file:///k.reduce', text, device, artifact: 'sass' });
    const [kernel] = kernels;
    assert.ok(kernel?.ok, JSON.stringify(kernel?.diagnostics));
    assert.deepEqual(linked(text, kernel, /MUFU\.RSQ/), new Set(['TWICE(sqrtf(x[i]))']));
  });

  test('examples have a summary with a main loop, and links into every line of its map', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    for (const name of readdirSync(examples).filter((file) => /^0[1268]_.*\.reduce$|^11_/.test(file))) {
      const text = readFileSync(path.join(examples, name), 'utf8');
      const uri = `file://${examples}/${name}`;
      for (const kernel of await compile(runner, uri, text)) assertListed(name, kernel);
    }
  });
});

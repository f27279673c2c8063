import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { PlanParameters } from '../../codegen';
import { checkDocument } from '../../language';
import type { NativeCudaDevice, NativeDiscovery } from '../../native/binding';
import { compileParamsSchema, type CompileParamsInput, type CompileResult } from '../../protocol/rpc';
import type { Toolset } from '../toolset';
import { cpuKey, cudaKey, type PlanRequest } from '../tune/chosen-plan';
import type { TuningKey } from '../tune/tuning-entry';
import { keepTuningEntry } from '../tune/tuning-file';
import { compile } from './compile';

const text = `kernel total {
    dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0;
}
case few of total { n = 400; x = ones(); }
case many of total { n = 1 << 24; x = ones(); }
case every_third of total { n = 1 << 20; x = ones(); slice = 1::3; }
kernel plain { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; neutral = 0; }
kernel gather {
    dtype_out = float32; arguments = const float *x, const int *at; map_expr = x[at[i]]; reduce_expr = a + b; neutral = 0;
}
kernel same {
    dtype_out = int32; arguments = const int *x; reduce_expr = a ^ b; neutral = 0; deterministic = true;
}
case any of same { n = 1000; x = ones(); }
`;

const gpu: NativeCudaDevice = {
  ordinal: 0,
  name: 'GPU of the test',
  uuid: 'GPU-0',
  computeCapability: 90,
  multiprocessors: 132,
  memoryBytes: 2 ** 36,
  l2Bytes: 2 ** 25,
  maxThreadsPerMultiprocessor: 2048,
  sharedBytesPerBlock: 49_152,
  attributePeakBytesPerSecond: 2e12,
  hasRunTimeLimit: false,
};
const threads = { threads_per_block: 320 };
const lanes = { lanes: 8 };

function toolsWith(devices: readonly NativeCudaDevice[]): Toolset {
  const discovery: Partial<NativeDiscovery> = {
    driver: { found: { path: 'driver', version: '13.0' }, tried: [] },
    devices: [...devices],
    cpu: { name: 'CPU of the test', cores: 4, memoryBytes: 2 ** 30 },
  };
  return { discovery, compiler: { tried: [] } } as unknown as Toolset;
}

/** A document on disk, with what it takes to tune its kernels for a case and to look at their code. */
function place(context: TestContext) {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-shown-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const uri = pathToFileURL(path.join(folder, 'k.reduce')).href;
  const file = path.join(folder, '.warpfold', 'tuning.json');
  const document = checkDocument(text);
  const [kernel] = document.kernels;
  assert.ok(kernel !== undefined);

  const keep = (
    count: number,
    parameters: PlanParameters,
    changes: Partial<TuningKey> = {},
    tunedAt = '2026',
  ): void => {
    const request: PlanRequest = {
      kernel,
      data: { range: { start: 0, step: 1, count } },
      settings: v.parse(compileParamsSchema, { token: 1, uri, text }).settings,
      tools: toolsWith([gpu]),
    };
    const key = { ...('lanes' in parameters ? cpuKey(request) : cudaKey(request, gpu)), ...changes };
    const measured = { count, defaultSeconds: 2e-6, tunedSeconds: 1e-6 };
    keepTuningEntry(file, key, { ...key, parameters, measured, tunedAt, warpfold: '0.1.0' });
  };

  const shown = async (
    params: Partial<CompileParamsInput> = {},
    devices: readonly NativeCudaDevice[] = [gpu],
  ): Promise<CompileResult['kernels'][number]> => {
    const { kernels } = await compile(
      v.parse(compileParamsSchema, { token: 1, uri, text, kernel: 'total', artifact: 'cuda', ...params }),
      {
        document,
        tools: toolsWith(devices),
        signal: new AbortController().signal,
        stage: () => undefined,
      },
    );
    return kernels[0] ?? assert.fail('there is a kernel');
  };
  return { folder, file, keep, shown };
}

const threadsOf = (artifact: string | undefined): number => Number(/wf_threads = (\d+);/.exec(artifact ?? '')?.[1]);
const planLine = (artifact: string | undefined): string => artifact?.split('\n')[1] ?? '';

describe('the code that is shown', () => {
  test('is what a run of the largest case has, or of the case that is named', async (context) => {
    const { shown } = place(context);
    const large = await shown();
    assert.deepEqual(large.plan, {
      source: 'default',
      case: 'many',
      count: 2 ** 24,
      device: 'GPU of the test',
      words: 'Plan: default for case many (the largest: 16777216 elements) on GPU of the test.',
    });
    const few = await shown({ case: 'few' });
    assert.deepEqual([few.plan?.case, few.plan?.count], ['few', 400]);
    assert.notEqual(threadsOf(few.artifact), threadsOf(large.artifact));
    const slice = await shown({ case: 'every_third' });
    assert.equal(slice.plan?.count, Math.ceil((2 ** 20 - 1) / 3));
    const [words, elements] = [large, slice].map(({ artifact }) => /in the widest words/.test(artifact ?? ''));
    assert.deepEqual([words, elements], [true, false]);
    await assert.rejects(shown({ case: 'fw' }), { code: 'unknown-case', message: /Did you mean "few"\?/ });
    await assert.rejects(shown({ kernel: undefined, case: 'none' }), { code: 'unknown-case' });
  });

  test('is of generated input where there is no case, and of a large one where the kernel cannot run', async (context) => {
    const { shown } = place(context);
    const generated = await shown({ kernel: 'plain', settings: { defaultLength: 5000 } });
    assert.equal(generated.plan?.words, 'Plan: default for generated input of 5000 elements on GPU of the test.');
    const impossible = await shown({ kernel: 'gather' });
    assert.deepEqual([impossible.ok, impossible.plan?.count], [true, undefined]);
    assert.equal(impossible.plan?.words, 'Plan: default for large input on GPU of the test.');
  });

  test('has the tuned plan where a run would, and says so in place of an empty line', async (context) => {
    const { keep, shown, folder } = place(context);
    const before = await shown();
    keep(2 ** 24, threads);
    const tuned = await shown();
    assert.equal(threadsOf(tuned.artifact), 320);
    assert.deepEqual([tuned.plan?.source, tuned.plan?.device], ['tuned', gpu.name]);
    const file = path.join('.warpfold', 'tuning.json');
    assert.equal(
      planLine(tuned.artifact),
      `// Plan: tuned for case many (the largest: 16777216 elements) on GPU of the test, from ${file}.`,
    );
    assert.equal(tuned.artifact?.split('\n').length, before.artifact?.split('\n').length);
    // The text says by itself which of its lines is which.
    for (const [at, line] of (tuned.artifact ?? '').split('\n').entries()) {
      const own = /^#line (\d+) "total\.cu"/.exec(line)?.[1];
      if (own !== undefined) assert.equal(Number(own), at + 2);
    }
    // Another size, the wish to have none, and another file.
    assert.equal((await shown({ case: 'few' })).plan?.source, 'default');
    assert.equal((await shown({ settings: { useTuning: false } })).artifact, before.artifact);
    const tuningFile = path.join(folder, 'other.json');
    assert.equal((await shown({ settings: { tuningFile } })).plan?.source, 'default');
  });

  test('has on the CPU the plan that was tuned for as many threads', async (context) => {
    const { keep, shown } = place(context);
    keep(2 ** 24, lanes);
    const tuned = await shown({ artifact: 'cpp' });
    assert.equal(tuned.plan?.source, 'tuned');
    assert.match(planLine(tuned.artifact), /^\/\/ Plan: tuned for case many .* on CPU of the test, from /);
    const fewer = await shown({ artifact: 'cpp', settings: { cpuThreads: 2 } });
    assert.equal(fewer.plan?.source, 'default');
    assert.notEqual(fewer.artifact, tuned.artifact);
  });

  test('is, for a GPU that is not here, what was tuned last on any of its architecture', async (context) => {
    const { keep, shown } = place(context);
    keep(2 ** 24, { threads_per_block: 192 }, { device: 'An older GPU', driver: 12 }, '2026-01-01T00:00:00.000Z');
    keep(2 ** 24, threads, { device: 'GPU elsewhere', driver: 11 }, '2026-02-01T00:00:00.000Z');
    keep(2 ** 24, { threads_per_block: 64 }, { computeCapability: '8.0' }, '2026-03-01T00:00:00.000Z');
    for (const [params, devices] of [
      [{}, []],
      [{ device: 'sm_90' }, [gpu]],
    ] as const) {
      const { artifact, plan } = await shown(params, devices);
      assert.deepEqual([threadsOf(artifact), plan?.source, plan?.device], [320, 'tuned', 'GPU elsewhere']);
      assert.match(planLine(artifact), /on GPU elsewhere, from /);
    }
    assert.equal(threadsOf((await shown({ device: 'sm_80' })).artifact), 64);
    assert.equal((await shown({ device: 'sm_86' })).plan?.device, 'sm_86');
    // A GPU that is here runs what was tuned on it, and nothing else.
    assert.equal((await shown()).plan?.source, 'default');
  });

  test('has the default plan where the file has none that works, and says why', async (context) => {
    const { file, keep, shown } = place(context);
    keep(2 ** 24, { threads_per_block: 100 });
    const unusable = await shown();
    assert.equal(unusable.plan?.source, 'default');
    assert.match(unusable.plan.note ?? '', /for 2\^24 elements on GPU of the test cannot be used: .* multiple of 32/);
    assert.match(planLine(unusable.artifact), /on GPU of the test\. A tuned plan is not used: .*tuning\.json: /);
    writeFileSync(file, '{');
    assert.match((await shown()).plan?.note ?? '', /tuning\.json:1:2: /);
  });

  test('is the same for every device where the kernel is deterministic', async (context) => {
    const { shown } = place(context);
    assert.match((await shown({ kernel: 'same' })).plan?.words ?? '', /^Plan: the same on every device/);
  });
});

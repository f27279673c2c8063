import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { checkDocument } from '../../language';
import { settingsSchema } from '../../protocol/rpc';
import type { Toolset } from '../toolset';
import { chooseCpuPlan, cpuKey, type PlanRequest } from './chosen-plan';
import { whyFixed } from './fixed-plan';
import { TunedPlans } from './tuned-plans';
import { keepTuningEntry } from './tuning-file';

const [kernel] = checkDocument(
  'kernel k { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }',
).kernels;
assert.ok(kernel !== undefined);

test('a plan that was tuned is taken, but never for a kernel whose plan is fixed', (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-plan-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'tuning.json');
  const request: PlanRequest = {
    kernel,
    data: { range: { start: 0, step: 1, count: 5000 } },
    settings: v.parse(settingsSchema, {}),
    tools: { discovery: { cpu: { name: 'A CPU', cores: 4, memoryBytes: 1 } } } as Toolset,
    tuning: new TunedPlans(file),
  };
  assert.equal(chooseCpuPlan(request).source, 'default');
  const key = cpuKey(request);
  keepTuningEntry(file, key, {
    ...key,
    parameters: { lanes: 8 },
    measured: { count: 5000, defaultSeconds: 2e-6, tunedSeconds: 1e-6 },
    tunedAt: '2026-11-28T05:00:00.000Z',
    warpfold: '0.1.0',
  });
  const { plan, source } = chooseCpuPlan(request);
  // A parameter that the entry does not name is the default's.
  assert.deepEqual([plan.lanes, plan.chunkSize, source], [8, 1 << 16, 'tuned']);
  const fixed = { ...kernel, deterministic: true };
  assert.equal(chooseCpuPlan({ ...request, kernel: fixed }).source, 'default');
  assert.match(whyFixed(fixed) ?? '', /^kernel "k" is deterministic/);
  assert.equal(whyFixed(kernel), undefined);
});

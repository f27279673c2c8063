import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { createChecker, needsCase, type CheckedDocument, type CheckedKernel } from '../../../language';
import type { NativeCudaDevice } from '../../../native/binding';
import { settingsSchema } from '../../../protocol/rpc';
import { root } from '../../../test/support/root';
import type { BackendRequest, PreparedKernel } from '../../backends/backend';
import { prepareCuda } from '../../backends/cuda';
import { filesOf } from '../../client/node-files';
import type { RunData } from '../../inputs';
import { runData } from '../../run-data';
import type { Toolset } from '../../toolset';
import { checkBounds } from '../bounds';

const once = { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 };

/** Elements of what one block folds, and of what many do. Neither is a multiple of anything. */
const lengths = { oneBlock: 5003, manyBlocks: 100_003 };

/** What was run of one kernel. */
export interface KernelRuns {
  readonly kernel: string;
  programs: number;
  launches: number;
}

interface Example {
  readonly document: CheckedDocument;
  readonly kernel: CheckedKernel;
  readonly fileName: string;
}

/** The kernels of all examples. */
export function exampleKernels(): Example[] {
  const folder = path.join(root, 'examples');
  const files = readdirSync(folder).filter((name) => name.endsWith('.reduce'));
  return files.flatMap((fileName) => {
    const file = path.join(folder, fileName);
    const checker = createChecker({ files: filesOf(pathToFileURL(file).href) });
    const document = checker.check(readFileSync(file, 'utf8'));
    return document.kernels.map((kernel) => ({ document, kernel, fileName }));
  });
}

/**
 * Runs the programs that are generated for the kernels of the examples, as a run that a tool watches does: the reduction in
 * several shapes, over counts at the boundaries of its tiles, and the bounds check.
 */
export async function runExamples(tools: Toolset, device: NativeCudaDevice): Promise<KernelRuns[]> {
  const all: KernelRuns[] = [];
  for (const example of exampleKernels()) {
    const runs = { kernel: example.kernel.name, programs: 0, launches: 0 };
    all.push(runs);
    for (const data of dataOf(example)) {
      const request = requestOf(example, data, tools);
      const prepared = await prepareCuda(request, device);
      try {
        await checkBounds(request, device);
        runs.programs++;
        runs.launches++;
        await runShape(prepared, request, runs);
        if (data.range.count < lengths.manyBlocks) continue;
        for (const prepare of prepared.otherShapes) await runShape(await prepare(), request, runs);
      } finally {
        prepared.release();
      }
    }
  }
  return all;
}

/** Data of both lengths; of a kernel that cannot run on made-up data, its own cases. */
function dataOf({ document, kernel }: Example): RunData[] {
  if (needsCase(kernel) === undefined) return Object.values(lengths).map((n) => runData(kernel, undefined, n));
  const cases = document.cases.filter((one) => one.kernel.name === kernel.name);
  return cases.map((one) => runData(kernel, one, lengths.oneBlock));
}

async function runShape({ reduce, launchOf }: PreparedKernel, { kernel, data }: BackendRequest, runs: KernelRuns) {
  const { count } = data.range;
  const { block = 0, itemsPerThread = 0 } = launchOf(await reduce(count, once)) ?? {};
  const tile = block * itemsPerThread;
  const empty = kernel.neutral === undefined ? [] : [0];
  const counts = [...empty, 1, tile - 1, tile + 1].filter((some) => some < count);
  for (const some of counts) await reduce(some, once);
  runs.programs++;
  runs.launches += 1 + counts.length;
}

function requestOf({ document, kernel, fileName }: Example, data: RunData, tools: Toolset): BackendRequest {
  return {
    document,
    kernel,
    fileName,
    data,
    settings: v.parse(settingsSchema, { watched: true }),
    tools,
    inputsKey: `${kernel.name} ${data.range.count}`,
    signal: new AbortController().signal,
    stage: () => undefined,
  };
}

import { decodeValue } from '../../language';
import type { JobResult } from '../../native/binding';
import type { Run } from '../../protocol/report';
import type { BackendRequest, PreparedKernel } from '../backends/backend';
import type { ShapeResult } from './accuracy';

const once = { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 } as const;

/**
 * What other shapes of the same reduction give, on the same device and inputs; the run's own, whose job is given, comes
 * first. Throws the signal's reason where it is aborted between two, and what compiling or running one throws.
 */
export async function runShapes(
  prepared: PreparedKernel,
  request: BackendRequest,
  job: JobResult,
): Promise<[ShapeResult, ...ShapeResult[]]> {
  const { kernel, data, signal, stage } = request;
  const resultOf = (shape: PreparedKernel, { result, ...rest }: JobResult): ShapeResult => ({
    launch: shapeOf(shape.launchOf({ result, ...rest })),
    value: decodeValue(kernel.resultType, new DataView(result.buffer, result.byteOffset, result.byteLength)),
  });
  const results: [ShapeResult, ...ShapeResult[]] = [resultOf(prepared, job)];
  for (const prepare of prepared.otherShapes) {
    signal.throwIfAborted();
    const shape = await prepare();
    try {
      stage('running');
      results.push(resultOf(shape, await shape.reduce(data.range.count, once)));
    } finally {
      shape.release();
    }
  }
  signal.throwIfAborted();
  return results;
}

/** What tells shapes apart. */
function shapeOf(launch: Run['launch']): ShapeResult['launch'] {
  const { mapping = 'striped', block, grid, itemsPerThread, chunkSize, lanes } = launch ?? {};
  return {
    mapping,
    ...(block === undefined ? {} : { block }),
    ...(grid === undefined ? {} : { grid }),
    ...(itemsPerThread === undefined ? {} : { itemsPerThread }),
    ...(chunkSize === undefined ? {} : { chunkSize }),
    ...(lanes === undefined ? {} : { lanes }),
  };
}

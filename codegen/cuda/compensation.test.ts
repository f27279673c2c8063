import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { GeneratedSource } from '../generated';
import type { CudaPlan, Mapping } from '../plan';
import { gridOf } from '../plan/cuda';
import { exactDot, magnitude, ulpsOff } from '../testing/exact';
import { illConditioned, specialInputs, type Dot } from '../testing/sums';
import { readKernel } from '../testing/read-kernel';
import { canEmulate, emulate } from './emulator/emulate';
import { generateCuda } from './generate';

const skip = canEmulate() ? false : 'the emulator needs Linux and g++';

type Precision = 24 | 53;

interface Subject {
  readonly name: string;
  readonly precision: Precision;
  readonly isDot: boolean;
}

const subjects: readonly Subject[] = [
  { name: 'sum of floats', precision: 24, isDot: false },
  { name: 'dot of floats', precision: 24, isDot: true },
  { name: 'sum of doubles', precision: 53, isDot: false },
  { name: 'dot of doubles', precision: 53, isDot: true },
];

function textOf({ precision, isDot }: Subject, accuracy: string): string {
  const [dtype, type] = precision === 24 ? ['float32', 'float'] : ['float64', 'double'];
  const fields = isDot
    ? `arguments = const ${type} *x, const ${type} *y; map_expr = (x[i] * (y[i]));`
    : `arguments = const ${type} *x;`;
  return `kernel k { dtype_out = ${dtype}; ${fields} reduce_expr = b + a; accuracy = ${accuracy}; }`;
}

function planOf(mapping: Mapping, accumulators = 1): CudaPlan {
  return {
    target: 'cuda',
    threadsPerBlock: 32,
    itemsPerThread: 4,
    vecSize: 2,
    mapping,
    loads: 'words',
    maxBlocks: 3,
    accumulators,
  };
}

function generate(subject: Subject, accuracy: string, plan = planOf('striped')): GeneratedSource {
  const { document, kernel } = readKernel(textOf(subject, accuracy));
  return generateCuda({ document, kernel, fileName: 'k.reduce', plan });
}

function run(source: GeneratedSource, { precision }: Subject, dots: readonly Dot[], mapping: Mapping): number[] {
  const plan = planOf(mapping);
  const bytes = (values: readonly number[]): Uint8Array =>
    new Uint8Array((precision === 24 ? Float32Array.from(values) : Float64Array.from(values)).buffer);
  const launches = dots.map(({ x, y }) => ({
    grid: gridOf(plan, x.length),
    block: plan.threadsPerBlock,
    arguments: new Map([
      [0, bytes(x)],
      [1, bytes(y)],
    ]),
    n: x.length,
    count: x.length,
  }));
  return emulate(source, launches).map(({ result }) =>
    precision === 24 ? result.readFloatLE() : result.readDoubleLE(),
  );
}

describe('compensated sums on CUDA', { skip }, () => {
  for (const subject of subjects) {
    const { name, precision, isDot } = subject;

    for (const [mapping, accumulators] of [
      ['striped', 1],
      ['striped', 4],
      ['contiguous', 1],
    ] as const) {
      it(`is within 2 ulp of the exact ${name} up to a condition number of 1/u, ${mapping}, ${accumulators} at once`, () => {
        const source = generate(subject, 'compensated', planOf(mapping, accumulators));
        fc.assert(
          fc.property(illConditioned(precision, isDot), (dot) => {
            const value = exactDot(dot.x, dot.y);
            fc.pre(value !== 0n && magnitude(value) << BigInt(precision) >= absoluteDot(dot));
            const [result] = run(source, subject, [dot], mapping);
            assert.ok(
              ulpsOff(result ?? NaN, value, precision) <= 2,
              `${result}: ${ulpsOff(result ?? NaN, value, precision)} ulp`,
            );
          }),
          { numRuns: Number(process.env['WARPFOLD_FUZZ_RUNS'] ?? 60) },
        );
      });
    }

    it(`gives infinities, NaN and -0 as a plain ${name} does`, () => {
      const inputs = specialInputs(precision, isDot);
      const [plain, compensated] = ['plain', 'compensated'].map((accuracy) =>
        run(generate(subject, accuracy), subject, inputs, 'striped'),
      );
      assert.deepEqual(compensated, plain);
    });
  }

  it('keeps what a plain sum loses', () => {
    const subject = { name: '', precision: 24, isDot: false } as const;
    const x = [1e8, ...Array.from({ length: 400 }, (_, k) => Math.fround(k / 7)), -1e8];
    const dot = { x, y: x.map(() => 1) };
    const value = exactDot(dot.x, dot.y);
    const [plain = NaN] = run(generate(subject, 'plain'), subject, [dot], 'striped');
    const [compensated = NaN] = run(generate(subject, 'compensated'), subject, [dot], 'striped');
    assert.ok(ulpsOff(plain, value, 24) > 100);
    assert.ok(ulpsOff(compensated, value, 24) <= 1);
  });
});

function absoluteDot({ x, y }: Dot): bigint {
  return exactDot(x.map(Math.abs), y.map(Math.abs));
}

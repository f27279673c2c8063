import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { GeneratedSource } from '../generated';
import { exactDot, magnitude, ulpsOff } from '../testing/exact';
import { readKernel } from '../testing/read-kernel';
import { illConditioned, specialInputs, type Dot } from '../testing/sums';
import { generateCpp } from './generate';
import { planCpu } from './plan';
import { runCpp } from './testing/run-cpp';

/** Options of the engine under which a compiler is the freest. */
const optimised = ['-O3', '-march=native'];
/** Small, so that short data has several chunks. */
const chunkSize = 37;

interface Subject {
  readonly type: 'float' | 'double';
  readonly fields: string;
}

function generate({ type, fields }: Subject, lanes = 8): GeneratedSource {
  const dtype = type === 'float' ? 'float32' : 'float64';
  const { document, kernel } = readKernel(
    `kernel k { dtype_out = ${dtype}; ${fields} reduce_expr = a + b; neutral = 3; }`,
  );
  return generateCpp({ document, kernel, fileName: 'k.reduce', plan: { ...planCpu(kernel), chunkSize, lanes } });
}

function sumOf(type: Subject['type'], accuracy: string): Subject {
  return { type, fields: `arguments = const ${type} *x; accuracy = ${accuracy};` };
}

function dotOf(type: Subject['type'], accuracy: string): Subject {
  return {
    type,
    fields: `arguments = const ${type} *x, const ${type} *y; map_expr = x[i] * y[i]; accuracy = ${accuracy};`,
  };
}

/** Runs the program on each input, as the engine does: chunk by chunk, then the finish. */
function run(source: GeneratedSource, type: Subject['type'], dots: readonly Dot[]): number[] {
  const { symbols } = source;
  if (symbols.target !== 'cpu') throw new Error('not a program for the CPU');
  const list = (values: readonly number[]): string => values.map(literal).join(', ');
  const all = (part: 'x' | 'y'): string => list(dots.flatMap((dot) => [...dot[part]]));
  const isDot = source.parameters.filter(({ kind }) => kind === 'vector').length === 2;
  const main = `
extern "C" int printf(const char *, ...);
static const ${type} test_x[] = {${all('x')}}, test_y[] = {${all('y')}};
static const long long test_lengths[] = {${dots.map(({ x }) => x.length).join(', ')}};
int main() {
  static unsigned char test_partials[1 << 16];
  long long test_first = 0;
  for (const long long test_n : test_lengths) {
    const long long test_start = 0, test_step = 1;
    const void *const test_parameters[] = {test_x + test_first, ${isDot ? 'test_y + test_first, ' : ''}&test_n, &test_start, &test_step};
    const long long test_chunks = (test_n + ${chunkSize - 1}) / ${chunkSize};
    for (long long c = 0; c < test_chunks; c++) {
      const long long test_end = (c + 1) * ${chunkSize} < test_n ? (c + 1) * ${chunkSize} : test_n;
      ${symbols.partial}(test_parameters, c * ${chunkSize}, test_end, test_partials + c * ${source.partialBytes});
    }
    ${type} test_result;
    ${symbols.finish}(test_parameters, test_partials, test_chunks, &test_result);
    printf("%.17g\\n", (double)test_result);
    test_first += test_n;
  }
}
`;
  const lines = runCpp(`${source.text}\n${main}`, [...source.options, ...optimised])
    .trim()
    .split('\n');
  return lines.map((line) =>
    /nan/.test(line) ? NaN : /inf/.test(line) ? Number(`${line.replace('inf', '')}Infinity`) : Number(line),
  );
}

function literal(value: number): string {
  if (Number.isNaN(value)) return '__builtin_nanf("")';
  if (!Number.isFinite(value)) return value > 0 ? '__builtin_huge_valf()' : '-__builtin_huge_valf()';
  return Object.is(value, -0) ? '-0.0' : value.toExponential();
}

describe('compensated sums on the CPU', () => {
  for (const type of ['float', 'double'] as const) {
    const precision = type === 'float' ? 24 : 53;
    for (const isDot of [false, true]) {
      const what = `${isDot ? 'dot' : 'sum'} of ${type}s`;
      const subject = isDot ? dotOf : sumOf;

      it(`is within 2 ulp of the exact ${what} up to a condition number of 1/u`, () => {
        const dots = fc.sample(illConditioned(precision, isDot), 150).filter((dot) => {
          const value = magnitude(exactDot(dot.x, dot.y));
          const total = exactDot(dot.x.map(Math.abs), dot.y.map(Math.abs));
          return value !== 0n && value << BigInt(precision) >= total;
        });
        assert.ok(dots.length > 20);
        for (const lanes of [8, 3]) {
          run(generate(subject(type, 'compensated'), lanes), type, dots).forEach((result, index) => {
            const { x, y } = dots[index] ?? { x: [], y: [] };
            const off = ulpsOff(result, exactDot(x, y), precision);
            assert.ok(off <= 2, `${result} is ${off} ulp off: ${JSON.stringify({ x, y })}`);
          });
        }
      });

      it(`gives infinities, NaN and -0 as a plain ${what} does`, () => {
        const inputs = specialInputs(precision, isDot);
        const [plain, compensated] = ['plain', 'compensated'].map((accuracy) =>
          run(generate(subject(type, accuracy)), type, inputs),
        );
        assert.deepEqual(compensated, plain);
      });
    }
  }

  it('gives post_map_expr the rounded sum, and the neutral of nothing as it is', () => {
    const fields = 'arguments = const float *x; post_map_expr = a * 2 + n; accuracy = compensated;';
    const x = [1e8, 1, 1, 1, -1e8];
    const results = run(generate({ type: 'float', fields }), 'float', [
      { x, y: x },
      { x: [], y: [] },
    ]);
    assert.deepEqual(results, [3 * 2 + 5, 3 * 2]);
  });

  it('keeps the error of a product whose factors are expressions', () => {
    const product =
      'arguments = const float *x, const float *y; map_expr = fabsf(x[i]) * -y[i]; accuracy = compensated;';
    const third = Math.fround(1 / 3);
    const y = [third, -Math.fround(third * (1 - 2 ** -20))];
    const [result = NaN] = run(generate({ type: 'float', fields: product }), 'float', [{ x: [-third, third], y }]);
    const value = exactDot(
      [third, third],
      y.map((each) => -each),
    );
    assert.ok(ulpsOff(result, value, 24) <= 1, String(result));
  });
});

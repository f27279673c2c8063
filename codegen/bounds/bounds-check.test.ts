import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { boundsCheckThreads, generateCudaBoundsCheck } from '../cuda/bounds-check';
import { canEmulate, emulate } from '../cuda/emulator/emulate';
import { generateCpuBoundsCheck } from '../cpu/bounds-check';
import { readKernel } from '../testing/read-kernel';
import { readFinding } from './finding';
import { type CheckedRange, runOnCpu } from './testing/run-on-cpu';

const runs = Math.min(Number(process.env['WARPFOLD_FUZZ_RUNS'] ?? 6), 200);

/** A kernel over `int *x`, `int *table` and the scalar `k`, with the given map. */
function kernelText(map: string, preamble = ''): string {
  return `kernel probe {
    dtype_out   = int64;
    arguments   = const int *x, const int *table, int k;
    map_expr    = ${map};
    reduce_expr = a + b;
    ${preamble === '' ? '' : `preamble { ${preamble} }`}
}`;
}

/** What a finding says, in the user's terms. */
interface Told {
  readonly i: number;
  readonly text: string | undefined;
  readonly vector: string | undefined;
  readonly index: number;
}

function onCpu(text: string, range: CheckedRange): Told | undefined {
  const { document, kernel } = readKernel(text);
  const check = generateCpuBoundsCheck({ document, kernel, fileName: 'test.reduce' });
  const finding = readFinding(check, runOnCpu(check, range));
  return finding && told(text, finding, range, kernel.arguments);
}

function onGpu(text: string, range: CheckedRange): Told | undefined {
  const { document, kernel } = readKernel(text);
  const check = generateCudaBoundsCheck({ document, kernel, fileName: 'test.reduce' });
  const given = range.arguments.map((value) => (typeof value === 'number' ? [value] : value));
  const launch = {
    grid: 2,
    block: boundsCheckThreads,
    arguments: new Map(given.map((values, index) => [index, new Uint8Array(Int32Array.from(values).buffer)])),
    lengths: new Map(given.map((values, index) => [index, values.length])),
    n: range.n,
    start: range.start,
    step: range.step,
    count: range.count ?? range.n,
  };
  // The second launch finds the program as the first has left it.
  const outcomes = emulate(check.source, [launch, { ...launch, grid: 1 }]);
  const findings = outcomes.map(({ result, isReady }) => {
    assert.ok(isReady);
    return readFinding(check, result);
  });
  assert.deepEqual(findings[1], findings[0]);
  return findings[0] && told(text, findings[0], range, kernel.arguments);
}

function told(
  text: string,
  { place, access, argument, index }: NonNullable<ReturnType<typeof readFinding>>,
  { start = 0, step = 1 }: CheckedRange,
  kernelArguments: readonly { readonly name: string }[],
): Told {
  if (access !== undefined) assert.equal(text.slice(access.start, access.end), access.text);
  return {
    i: start + step * place,
    text: access?.text,
    vector: kernelArguments[argument]?.name,
    index: Number(index),
  };
}

const upTo = (length: number): number[] => Array.from({ length }, (_, index) => index);

const engines = [
  { name: 'CPU', find: onCpu, skip: false },
  { name: 'GPU', find: onGpu, skip: canEmulate() ? false : 'the emulator needs Linux and g++' },
];

for (const { name, find, skip } of engines) {
  describe(`the bounds check for the ${name}`, { skip }, () => {
    const range = (changes: Partial<CheckedRange> = {}): CheckedRange => ({
      arguments: [upTo(700), upTo(700), 3],
      n: 700,
      ...changes,
    });

    it('finds nothing where all is in range', () => {
      assert.equal(
        find(kernelText('x[i] + table[n - 1 - i] + (i > 0 ? x[i - 1] : 0) + x[table[i]] + k'), range()),
        undefined,
      );
    });

    it('names the neighbour behind the end', () => {
      const finding = find(kernelText('x[i] * x[i + 1] + table[i]'), range());
      assert.deepEqual(finding, { i: 699, text: 'x[i + 1]', vector: 'x', index: 700 });
    });

    it('names a negative index, first of all that fail', () => {
      const finding = find(kernelText('x[i] + x[i - k] + table[i]'), range());
      assert.deepEqual(finding, { i: 0, text: 'x[i - k]', vector: 'x', index: -3 });
    });

    it('follows the values of i in the order of a slice', () => {
      const slice = { start: 699, step: -2, count: 350 };
      const finding = find(kernelText('x[i + 1 - k]'), range(slice));
      assert.deepEqual(finding, { i: 1, text: 'x[i + 1 - k]', vector: 'x', index: -1 });
    });

    it('names the gather and not what follows from it', () => {
      const finding = find(
        kernelText('x[table[i + 1]] * x[table[i] * 2]'),
        range({ arguments: [upTo(9), upTo(4), 0], n: 4 }),
      );
      assert.deepEqual(finding, { i: 3, text: 'table[i + 1]', vector: 'table', index: 4 });
    });

    it('follows pointer arithmetic, loads and choices between vectors', () => {
      const end = range({ arguments: [upTo(5), upTo(9), 0], n: 5 });
      assert.deepEqual(find(kernelText('*(2 + x + i - 1)'), end), {
        i: 4,
        text: '*(2 + x + i - 1)',
        vector: 'x',
        index: 5,
      });
      assert.deepEqual(find(kernelText('__ldg(x + (i + 3))'), end), {
        i: 2,
        text: '__ldg(x + (i + 3))',
        vector: 'x',
        index: 5,
      });
      assert.deepEqual(find(kernelText('__ldg(&x[i + 3])'), end), { i: 2, text: 'x[i + 3]', vector: 'x', index: 5 });
      assert.deepEqual(find(kernelText('(i < 2 ? x : table)[i + 4]'), end), {
        i: 1,
        text: '(i < 2 ? x : table)[i + 4]',
        vector: 'x',
        index: 5,
      });
    });

    it('finds what a macro hides, without its place', () => {
      const text = kernelText('NEXT + x[i]', '\n#define NEXT x[i + 1]\n');
      assert.deepEqual(find(text, range()), { i: 699, text: undefined, vector: 'x', index: 700 });
    });

    it('finds accesses to a vector without elements', () => {
      const finding = find(kernelText('x[0] / (k + 1) + table[i]'), range({ arguments: [[], upTo(9), 3], n: 9 }));
      assert.deepEqual(finding, { i: 0, text: 'x[0]', vector: 'x', index: 0 });
    });

    for (const field of ['accuracy = compensated;', 'deterministic = true;']) {
      it(`finds the same in a kernel with ${field}`, () => {
        const text = `kernel probe {
    dtype_out   = float64;
    arguments   = const int *x, const int *table, int k;
    map_expr    = (double)x[i] * table[i + k];
    reduce_expr = a + b;
    ${field}
}`;
        assert.deepEqual(find(text, range()), { i: 697, text: 'table[i + k]', vector: 'table', index: 700 });
        assert.equal(find(text, range({ arguments: [upTo(700), upTo(703), 3] })), undefined);
      });
    }

    it('leaves alone what a condition keeps from being read', () => {
      const text = kernelText('i + 1 < n && x[i + 1] > 5 ? x[i + 1] : 0');
      assert.equal(find(text, range()), undefined);
    });
  });
}

describe('the arithmetic of an index', () => {
  it('is that of the kernel, where it is deterministic', () => {
    const text = (field: string) =>
      kernelText('x[(int)(0.1f * k + table[i])]').replace('reduce_expr', `${field}reduce_expr`);
    const optionsOf = (field: string) => {
      const { document, kernel } = readKernel(text(field));
      return generateCudaBoundsCheck({ document, kernel, fileName: 'test.reduce' }).source.options;
    };
    assert.ok(optionsOf('deterministic = true; ').includes('--fmad=false'));
    assert.ok(!optionsOf('').includes('--fmad=false'));
  });
});

describe('pointers that go where nothing follows them', () => {
  it('are passed as they are, and said to be unfollowed', () => {
    const text = kernelText(
      'at(x, i) + first(table) + *(x + i) + (x == table)',
      '__device__ int at(const int *p, long long j) { return p[j]; } template <typename T> __device__ T first(const T *p) { return *p; }',
    );
    const { document, kernel } = readKernel(text);
    const check = generateCpuBoundsCheck({ document, kernel, fileName: 'test.reduce' });
    assert.deepEqual(check.unfollowed, ['x', 'table']);
    assert.deepEqual(
      check.accesses.map((access) => access.text),
      ['*(x + i)'],
    );
    assert.equal(onCpu(text, { arguments: [upTo(5), upTo(5), 0], n: 5 }), undefined);
  });

  it('are those whose address is taken: one past the end is no access', () => {
    const text = kernelText(
      'distance(&x[i], &x[n]) + table[i]',
      '__device__ long long distance(const int *p, const int *q) { return q - p; }',
    );
    assert.equal(onCpu(text, { arguments: [upTo(5), upTo(5), 0], n: 5 }), undefined);
  });
});

/** A random index expression: its text, and a model that evaluates it and tells of accesses in the order of their numbers. */
interface Model {
  readonly text: string;
  readonly value: (i: number, read: Read) => number;
}
type Read = (text: string, vector: 'x' | 'table', index: number) => number;

const { tree: modelTree } = fc.letrec<{ tree: Model }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.integer({ min: 0, max: 40 }).map((constant): Model => ({ text: `${constant}`, value: () => constant })),
    fc.constant<Model>({ text: 'i', value: (i) => i }),
    fc.tuple(tie('tree'), fc.constantFrom('+', '-'), tie('tree')).map(([left, sign, right]): Model => ({
      text: `(${left.text} ${sign} ${right.text})`,
      value: (i, read) => {
        const first = left.value(i, read);
        const second = right.value(i, read);
        return sign === '+' ? first + second : first - second;
      },
    })),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([condition, yes, no]): Model => ({
      text: `(${condition.text} < 20 ? ${yes.text} : ${no.text})`,
      value: (i, read) => (condition.value(i, read) < 20 ? yes.value(i, read) : no.value(i, read)),
    })),
    fc
      .tuple(fc.constantFrom('x' as const, 'table' as const), fc.constantFrom(0, 1, 2), tie('tree'))
      .map(([vector, form, index]): Model => {
        const text =
          [`${vector}[${index.text}]`, `*(${vector} + ${index.text})`, `(1 + ${vector})[${index.text}]`][form] ?? '';
        const offset = form === 2 ? 1 : 0;
        return { text, value: (i, read) => read(text, vector, index.value(i, read) + offset) };
      }),
  ),
}));

describe('random index expressions', () => {
  it('fail where the model says', () => {
    const elements = fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 0, maxLength: 30 });
    fc.assert(
      fc.property(modelTree, elements, elements, (model, x, table) => {
        const vectors = { x, table };
        let expected: Told | undefined;
        for (let i = 0; i < 24 && expected === undefined; i++) {
          model.value(i, (text, vector, index) => {
            const values = vectors[vector];
            if (index < 0 || index >= values.length) expected ??= { i, text, vector, index };
            return values[Math.min(Math.max(index, 0), values.length - 1)] ?? 0;
          });
        }
        const text = kernelText(`${model.text} + 0 * k`);
        assert.deepEqual(onCpu(text, { arguments: [x, table, 0], n: 24 }), expected, text);
      }),
      { numRuns: runs },
    );
  });
});

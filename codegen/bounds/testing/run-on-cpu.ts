import { runCpp } from '../../cpu/testing/run-cpp';
import type { BoundsCheck } from '../finding';

export interface CheckedRange {
  /** One for each argument of the kernel: the elements of a vector, or a scalar, as `int`. */
  readonly arguments: readonly (readonly number[] | number)[];
  readonly n: number;
  readonly start?: number;
  readonly step?: number;
  readonly count?: number;
}

/** Runs a bounds check for the CPU in two chunks, as the engine does. Gives the bytes of its finding. */
export function runOnCpu({ source }: BoundsCheck, range: CheckedRange): Uint8Array {
  const { symbols } = source;
  if (symbols.target !== 'cpu') throw new Error('not a program for the CPU');
  const { n, start = 0, step = 1, count = n } = range;
  const integers = { n, start, step };
  const data = range.arguments.map((values, index) => {
    const elements = Array.isArray(values) ? (values as number[]) : [values as number];
    return `static int test_argument${index}[] = {${[...elements, 0].join(', ')}};`;
  });
  const parameters = source.parameters.map((parameter) => {
    switch (parameter.kind) {
      case 'vector':
      case 'scalar':
        return `test_argument${parameter.index}`;
      case 'length': {
        const values = range.arguments[parameter.index];
        return `new long long(${Array.isArray(values) ? values.length : 0})`;
      }
      case 'n':
      case 'start':
      case 'step':
        return `new long long(${integers[parameter.kind]})`;
      default:
        throw new Error(`a program for the CPU takes no ${parameter.kind}`);
    }
  });
  const middle = Math.floor(count / 2);
  const output = runCpp(
    `${source.text}
extern "C" int printf(const char *, ...);
${data.join('\n')}
int main() {
  const void *const test_parameters[] = {${parameters.join(', ')}};
  long long test_partials[8], test_result[4];
  ${symbols.partial}(test_parameters, 0, ${middle}, test_partials);
  ${symbols.partial}(test_parameters, ${middle}, ${count}, test_partials + 4);
  ${symbols.finish}(test_parameters, test_partials, 2, test_result);
  for (const long long part : test_result) printf("%lld\\n", part);
}
`,
    [...source.options, '-O1', '-Wall', '-Werror', '-Wno-unused', '-Wno-parentheses'],
  );
  return new Uint8Array(BigInt64Array.from(output.trim().split('\n').map(BigInt)).buffer);
}

import { dtypeOfWord } from './dtype';
import type { Environment } from './environment';
import { bindParameters } from './pycuda-kernel';
import type { PythonArgument, PythonExpression } from './tree';

/** What a script puts into an array, as a generator of a case makes it. */
export interface ArrayDraft {
  readonly generator:
    'zeros' | 'ones' | 'full' | 'arange' | 'linspace' | 'uniform' | 'normal' | 'integers' | 'file' | 'list';
  /** The generator's arguments without the length. */
  readonly values: readonly string[];
  /** Undefined where it cannot be told. */
  readonly length: number | undefined;
}

type Call = Extract<PythonExpression, { kind: 'call' }>;

/** Wrappers that hand their argument on, moved to a device or converted. */
const wrappers = /^(?:to_gpu|to_gpu_async|to_device|array|asarray|ascontiguousarray|asfarray|copy|GPUArray)$/;
const methods = /^(?:astype|copy|get|ravel|flatten|view)$/;

/** Reads an expression as an array; undefined where it is none that can be made without running the script. */
export function arrayOf(expression: PythonExpression, environment: Environment): ArrayDraft | undefined {
  if (!environment.spend()) return undefined;
  const value = environment.resolve(expression);
  switch (value.kind) {
    case 'list':
      return listOf(value.elements, environment);
    case 'call':
      return arrayOfCall(value, environment);
    case 'unary':
      return value.operator === '-' ? scaled(arrayOf(value.operand, environment), -1, 0) : undefined;
    case 'binary':
      return affine(value, environment);
    case 'number':
    case 'string':
    case 'template':
    case 'mapping':
    case 'name':
    case 'attribute':
    case 'other':
      return undefined;
  }
}

function listOf(elements: readonly PythonExpression[], environment: Environment): ArrayDraft | undefined {
  const values = elements.map((element) => environment.number(element));
  if (values.length === 0 || values.some((value) => value === undefined)) return undefined;
  return { generator: 'list', values: values.map(String), length: values.length };
}

function arrayOfCall(call: Call, environment: Environment): ArrayDraft | undefined {
  const { callee } = call;
  if (callee.kind === 'attribute') {
    // `np.random.rand(n).astype(np.float32)`
    if (methods.test(callee.name)) return arrayOf(callee.object, environment);
    if (callee.name === 'reshape') return arrayOf(callee.object, environment);
    return undefined;
  }
  if (callee.kind !== 'name') return undefined;
  const name = callee.name.split('.').at(-1) ?? '';
  const owner = callee.name.slice(0, -name.length - 1);
  // `x.astype(np.float32)`, where x is a name.
  if (methods.test(name) && owner !== '' && call.arguments.length <= 1) {
    const object = arrayOf({ kind: 'name', name: owner }, environment);
    if (object !== undefined) return object;
  }
  // PyOpenCL's functions have a queue in front.
  const given = isQueue(call.arguments[0], environment) ? call.arguments.slice(1) : call.arguments;
  // `np.float32(x)` converts arrays too.
  if (wrappers.test(name) || dtypeOfWord(name) !== undefined) return given[0] && arrayOf(given[0].value, environment);
  return generated(name, owner, given, environment);
}

function isQueue(argument: PythonArgument | undefined, environment: Environment): boolean {
  if (argument?.name !== undefined || argument === undefined) return false;
  const { value } = argument;
  return (
    value.kind === 'name' &&
    /(?:^|_|\.)(?:queue|q|ctx|context)$/.test(value.name) &&
    environment.number(value) === undefined
  );
}

function generated(
  name: string,
  owner: string,
  given: readonly PythonArgument[],
  environment: Environment,
): ArrayDraft | undefined {
  const read = (parameters: readonly string[]): ((parameter: string) => PythonExpression | undefined) => {
    const bound = bindParameters(given, parameters);
    return (parameter) => bound.get(parameter);
  };
  const number = (value: PythonExpression | undefined): string | undefined => {
    const known = environment.number(value);
    return known === undefined ? undefined : String(known);
  };
  const make = (
    generator: ArrayDraft['generator'],
    values: readonly (string | undefined)[],
    size: PythonExpression | undefined,
  ): ArrayDraft | undefined => {
    const known = values.filter((value) => value !== undefined);
    if (known.length < values.length) return undefined;
    return { generator, values: known, length: size === undefined ? undefined : sizeOf(size, environment) };
  };
  switch (name) {
    case 'zeros':
    case 'ones':
      return make(name, [], read(['shape'])('shape'));
    case 'empty':
      return make('zeros', [], read(['shape'])('shape'));
    case 'zeros_like':
    case 'ones_like':
    case 'empty_like': {
      const like = given[0] && arrayOf(given[0].value, environment);
      return like && { generator: name === 'ones_like' ? 'ones' : 'zeros', values: [], length: like.length };
    }
    case 'full': {
      const of = read(['shape', 'fill_value']);
      return make('full', [number(of('fill_value'))], of('shape'));
    }
    case 'arange':
      return arange(given, environment);
    case 'linspace': {
      const of = read(['start', 'stop', 'num']);
      const count = of('num') ?? { kind: 'number', value: 50, text: '50' };
      return make('linspace', [number(of('start')), number(of('stop'))], count);
    }
    case 'load': {
      const path = environment.string(given[0]?.value);
      return path === undefined ? undefined : { generator: 'file', values: [JSON.stringify(path)], length: undefined };
    }
    case 'randn':
    case 'standard_normal':
      return make('normal', ['0', '1'], shapeOf(name, given));
    case 'rand':
    case 'random':
    case 'random_sample':
    case 'ranf':
      return /random|rng|generator|curand/i.test(owner) || name === 'rand'
        ? make('uniform', ['0', '1'], shapeOf(name, given))
        : undefined;
    case 'normal': {
      const of = read(['loc', 'scale', 'size']);
      return make('normal', [number(of('loc')) ?? '0', number(of('scale')) ?? '1'], of('size'));
    }
    case 'uniform': {
      const of = read(['low', 'high', 'size']);
      return make('uniform', [number(of('low')) ?? '0', number(of('high')) ?? '1'], of('size'));
    }
    case 'randint':
    case 'integers': {
      const of = read(['low', 'high', 'size']);
      const high = number(of('high'));
      const low = number(of('low'));
      return make('integers', high === undefined ? ['0', low] : [low, high], of('size'));
    }
    default:
      return undefined;
  }
}

/** `randn(2, 3)` takes its shape as several arguments, the others as one. */
function shapeOf(name: string, given: readonly PythonArgument[]): PythonExpression | undefined {
  const named = given.find((argument) => argument.name === 'size' || argument.name === 'shape');
  if (named !== undefined) return named.value;
  const positional = given.filter((argument) => argument.name === undefined).map(({ value }) => value);
  const isDirect = name === 'rand' || name === 'randn';
  return isDirect && positional.every(({ kind }) => kind !== 'list') && positional.length > 1
    ? { kind: 'list', elements: positional.filter((value) => value.kind === 'number' || value.kind === 'name') }
    : positional[0];
}

/** The number of elements of a shape: `400`, `(20, 20)`, `x.size`, `len(x)`. */
function sizeOf(shape: PythonExpression, environment: Environment): number | undefined {
  const value = environment.resolve(shape);
  if (value.kind === 'list') {
    const sizes = value.elements.map((element) => environment.number(element));
    if (sizes.some((size) => size === undefined)) return undefined;
    return sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
  }
  const known = environment.number(value);
  if (known !== undefined) return known;
  const [, object] = (value.kind === 'name' ? /^(.*)\.(?:size|shape)$/.exec(value.name) : null) ?? [];
  if (object !== undefined) return arrayOf({ kind: 'name', name: object }, environment)?.length;
  const isLength = value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'len';
  return isLength ? value.arguments[0] && arrayOf(value.arguments[0].value, environment)?.length : undefined;
}

function arange(given: readonly PythonArgument[], environment: Environment): ArrayDraft | undefined {
  const names = new Map(given.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])));
  const positional = given.filter(({ name }) => name === undefined).map(({ value }) => value);
  // A fourth is the dtype.
  const [first, second, third] = positional.filter((value) => environment.number(value) !== undefined);
  const start = environment.number(names.get('start') ?? (second === undefined ? undefined : first));
  const stop = environment.number(names.get('stop') ?? second ?? first);
  const step = environment.number(names.get('step') ?? third) ?? 1;
  if (stop === undefined || step === 0) return undefined;
  const length = Math.max(0, Math.ceil((stop - (start ?? 0)) / step));
  const values = step !== 1 ? [start ?? 0, stop, step] : (start ?? 0) === 0 ? [stop] : [start ?? 0, stop];
  return { generator: 'arange', values: values.map(String), length };
}

/** `2 * np.random.rand(n) - 1`: generators are closed under a scale and an offset. */
function affine(
  { operator, left, right }: Extract<PythonExpression, { kind: 'binary' }>,
  environment: Environment,
): ArrayDraft | undefined {
  const leftNumber = environment.number(left);
  const rightNumber = environment.number(right);
  if (rightNumber !== undefined) {
    const array = arrayOf(left, environment);
    if (operator === '*') return scaled(array, rightNumber, 0);
    if (operator === '/' && rightNumber !== 0) return scaled(array, 1 / rightNumber, 0);
    if (operator === '+') return scaled(array, 1, rightNumber);
    if (operator === '-') return scaled(array, 1, -rightNumber);
    return undefined;
  }
  if (leftNumber === undefined) return undefined;
  const array = arrayOf(right, environment);
  if (operator === '*') return scaled(array, leftNumber, 0);
  if (operator === '+') return scaled(array, 1, leftNumber);
  if (operator === '-') return scaled(array, -1, leftNumber);
  return undefined;
}

function scaled(array: ArrayDraft | undefined, scale: number, offset: number): ArrayDraft | undefined {
  if (array === undefined) return undefined;
  const at = (text: string | undefined): number => Number(text) * scale + offset;
  const [first, second, third] = array.values;
  switch (array.generator) {
    case 'zeros':
      return { ...array, generator: 'full', values: [String(offset)] };
    case 'ones':
      return { ...array, generator: 'full', values: [String(scale + offset)] };
    case 'full':
    case 'list':
      return { ...array, values: array.values.map((value) => String(at(value))) };
    case 'linspace':
      return { ...array, values: [String(at(first)), String(at(second))] };
    case 'uniform':
      return { ...array, values: [at(first), at(second)].sort((low, high) => low - high).map(String) };
    case 'normal':
      return { ...array, values: [String(at(first)), String(Number(second) * Math.abs(scale))] };
    case 'arange': {
      const start = second === undefined ? 0 : Number(first);
      const stop = Number(second ?? first);
      const step = Number(third ?? 1);
      return { ...array, values: [start * scale + offset, stop * scale + offset, step * scale].map(String) };
    }
    case 'integers':
    case 'file':
      return undefined;
  }
}

const randomGenerators: ReadonlySet<string> = new Set(['uniform', 'normal', 'integers']);

/** The generator as a case spells it. */
export function arrayText({ generator, values, length }: ArrayDraft, withLength: boolean, seed: number): string {
  if (generator === 'list') return `[${values.join(', ')}]`;
  const takesLength = generator !== 'arange' && generator !== 'file';
  const parts = [...values, ...(withLength && takesLength && length !== undefined ? [String(length)] : [])];
  if (randomGenerators.has(generator)) parts.push(`seed = ${seed}`);
  return `${generator}(${parts.join(', ')})`;
}

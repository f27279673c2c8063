import { statSync } from 'node:fs';
import type { CheckedBinding, CheckedKernel, IndexRange, KernelArgument, Type, Value, VectorSource } from '../language';
import { numpyName, sizeOf, valueBytes, vectorBytes } from '../language';
import type { EntryParameter } from '../codegen';
import type { InputSource, JobParameter } from '../native/binding';
import { WarpfoldError } from '../protocol/errors';

/** What a kernel is run on: its arguments' data, and the values that `i` takes. */
export interface RunData {
  readonly n: number;
  readonly range: IndexRange;
  /** One for each argument of the kernel, in its order. */
  readonly arguments: readonly ArgumentData[];
}

export type ArgumentData =
  | { readonly kind: 'scalar'; readonly bytes: Uint8Array }
  | { readonly kind: 'vector'; readonly source: InputSource; readonly elementBytes: number };

/** The data of a case's binding. `n` is the length of a generator that was given none. */
export function argumentData(binding: CheckedBinding, n: number): ArgumentData {
  const { argument, source } = binding;
  if (source.kind === 'scalar') return { kind: 'scalar', bytes: valueBytes(source.value, argument.type) };
  return { kind: 'vector', source: inputSource(source, argument, n), elementBytes: elementBytes(argument) };
}

/**
 * Data for a kernel without a case: uniform values in [0, 1) for floating-point vectors, small non-negative integers
 * for the others, one for scalars. Seeds are the arguments' positions.
 */
export function generatedData(argument: KernelArgument, position: number, n: number): ArgumentData {
  if (argument.role === 'scalar') return { kind: 'scalar', bytes: valueBytes(oneOf(argument.type), argument.type) };
  const bytes = elementBytes(argument);
  const seed = BigInt(position);
  const dtype = numpyName(argument.type);
  if (argument.type.kind === 'arithmetic' && dtype !== undefined) {
    const source: InputSource =
      argument.type.category === 'floating'
        ? { kind: 'uniform', dtype, lo: 0, hi: 1, seed, length: n }
        : { kind: 'integers', dtype, lo: 0n, hi: argument.type.category === 'bool' ? 2n : 100n, seed, length: n };
    return { kind: 'vector', source, elementBytes: bytes };
  }
  return {
    kind: 'vector',
    source: { kind: 'fill', element: valueBytes(oneOf(argument.type), argument.type), length: n },
    elementBytes: bytes,
  };
}

/** The job's inputs, and its parameters in the order of the generated entry. */
export function jobParameters(
  entry: readonly EntryParameter[],
  data: RunData,
): { readonly inputs: readonly InputSource[]; readonly parameters: readonly JobParameter[] } {
  const inputs: InputSource[] = [];
  const parameters = entry.map((parameter): JobParameter => {
    switch (parameter.kind) {
      case 'vector': {
        const argument = data.arguments[parameter.index];
        if (argument?.kind !== 'vector') throw new Error(`Argument ${parameter.index} has no data.`);
        inputs.push(argument.source);
        return { kind: 'input', index: inputs.length - 1 };
      }
      case 'scalar': {
        const argument = data.arguments[parameter.index];
        if (argument?.kind !== 'scalar') throw new Error(`Argument ${parameter.index} has no value.`);
        return { kind: 'bytes', bytes: argument.bytes };
      }
      case 'n':
        return { kind: 'bytes', bytes: int64(data.n) };
      case 'start':
        return { kind: 'bytes', bytes: int64(data.range.start) };
      case 'step':
        return { kind: 'bytes', bytes: int64(data.range.step) };
      case 'count':
        return { kind: 'bytes', bytes: int64(data.range.count) };
      case 'aligned':
      case 'partials':
      case 'ticket':
      case 'result':
        return { kind: parameter.kind };
    }
  });
  return { inputs, parameters };
}

/** Bytes that the kernel reads at least: every element that the map takes from every vector it reads. */
export function bytesRead(kernel: CheckedKernel, count: number): number {
  return kernel.arguments
    .filter((argument) => argument.access !== 'none')
    .reduce((sum, argument) => sum + count * elementBytes(argument), 0);
}

function inputSource(source: VectorSource, argument: KernelArgument, n: number): InputSource {
  const { type } = argument;
  switch (source.kind) {
    case 'values':
      return { kind: 'bytes', bytes: vectorBytes(source.values, type) };
    case 'full':
      return { kind: 'fill', element: valueBytes(source.value, type), length: source.length ?? n };
    case 'arange':
      return { ...source, dtype: dtypeOf(argument) };
    case 'linspace':
    case 'uniform':
    case 'normal':
    case 'integers':
      return { ...source, dtype: dtypeOf(argument), length: source.length ?? n };
    case 'file': {
      const { header, path, length } = source;
      return {
        kind: 'file',
        path,
        offset: header.dataOffset,
        dtype: header.dtype,
        byteOrder: header.byteOrder,
        ...(header.fortranOrder && header.shape.length > 1 ? { fortranShape: header.shape } : {}),
        length,
        expectedFileBytes: statSync(path).size,
      };
    }
  }
}

function dtypeOf(argument: KernelArgument): string {
  const dtype = numpyName(argument.type);
  if (dtype === undefined) throw unsupported(argument);
  return dtype;
}

function elementBytes(argument: KernelArgument): number {
  const size = sizeOf(argument.type);
  if (size === undefined || size === 0) throw unsupported(argument);
  return size;
}

function unsupported(argument: KernelArgument): WarpfoldError {
  return new WarpfoldError({
    code: 'invalid-request',
    message: `Data for "${argument.name}" cannot be laid out: the fields of its type "${argument.spelling}" could not be read.`,
    advice: 'Declare the struct in a preamble with plain fields, without templates or base classes.',
  });
}

/** One, in a type: every field of a struct is one. */
function oneOf(type: Type): Value {
  switch (type.kind) {
    case 'arithmetic':
      return type.category === 'bool' ? true : type.category === 'integer' ? 1n : 1;
    case 'complex':
      return { re: 1, im: 0 };
    case 'vector':
      return { fields: new Map(['x', 'y', 'z', 'w'].slice(0, type.lanes).map((name) => [name, oneOf(type.element)])) };
    case 'struct':
      return { fields: new Map(type.fields.map((field) => [field.name, oneOf(field.type)])) };
    case 'array':
    case 'pointer':
    case 'void':
    case 'unknown':
      throw new WarpfoldError({
        code: 'needs-case',
        message: 'A value of this type cannot be made up: bind it in a case.',
      });
  }
}

function int64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return bytes;
}

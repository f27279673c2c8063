import { statSync } from 'node:fs';
import type { CheckedBinding, CheckedKernel, IndexRange, KernelArgument, VectorSource } from '../language';
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

/** The same data for the first `count` values that `i` takes. */
export function firstOf(data: RunData, count: number): RunData {
  return { ...data, range: { ...data.range, count } };
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
      case 'length':
        return { kind: 'bytes', bytes: int64(vectorLength(data, parameter.index)) };
      case 'n':
        return { kind: 'bytes', bytes: int64(data.n) };
      case 'start':
        return { kind: 'bytes', bytes: int64(data.range.start) };
      case 'step':
        return { kind: 'bytes', bytes: int64(data.range.step) };
      case 'count':
        return { kind: 'bytes', bytes: int64(data.range.count) };
      case 'partials':
      case 'result':
        return { kind: parameter.kind };
    }
  });
  return { inputs, parameters };
}

/** Elements of the vector that is bound to an argument, given by its position. */
export function vectorLength(data: RunData, index: number): number {
  const argument = data.arguments[index];
  if (argument?.kind !== 'vector') throw new Error(`Argument ${index} has no data.`);
  const { source, elementBytes } = argument;
  return source.kind === 'bytes' ? source.bytes.length / elementBytes : source.length;
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

function int64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return bytes;
}

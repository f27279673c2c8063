import { complexType } from '../types/builtin';
import { builtinType } from '../types/resolve';
import type { Type } from '../types/type';
import type { CudaFunction, Overload } from './function';

/**
 * The notation of the function tables: C++ signatures, several overloads of one name set apart by `;`, then the
 * documentation and, where CUDA's programming guide states it, the largest error in ulp.
 */
export type FunctionRow = readonly [signatures: string, documentation: string, maximumUlp?: number];

/** Builds the functions of one group from their rows. */
export function functions(group: CudaFunction['group'], rows: readonly FunctionRow[]): CudaFunction[] {
  return rows.map(([signatures, documentation, maximumUlp]) => {
    const name = nameIn(signatures);
    const description = { name, group, documentation, ...(maximumUlp === undefined ? {} : { maximumUlp }) };
    return withOverloads(description, () => signatures.split(';').map((signature) => overloadOf(name, signature)));
  });
}

/** A document calls few of the functions: the overloads of each are read when somebody first looks at them. */
export function withOverloads(
  { name, group, documentation, maximumUlp }: Omit<CudaFunction, 'overloads'>,
  read: () => readonly Overload[],
): CudaFunction {
  let known: readonly Overload[] | undefined;
  return {
    name,
    group,
    documentation,
    ...(maximumUlp === undefined ? {} : { maximumUlp }),
    get overloads() {
      return (known ??= read());
    },
  };
}

/** Throws on a signature that does not read. */
function overloadOf(name: string, signature: string): Overload {
  const parsed = parseSignature(signature);
  if (parsed.name !== name) throw new Error(`one row, one name: ${signature}`);
  return parsed.overload;
}

/** The word before the first parenthesis. */
function nameIn(signatures: string): string {
  const end = signatures.indexOf('(');
  return signatures.slice(signatures.lastIndexOf(' ', end) + 1, end);
}

/** Reads `float fmaf(float x, float y, float z)`. */
export function parseSignature(text: string): { name: string; overload: Overload } {
  const match = /^\s*(.*?)([A-Za-z_]\w*)\s*\((.*)\)\s*$/s.exec(text);
  const [, result, name, list] = match ?? [];
  if (result === undefined || name === undefined || list === undefined) throw new Error(`not a signature: ${text}`);
  const parameters = list.trim() === '' ? [] : list.split(',').map(parseParameter);
  return { name, overload: { result: parseType(result), parameters } };
}

function parseParameter(text: string): { name: string; type: Type } {
  const match = /^(.*?)([A-Za-z_]\w*)$/s.exec(text.trim());
  const [, type, name] = match ?? [];
  if (type === undefined || name === undefined) throw new Error(`not a parameter: ${text}`);
  return { name, type: parseType(type) };
}

function parseType(text: string): Type {
  const name = text.trim();
  if (name.endsWith('*')) {
    const pointee = name.slice(0, -1).trim();
    const isConst = pointee.startsWith('const ');
    return { kind: 'pointer', pointee: parseType(isConst ? pointee.slice('const '.length) : pointee), isConst };
  }
  if (name === 'complex<float>') return complexType('float');
  if (name === 'complex<double>') return complexType('double');
  const type = builtinType(name);
  if (type === undefined) throw new Error(`not a type: ${text}`);
  return type;
}

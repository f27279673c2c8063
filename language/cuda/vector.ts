import { vectorFields, vectorTypes } from '../types/builtin';
import type { CudaFunction } from './function';

/** `make_float4(x, y, z, w)` and its relatives: one for each vector type of the language. */
export const vector: readonly CudaFunction[] = [...vectorTypes.values()]
  .filter((type) => !type.name.startsWith('__'))
  .map((type) => ({
    name: `make_${type.name}`,
    group: 'vector',
    documentation: `A \`${type.name}\` of the given components.`,
    overloads: [{ result: type, parameters: vectorFields(type).map((name) => ({ name, type: type.element })) }],
  }));

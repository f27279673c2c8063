import { arithmetic, vectorTypes } from '../types/builtin';
import type { Type } from '../types/type';
import type { CudaFunction } from './function';

/** Loads with a cache hint: one overload for each type that the hardware loads in one piece. */

const scalars = Object.values(arithmetic).filter((type) => type.category !== 'bool');
/** Pairs and quadruples of up to 16 bytes; those of `long`, whose size differs between systems, are left out. */
const vectors = [...vectorTypes.values()].filter(
  (type) =>
    (type.lanes === 2 || type.lanes === 4) &&
    type.element.size * type.lanes <= 16 &&
    type.element !== arithmetic.long &&
    type.element !== arithmetic['unsigned long'],
);

function load(name: string, documentation: string): CudaFunction {
  const overloads = [...scalars, ...vectors].map((type: Type) => ({
    result: type,
    parameters: [{ name: 'ptr', type: { kind: 'pointer', pointee: type, isConst: true } as const }],
  }));
  return { name, group: 'intrinsic', documentation, overloads };
}

export const loads: readonly CudaFunction[] = [
  load('__ldg', 'Loads through the read-only data cache. The memory must not change while the kernel runs.'),
  load('__ldcg', 'Loads through the L2 cache, past L1.'),
  load('__ldca', 'Loads and keeps the line in all caches.'),
  load('__ldcs', 'Loads data that is read once: the line is evicted first.'),
];

import { complex, complexOverloads } from './complex';
import { conversion } from './conversion';
import { elementary } from './elementary';
import type { CudaFunction, Overload } from './function';
import { general } from './general';
import { integer } from './integer';
import { intrinsics } from './intrinsics';
import { loads } from './load';
import { parseSignature, withOverloads } from './notation';
import { bfloat16, half } from './small-float';
import { vector } from './vector';

/**
 * The CUDA math API, one entry a name. A name that several groups declare (`__hadd` of int, half and bfloat16) is the
 * first group's, with the overloads of all.
 */
const table: ReadonlyMap<string, CudaFunction> = buildTable();

function buildTable(): Map<string, CudaFunction> {
  const merged = new Map<string, CudaFunction>();
  const groups = [elementary, general, integer, intrinsics, conversion, half, bfloat16, complex, vector, loads];
  for (const entry of groups.flat()) {
    const earlier = merged.get(entry.name);
    merged.set(entry.name, earlier === undefined ? entry : joined(earlier, () => entry.overloads));
  }
  for (const [name, signatures] of complexOverloads) {
    const earlier = merged.get(name);
    if (earlier === undefined) throw new Error(`no real function ${name} that a complex one could join`);
    merged.set(
      name,
      joined(earlier, () => signatures.map((signature) => parseSignature(signature).overload)),
    );
  }
  return merged;
}

function joined(earlier: CudaFunction, more: () => readonly Overload[]): CudaFunction {
  return withOverloads(earlier, () => [...earlier.overloads, ...more()]);
}

/** The function of that name in CUDA C++ without any header but those of half and bfloat16; a leading `::` is allowed. */
export function findFunction(name: string): CudaFunction | undefined {
  return table.get(name.startsWith('::') ? name.slice(2) : name) ?? complexNamespace(name);
}

/** `pycuda::abs` and its relatives are the complex functions with their namespace. */
function complexNamespace(name: string): CudaFunction | undefined {
  if (!name.startsWith('pycuda::')) return undefined;
  const entry = table.get(name.slice('pycuda::'.length));
  if (entry === undefined) return undefined;
  const overloads = entry.overloads.filter((overload) =>
    [overload.result, ...overload.parameters.map((parameter) => parameter.type)].some(
      (type) => type.kind === 'complex' && type.family === 'pycuda',
    ),
  );
  return overloads.length === 0 ? undefined : { ...entry, overloads };
}

/** Every function, by name. */
export function allFunctions(): Iterable<CudaFunction> {
  return table.values();
}

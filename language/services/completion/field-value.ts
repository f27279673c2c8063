import type { KernelArgument } from '../../checked';
import type { KernelState } from '../../document/kernel-memo';
import type { KernelFieldName } from '../../syntax/fields';
import { arithmetic } from '../../types/builtin';
import { sameType } from '../../types/conversions';
import { numpyName } from '../../types/dtypes';
import { resolveType } from '../../types/resolve';
import { describe } from '../../types/spelling';
import type { Type } from '../../types/type';
import { neutralOf } from './neutral';
import { placeholder } from './snippet';

/** A value that suits a field of a kernel, as a snippet. */
export function fieldValue(name: KernelFieldName, state: KernelState | undefined): string {
  const written = plainValue(name, state);
  return name === 'options' ? `"${placeholder(1, written)}"` : placeholder(1, written);
}

function plainValue(name: KernelFieldName, state: KernelState | undefined): string {
  switch (name) {
    case 'dtype_out':
      return likelyDtype(vectorsOf(state)[0]?.type);
    case 'arguments':
      return `const ${argumentType(state)} *x`;
    case 'map_expr':
      return (
        vectorsOf(state)
          .map((vector) => `${vector.name}[i]`)
          .join(' * ') || 'i'
      );
    case 'reduce_expr':
      return likelyOperator(state);
    case 'neutral':
      return likelyNeutral(state);
    case 'post_map_expr':
      return likelyResult(state?.parts.kernel.accumulatorType);
    case 'reduce_type':
      return wider(state?.parts.kernel.resultType);
    case 'accuracy':
      return 'compensated';
    case 'options':
      return '--use_fast_math';
    case 'deterministic':
      return 'true';
  }
}

function vectorsOf(state: KernelState | undefined): readonly KernelArgument[] {
  return state?.parts.kernel.arguments.filter(({ role }) => role === 'vector') ?? [];
}

/** The dtype of a sum of such elements: narrow integers need room. */
function likelyDtype(element: Type | undefined): string {
  if (element === undefined) return 'float32';
  if (element === arithmetic.half || element === arithmetic.bfloat16) return 'float32';
  if (element.kind === 'arithmetic' && element.category !== 'floating' && element.size < 8) {
    return element.signed || element.category === 'bool' ? 'int64' : 'uint64';
  }
  return numpyName(element) ?? 'float32';
}

function argumentType(state: KernelState | undefined): string {
  const type = state?.parts.kernel.resultType;
  return type === undefined || type.kind === 'unknown' ? 'float' : describe(type);
}

function likelyOperator(state: KernelState | undefined): string {
  const type = state?.parts.kernel.accumulatorType;
  if (type === arithmetic.bool) return 'a || b';
  if (state === undefined || type?.kind !== 'struct') return 'a + b';
  const { scope } = state.parts;
  for (const [name, declarations] of scope.functions) {
    const fits = declarations.some(
      ({ parameters, returnType }) =>
        parameters.length === 2 &&
        [returnType, ...parameters.map((parameter) => parameter.type)].every((written) => {
          const resolved = written && resolveType(written, scope);
          return resolved !== undefined && sameType(resolved, type);
        }),
    );
    if (fits) return name.startsWith('operator') ? `a ${name.slice('operator'.length)} b` : `${name}(a, b)`;
  }
  return 'a + b';
}

function likelyNeutral(state: KernelState | undefined): string {
  if (state === undefined) return '0';
  const { accumulatorType: type, reduce } = state.parts.kernel;
  if (type.kind === 'struct') return `${type.name}{${type.fields.map(() => '0').join(', ')}}`;
  return neutralOf(reduce.expression, type) ?? '0';
}

function likelyResult(type: Type | undefined): string {
  if (type?.kind === 'struct') return type.fields[0] === undefined ? 'a' : `a.${type.fields[0].name}`;
  return type === undefined || (type.kind === 'arithmetic' && type.category === 'floating') ? 'a / n' : 'a';
}

/** An accumulator type with more room than the result has. */
function wider(type: Type | undefined): string {
  if (type?.kind === 'complex') return 'complex128';
  if (type?.kind !== 'arithmetic') return 'float64';
  if (type.category === 'floating') return type.size < 4 ? 'float32' : 'float64';
  return type.signed || type.category === 'bool' ? 'int64' : 'uint64';
}

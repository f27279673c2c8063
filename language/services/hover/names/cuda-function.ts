import type { CudaFunction, Overload } from '../../../cuda/function';
import { findFunction } from '../../../cuda/table';
import { arithmetic } from '../../../types/builtin';
import { describe } from '../../../types/spelling';
import type { HoverContext } from '../context';
import { fastCounterpart, functionCost } from './cost';
import { cppBlock, paragraphs } from '../markdown';
import { declarator } from './signature';

/** Overloads that are listed; the rest are counted. */
const mostOverloads = 6;

/** A function of CUDA: the overload that is called here, the others, what it computes, how exactly and at what cost. */
export function cudaFunctionMarkdown(
  context: HoverContext,
  called: { readonly function: CudaFunction; readonly overload?: Overload },
): string {
  const { function: callee } = called;
  const overload = called.overload ?? callee.overloads[0];
  if (overload === undefined) return cppBlock(callee.name);
  return paragraphs(
    cppBlock(signature(callee.name, overload)),
    callee.documentation,
    ...quality(optionsOf(context), callee, overload),
    otherOverloads(callee, overload),
  );
}

/** Accuracy and cost; those that CUDA's guide states hold for its default options. */
function quality(
  options: readonly string[],
  callee: CudaFunction,
  overload: Overload,
): readonly (string | undefined)[] {
  const isFast = options.some((option) => /^--?use_fast_math$/.test(option));
  const fast = isFast ? fastCounterpart(callee.name, overload.result) : undefined;
  if (fast !== undefined) return [`The kernel's \`-use_fast_math\` makes it \`${fast}\`: faster and less accurate.`];
  const isDefault = !isFast && !options.some((option) => /^--?(ftz=true|prec-sqrt=false|prec-div=false)$/.test(option));
  const isExact = isDefault || overload.result !== arithmetic.float;
  return [isExact ? accuracy(callee, overload) : undefined, functionCost(callee.name, overload.result)];
}

function signature(name: string, { result, parameters }: Overload): string {
  const list = parameters.map((parameter) => declarator(describe(parameter.type), parameter.name)).join(', ');
  return `${declarator(describe(result), name)}(${list})`;
}

function accuracy(callee: CudaFunction, { result }: Overload): string | undefined {
  const precise = preciseEntry(callee, result === arithmetic.float);
  const { maximumUlp } = precise;
  if (maximumUlp === undefined || !isFloatingResult(result)) return undefined;
  return maximumUlp === 0 ? 'Exact, or correctly rounded.' : `Largest error: ${maximumUlp} ulp.`;
}

/** The float overload of `sin` is `sinf`, with that function's error. */
function preciseEntry(callee: CudaFunction, isSingle: boolean): CudaFunction {
  if (callee.group !== 'double' || !isSingle) return callee;
  return findFunction(`${callee.name}f`) ?? callee;
}

function isFloatingResult(result: Overload['result']): boolean {
  return result === arithmetic.float || result === arithmetic.double;
}

function optionsOf({ analysis, item }: HoverContext): readonly string[] {
  return item.kind === 'kernel' ? (analysis.model.kernelStates.get(item)?.checked.options ?? []) : [];
}

function otherOverloads({ name, overloads }: CudaFunction, chosen: Overload): string | undefined {
  const others = overloads.filter((overload) => overload !== chosen);
  if (others.length === 0) return undefined;
  const shown = others.slice(0, mostOverloads).map(({ result, parameters }) => {
    const types = parameters.map(({ type }) => describe(type)).join(', ');
    return `\`${declarator(describe(result), name)}(${types})\``;
  });
  const more = others.length - shown.length;
  return `Also ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

import type { Expression } from '../cpp/tree';
import type { Fix } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import { arithmetic } from '../types/builtin';
import { chooseOverload, isFloating, isIntegral, isSmallFloat, sameType } from '../types/conversions';
import { describe } from '../types/spelling';
import type { Type } from '../types/type';
import { signatureOf, type FunctionCandidate } from './candidates';
import { initialize } from './initialize';
import { decay, rankWithStructs, reportVector } from './convert';
import { withoutParentheses, type Typing } from './typing';

/** A call as overload resolution sees it. */
export interface CallSite {
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly given: readonly Type[];
  /** The parentheses or braces with what is between them. */
  readonly argumentsSpan: Span;
  readonly span: Span;
}

/** Compilers give these an overload for long double too, which half and bfloat16 reach as well as that for float. */
const classifications: ReadonlySet<string> = new Set(['isnan', 'isinf', 'isfinite', 'signbit']);

/**
 * The candidate that a call means. Undefined where there is none, which is reported, or where the arguments' types are
 * not known well enough to tell.
 */
export function resolveCall(
  typing: Typing,
  site: CallSite,
  candidates: readonly FunctionCandidate[],
): FunctionCandidate | undefined {
  const fitting = candidates.filter(
    ({ required, parameters }) => site.given.length >= required && site.given.length <= parameters.length,
  );
  if (fitting.length === 0) {
    reportCount(typing, site, candidates);
    return undefined;
  }
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return checkOnly(typing, site, only);
  const given = site.given.map(decay);
  const choice = chooseOverload(fitting, given, rankWithStructs(typing));
  switch (choice.kind) {
    case 'chosen':
      if (!classifications.has(site.name) || !given.some(isSmallFloat)) return choice.candidate;
      reportAmbiguous(typing, site, given, [choice.candidate]);
      return undefined;
    case 'ambiguous':
      if (given.some((type) => type.kind === 'unknown')) return agreeing(choice.candidates);
      reportAmbiguous(typing, site, given, choice.candidates);
      return undefined;
    case 'none':
      reportNone(typing, site, given);
      return undefined;
  }
}

/** With arguments of unknown type: any of the candidates, where all give the same. */
function agreeing(candidates: readonly FunctionCandidate[]): FunctionCandidate | undefined {
  const [first, ...rest] = candidates;
  const isSure = rest.length === 0 && first !== undefined;
  return isSure ? first : undefined;
}

function checkOnly(typing: Typing, site: CallSite, candidate: FunctionCandidate): FunctionCandidate | undefined {
  let fits = true;
  for (const [index, argument] of site.arguments.entries()) {
    const parameter = candidate.parameters[index];
    const given = site.given[index];
    if (parameter === undefined || given === undefined) continue;
    if (initialize(typing, argument, given, parameter.type)) continue;
    fits = false;
    if (decay(given).kind === 'pointer' && reportVector(typing, argument)) continue;
    typing.findings.report('argument-type', argument.span, {
      signature: signatureOf(candidate),
      parameter: parameter.name,
      wanted: describe(parameter.type),
      given: describe(given),
    });
  }
  return fits ? candidate : undefined;
}

function reportCount(typing: Typing, site: CallSite, candidates: readonly FunctionCandidate[]): void {
  const given = site.given.length;
  const wanted = (candidate: FunctionCandidate): number =>
    given < candidate.required ? candidate.required : candidate.parameters.length;
  const nearest = candidates.toSorted(
    (one, other) => Math.abs(wanted(one) - given) - Math.abs(wanted(other) - given),
  )[0];
  if (nearest === undefined) return;
  const hasDefaults = nearest.required < nearest.parameters.length;
  const details = { signature: signatureOf(nearest), given, wanted: wanted(nearest), hasDefaults };
  const extra = site.arguments[wanted(nearest)];
  const last = site.arguments.at(-1);
  if (extra === undefined || last === undefined) {
    const { end } = site.argumentsSpan;
    typing.findings.report('too-few-arguments', { start: end - 1, end }, details);
    return;
  }
  const before = site.arguments[wanted(nearest) - 1];
  const removed = { start: before?.span.end ?? extra.span.start, end: last.span.end };
  const fixes = [{ title: 'Leave the extra arguments out', edits: [{ span: removed, newText: '' }] }];
  typing.findings.report('too-many-arguments', { start: extra.span.start, end: last.span.end }, details, { fixes });
}

function reportNone(typing: Typing, site: CallSite, given: readonly Type[]): void {
  const vectors = site.arguments.filter(
    (argument, index) => given[index]?.kind === 'pointer' && reportVector(typing, argument),
  );
  if (vectors.length > 0) return;
  typing.findings.report('no-matching-overload', site.span, { name: site.name, given: listOf(given) });
}

function listOf(types: readonly Type[]): string {
  return types.map(describe).join(', ');
}

function reportAmbiguous(
  typing: Typing,
  site: CallSite,
  given: readonly Type[],
  candidates: readonly FunctionCandidate[],
): void {
  const isOfSmallFloats = candidates.every(({ parameters }) => parameters.every(({ type }) => isSmallFloat(type)));
  const { advice, fix } = isOfSmallFloats
    ? { advice: 'convert with ‘__float2half(…)’ or ‘__float2bfloat16(…)’' }
    : ambiguityAdvice(typing, site, given);
  const details = { name: site.name, given: listOf(given), advice };
  typing.findings.report('ambiguous-call', site.span, details, { fixes: fix === undefined ? [] : [fix] });
}

/** What the headers of half and bfloat16 call a function. */
const smallFloatNames: ReadonlyMap<string, string> = new Map([
  ['max', '__hmax'],
  ['min', '__hmin'],
  ['abs', '__habs'],
  ['isnan', '__hisnan'],
  ['isinf', '__hisinf'],
]);

function ambiguityAdvice(typing: Typing, site: CallSite, given: readonly Type[]): { advice: string; fix?: Fix } {
  const small = given.find(isSmallFloat);
  if (small !== undefined) {
    const own = smallFloatNames.get(site.name);
    if (own !== undefined && given.every((type) => sameType(type, small))) return { advice: `write ‘${own}’` };
    const convert = small === arithmetic.half ? '__half2float' : '__bfloat162float';
    return { advice: `convert with ‘${convert}(…)’` };
  }
  const floating = given.find(isFloating);
  const target =
    floating ??
    (given.every(isIntegral) && site.name !== 'min' && site.name !== 'max' ? arithmetic.float : widest(given));
  const index = given.findIndex((type) => !sameType(type, target));
  const argument = site.arguments[index];
  if (argument === undefined) return { advice: 'convert the arguments to one type' };
  const instead = converted(typing, argument, target);
  return {
    advice: `write ‘${instead}’ for ‘${typing.textOf(argument.span)}’`,
    fix: { title: `Write ‘${instead}’`, edits: [{ span: argument.span, newText: instead }] },
  };
}

function widest(types: readonly Type[]): Type {
  const sizes = types.map((type) => (type.kind === 'arithmetic' ? type.size : 0));
  const last = types.findLastIndex((_, index) => sizes[index] === Math.max(...sizes));
  return types[last] ?? arithmetic.int;
}

/** The argument as a person would write it in the other type: `0.0f` for 0, else a cast. */
function converted(typing: Typing, argument: Expression, target: Type): string {
  const text = typing.textOf(argument.span);
  const isDecimal = argument.kind === 'integer' && argument.base === 10 && argument.suffix === '';
  if (isDecimal && target === arithmetic.float) return `${text}.0f`;
  if (isDecimal && target === arithmetic.double) return `${text}.0`;
  if (argument.kind === 'float' && argument.suffix === '' && target === arithmetic.float) return `${text}f`;
  const plain = withoutParentheses(argument);
  const isUnit = plain !== argument || ['name', 'index', 'call', 'member', 'integer', 'float'].includes(argument.kind);
  return `(${describe(target)})${isUnit ? text : `(${text})`}`;
}

import type { BinaryExpression, Expression } from '../../../cpp/tree';
import { describe } from '../../../types/spelling';
import { guess, insertion, replacement, type FixProvider, type QuickFix } from '../fix';
import type { Problem } from '../problem';

/** Operators and conversions of expressions that are typed already. */

/** `x ** 2` is a product of its base with itself, where that is cheap to write twice; of floats, powf takes the rest. */
export const raise: FixProvider = ({ diagnostic, text }) => {
  const [edit] = diagnostic.fixes[0]?.edits ?? [];
  const call = edit && /^pow\((.*), ([^,]+)\)$/s.exec(edit.newText);
  if (edit === undefined || !call) return [];
  const [, base = '', power = ''] = call;
  const product = Array<string>(power === '3' ? 3 : 2)
    .fill(base)
    .join(' * ');
  const isProduct = /^[A-Za-z_]\w*(?:\[\w+\])?$/.test(base) && (power === '2' || power === '3');
  // Behind an operator that would take a part of the product only, or a cast.
  const isGuarded = /[*/%!~)]\s*$/.test(text.slice(Math.max(0, edit.span.start - 16), edit.span.start));
  const powf = `powf(${base}, ${/^\d*\.\d*$/.test(power) ? `${power}f` : power})`;
  return [
    ...(isProduct ? [replacement(`Write ‘${product}’`, edit.span, isGuarded ? `(${product})` : product)] : []),
    ...diagnostic.fixes,
    replacement('Call powf', edit.span, powf),
  ];
};

/** Arguments that a call can lack, more than any function of CUDA's takes behind its first. */
const missingLimit = 4;

/** `fmaf(x[i], y[i])`: zeros, to be typed over. Of all counts and types, the trial leaves those that fit. */
export const addCallArguments: FixProvider = ({ span: where, text: document }) => {
  const isFirst = /\(\s*$/.test(document.slice(Math.max(0, where.start - 80), where.start));
  const counts = Array.from({ length: missingLimit }, (_, index) => index + 1);
  return counts.flatMap((count) =>
    ['0', '0.0f'].map((zero) => {
      const values = Array<string>(count).fill(zero).join(', ');
      const text = isFirst ? values : `, ${values}`;
      return guess(insertion(`Add ‘${text}’`, where.start, text));
    }),
  );
};

/** `x[i] % 2` of floats. */
export const callRemainder: FixProvider = (problem) => {
  const binary = binaryAt(problem);
  if (binary?.operator !== '%') return [];
  const left = problem.textOf(binary.left.span);
  const right = problem.textOf(binary.right.span);
  return ['fmodf', 'fmod'].map((name) =>
    replacement(`Write ‘${name}(${left}, ${right})’`, problem.at(binary.span), `${name}(${left}, ${right})`),
  );
};

function binaryAt(problem: Problem): BinaryExpression | undefined {
  const { start } = problem.span;
  const holds = (expression: Expression): expression is BinaryExpression =>
    expression.kind === 'binary' &&
    (problem.at(expression.operatorSpan).start === start || problem.at(expression.span).start === start);
  return problem.expressions().filter(holds).at(-1);
}

/** A half beside a float: the half widens. */
export const widenHalf: FixProvider = (problem) => {
  const binary = binaryAt(problem);
  const types = problem.kernelState?.parts.types;
  if (binary === undefined || types === undefined) return [];
  return [binary.left, binary.right].flatMap((side): QuickFix[] => {
    const name = describe(types.typeOf(side));
    const convert = name === 'half' ? '__half2float' : name === 'bfloat16' ? '__bfloat162float' : undefined;
    if (convert === undefined) return [];
    const written = problem.textOf(side.span);
    return [replacement(`Write ‘${convert}(${written})’`, problem.at(side.span), `${convert}(${written})`)];
  });
};

/** A complex value where a real one is needed. */
export const takePart: FixProvider = (problem) => {
  const { source, span: where } = problem;
  const expression = problem.expression();
  const type = expression && problem.kernelState?.parts.types.typeOf(expression);
  if (type?.kind !== 'complex') return [];
  const parts =
    type.family === 'pycuda' ? [`abs(${source})`, `real(${source})`] : [`cuCabsf(${source})`, `cuCabs(${source})`];
  return parts.map((text) => guess(replacement(`Write ‘${text}’`, where, text)));
};

/** `x, 0.0f` */
export const keepOneSide: FixProvider = (problem) => {
  const comma = problem.expressions().find(({ kind }) => kind === 'comma');
  if (comma?.kind !== 'comma') return [];
  return [comma.right, comma.left].map((side, index) => {
    const text = problem.textOf(side.span);
    const fix = replacement(`Keep ‘${text}’`, problem.at(comma.span), text);
    return index === 0 ? fix : guess(fix);
  });
};

/** `a > b ? a : b` with NaN in the data: the function that ignores NaN in any order. */
export const callExtreme: FixProvider = (problem) => {
  const plain = problem.source.replace(/[\s()]/g, '');
  const match = /^(a|b)(<|>)=?(a|b)\?(a|b):(a|b)$/.exec(plain);
  if (match === null || problem.kernelState === undefined) return [];
  const [, left, operator, , chosen] = match;
  const isLargest = (operator === '>') === (left === chosen);
  const type = problem.kernelState.checked.accumulatorType;
  const suffix = type.kind === 'arithmetic' && type.name === 'float' ? 'f' : '';
  const call = `f${isLargest ? 'max' : 'min'}${suffix}(a, b)`;
  return [replacement(`Write ‘${call}’`, problem.span, call)];
};

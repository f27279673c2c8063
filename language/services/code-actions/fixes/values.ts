import { span } from '../../../text/span';
import type { CaseValue } from '../../../syntax/tree';
import { guess, insertion, removal, replacement, type FixProvider } from '../fix';
import type { Problem } from '../problem';
import { bindingAt } from './cases';

/** Mistakes inside the values of a case: lists, structs, generators and constants. */

/** The values around the problem, outermost first. */
function valuesAround(problem: Problem): readonly CaseValue[] {
  const binding = bindingAt(problem);
  const found: CaseValue[] = [];
  const visit = (value: CaseValue): void => {
    const { start, end } = problem.at(value.span);
    if (start > problem.span.start || end < problem.span.end) return;
    found.push(value);
    if (value.kind === 'list') value.elements.forEach(visit);
    else if (value.kind === 'struct') value.members.forEach((member) => visit(member.value));
    else if (value.kind === 'generator') value.arguments.forEach((argument) => visit(argument.value));
  };
  if (binding !== undefined) visit(binding.value);
  return found;
}

/** A list where one value has to stand: its first element. */
export const takeElement: FixProvider = ({ source, span: where }) => {
  const first = /^\[\s*([^,[\]{}]+?)\s*(?:,.*)?\]$/s.exec(source)?.[1];
  return first === undefined ? [] : [replacement(`Write ${first}`, where, first)];
};

/** `lo: 2` with its comma. */
export const removeMemberValue: FixProvider = (problem) => {
  const struct = valuesAround(problem).findLast((value) => value.kind === 'struct');
  const member =
    struct?.kind === 'struct'
      ? struct.members.find(({ name }) => problem.at(name.span).start === problem.span.start)
      : undefined;
  if (member === undefined) return [];
  const where = problem.at(span(member.name.span.start, member.value.span.end));
  return [removal(`Remove ‘${member.name.text}’`, withComma(problem.text, where))];
};

function withComma(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const before = /,\s*$/.exec(text.slice(0, start));
  if (before !== null) return span(start - before[0].length, end);
  const after = /^\s*,\s*/.exec(text.slice(end));
  return span(start, end + (after?.[0].length ?? 0));
}

/** The fields of a struct that have no value: 0 each. */
export const addMembers: FixProvider = (problem) => {
  const struct = valuesAround(problem).findLast((value) => value.kind === 'struct');
  if (struct?.kind !== 'struct') return [];
  const fields = structFields(
    problem,
    struct.members.map(({ name }) => name.text),
  );
  const missing = fields.filter((name) => struct.members.every((member) => member.name.text !== name));
  if (missing.length === 0) return [];
  const last = struct.members.at(-1);
  const at = problem.at(span(last?.value.span.end ?? struct.span.start + 1, struct.span.end)).start;
  const text = missing.map((name) => `${name}: 0`).join(', ');
  const names = missing.map((name) => `‘${name}’`).join(' and ');
  return [insertion(`Add ${names}`, at, last === undefined ? ` ${text} ` : `, ${text}`)];
};

/** The fields of the struct that has these among its own. */
function structFields({ kernelState }: Problem, given: readonly string[]): readonly string[] {
  const structs = [...(kernelState?.parts.scope.structs.values() ?? [])].map(({ type }) =>
    type.fields.map(({ name }) => name),
  );
  return structs.find((fields) => given.every((name) => fields.includes(name))) ?? [];
}

/** `{ 0, 1 }` */
export const nameMembers: FixProvider = (problem) => {
  const { text, span: where } = problem;
  const open = text.lastIndexOf('{', where.start);
  const close = text.indexOf('}', where.end);
  if (open < 0 || close < 0) return [];
  const parts = text
    .slice(open + 1, close)
    .split(',')
    .map((part) => part.trim());
  const structs = [...(problem.kernelState?.parts.scope.structs.values() ?? [])];
  const fields = structs.map(({ type }) => type.fields).find((each) => each.length === parts.length);
  if (fields === undefined) return [];
  const named = fields.map(({ name }, index) => `${name}: ${parts[index] ?? ''}`).join(', ');
  return [replacement(`Write { ${named} }`, span(open, close + 1), `{ ${named} }`)];
};

/** `[1, , 3]` */
export const removeEmptyElement: FixProvider = ({ text, span: where }) => {
  const comma = /,\s*$/.exec(text.slice(0, where.start + 1));
  if (comma !== null) return [removal('Remove the comma', span(where.start + 1 - comma[0].length, where.end))];
  const before = /,\s*$/.exec(text.slice(0, where.start));
  if (before !== null) return [removal('Remove the comma', span(where.start - before[0].length, where.end))];
  const after = /^\s*,\s*/.exec(text.slice(where.start));
  return after === null ? [] : [removal('Remove the comma', span(where.start, where.start + after[0].length))];
};

/** `[1, 2, 3]` where two parts are wanted, `0:10:2:1` where three are. */
export const dropExtraParts =
  (limit: number, separator: string): FixProvider =>
  ({ source, span: where }) => {
    const open = source.startsWith('[') ? '[' : '';
    const inner = open === '' ? source : source.slice(1, -1);
    const kept = inner
      .split(separator)
      .slice(0, limit)
      .map((part) => part.trim());
    const text = `${open}${kept.join(separator === ',' ? ', ' : separator)}${open === '' ? '' : ']'}`;
    return [replacement(`Write ${text}`, where, text)];
  };

/** `2.5` for a whole number. */
export const roundValue: FixProvider = ({ source, span: where }) => {
  const value = Number(source);
  if (source.trim() === '' || !Number.isFinite(value)) return [];
  const whole = String(Math.round(value));
  return [guess(replacement(`Write ${whole}`, where, whole))];
};

/** Names that mean a number elsewhere. */
const constants: ReadonlyMap<string, string> = new Map([
  ['pi', '3.141592653589793'],
  ['PI', '3.141592653589793'],
  ['M_PI', '3.141592653589793'],
  ['e', '2.718281828459045'],
  ['M_E', '2.718281828459045'],
  ['INFINITY', 'inf'],
  ['Infinity', 'inf'],
  ['NAN', 'nan'],
  ['NaN', 'nan'],
  ['True', 'true'],
  ['False', 'false'],
  ['None', '0'],
]);

export const writeConstant: FixProvider = ({ source, span: where }) => {
  const value = constants.get(source);
  return value === undefined ? [] : [replacement(`Write ${value}`, where, value)];
};

/** `1 / 0` */
export const writeInfinity: FixProvider = ({ source, span: where }) => {
  const dividend = /^\s*(-?)\s*([\d.]+)/.exec(source);
  if (dividend === null) return [];
  const [, sign = '', digits] = dividend;
  const value = Number(digits) === 0 ? 'nan' : `${sign}inf`;
  return [replacement(`Write ${value}`, where, value)];
};

/** `::0` */
export const stepByOne: FixProvider = (problem) => {
  const slice = bindingAt(problem)?.value;
  if (slice?.kind !== 'slice' || slice.step === undefined) return [];
  return [replacement('Step by 1', problem.at(slice.step.span), '1')];
};

/** `uniform(0, 1, len = 100)`: arguments have names for the seed alone. */
export const dropArgumentName: FixProvider = ({ text, span: where }) => {
  const equals = /\s*=\s*/y;
  equals.lastIndex = where.end;
  return equals.test(text) ? [removal('Leave the name out', span(where.start, equals.lastIndex))] : [];
};

/** A second `seed = …`, with its comma. */
export const removeNamedArgument: FixProvider = (problem) => {
  const call = valuesAround(problem).findLast((value) => value.kind === 'generator');
  const argument =
    call?.kind === 'generator'
      ? call.arguments.find(({ name }) => name && problem.at(name.span).start === problem.span.start)
      : undefined;
  return argument === undefined ? [] : [removal('Remove it', withComma(problem.text, problem.at(argument.span)))];
};

/** `uniform(1, 0)`: the ends the other way round. */
export const swapEnds: FixProvider = (problem) => {
  const call = valuesAround(problem).findLast((value) => value.kind === 'generator');
  if (call?.kind !== 'generator') return [];
  const [lo, hi] = call.arguments;
  if (lo === undefined || hi === undefined) return [];
  const low = problem.textOf(lo.span);
  const high = problem.textOf(hi.span);
  return [
    {
      title: `Write ${high}, ${low}`,
      edits: [
        { span: problem.at(lo.span), newText: high },
        { span: problem.at(hi.span), newText: low },
      ],
    },
  ];
};

/** A generator that cannot make the type: whole numbers in the same range, where they can. */
export const useIntegers: FixProvider = (problem) => {
  const call = valuesAround(problem).findLast((value) => value.kind === 'generator');
  if (call?.kind !== 'generator' || call.name.text !== 'uniform') return [];
  return [replacement('Use integers', problem.at(call.name.span), 'integers')];
};

/** Length that a vector gets whose length nothing else tells. */
const suggestedLength = 1024;

export const addLength: FixProvider = (problem) => {
  const call = valuesAround(problem).findLast((value) => value.kind === 'generator');
  if (call?.kind !== 'generator') return [];
  const last = call.arguments.findLast(({ name }) => name === undefined);
  const at = problem.at(last?.span ?? span(call.span.end - 1, call.span.end));
  const position = last === undefined ? at.start : at.end;
  return [
    insertion(
      `Add the length ${suggestedLength}`,
      position,
      last === undefined ? `${suggestedLength}` : `, ${suggestedLength}`,
    ),
  ];
};

/** `7.5 % 2`: as whole numbers. */
export const castOperands: FixProvider = (problem) => {
  const offset = problem.span.start - problem.start;
  const binary = problem.expressions().findLast((each) => each.kind === 'binary');
  if (binary?.kind !== 'binary' || binary.span.start > offset) return [];
  const edits = [binary.left, binary.right].flatMap((side) =>
    side.kind === 'float' ? [{ span: problem.at(span(side.span.start, side.span.start)), newText: '(int)' }] : [],
  );
  return edits.length === 0 ? [] : [guess({ title: 'Convert to (int)', edits })];
};

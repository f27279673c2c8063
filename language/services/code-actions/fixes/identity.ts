import type { DiagnosticCode } from '../../../diagnostics/codes';
import type { KernelState } from '../../../document/kernel-memo';
import { createChecker } from '../../../document/checker';
import { applyChanges } from '../fix';
import { newField } from '../layout';
import type { Problem } from '../problem';
import { integerRange } from '../../../types/dtypes';
import type { Type } from '../../../types/type';
import type { KernelItem } from '../../../syntax/tree';

/** The identities of the operator of a problem's kernel, the one to write first: none where none can be found. */
export function identities(problem: Problem): readonly string[] {
  const { kernelItem, kernelState, analysis } = problem;
  if (kernelItem === undefined || kernelState === undefined) return [];
  const preambles = analysis.model.items.flatMap(({ item }) => (item.kind === 'preamble' ? [item.text] : []));
  const found = identityOf(kernelItem, kernelState, preambles);
  return found === undefined ? [] : [found];
}

/** Warnings that say of a value that it is no identity, or of an operator that it has none. */
const objections: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'neutral-not-identity',
  'not-associative',
  'not-commutative',
  'ignored-operand',
  'narrowing',
]);

const known = new WeakMap<KernelState, { readonly identity: string | undefined }>();

/**
 * The identity of a kernel's operator, found as a person would prove it: the kernel is checked, operator laws included,
 * with each candidate in turn. Undefined where no candidate holds, or the operator is no lawful one.
 */
export function identityOf(item: KernelItem, state: KernelState, preambles: readonly string[]): string | undefined {
  let found = known.get(state);
  if (found === undefined) {
    found = { identity: findIdentity(item, state, preambles) };
    known.set(state, found);
  }
  return found.identity;
}

function findIdentity(item: KernelItem, { checked }: KernelState, preambles: readonly string[]): string | undefined {
  const reduce = checked.reduce.text;
  return candidatesFor(checked.accumulatorType, reduce).find((candidate) => {
    const field = item.fields.find(({ name }) => name.text === 'neutral');
    const change =
      field === undefined
        ? newField(item, 'neutral', candidate)
        : { span: field.span, newText: `neutral = ${candidate};` };
    const text = applyChanges(item.text, [change]);
    if (text === undefined) return false;
    const { diagnostics } = createChecker().check([...preambles, text].join('\n\n'));
    return diagnostics.every(({ code, severity }) => severity !== 'error' && !objections.has(code));
  });
}

/** Values worth a try, the likely ones for an operator first. */
function candidatesFor(type: Type, reduce: string): readonly string[] {
  switch (type.kind) {
    case 'arithmetic':
      switch (type.category) {
        case 'bool':
          return preferring(reduce, [
            [/&&|&/, 'true'],
            [/./, 'false'],
          ]);
        case 'integer': {
          const { min, max } = integerRange(type);
          const lowest = integerText(min);
          return preferring(reduce, [
            [/min/i, integerText(max)],
            [/max/i, lowest],
            [/&&/, '1'],
            [/&/, type.signed ? '-1' : integerText(max)],
            [/\*/, '1'],
            [/./, '0'],
            [/./, '1'],
            [/./, lowest],
            [/./, integerText(max)],
          ]);
        }
        case 'floating':
          return preferring(reduce, [
            [/min/i, 'INFINITY'],
            [/max/i, '-INFINITY'],
            [/\*/, '1'],
            [/./, '0'],
            [/./, '1'],
            [/./, '-INFINITY'],
            [/./, 'INFINITY'],
          ]);
      }
      return [];
    case 'struct':
      return structCandidates(type, reduce);
    case 'complex':
      return type.family === 'pycuda' ? ['0', '1'] : [];
    case 'vector':
    case 'pointer':
    case 'array':
    case 'void':
    case 'unknown':
      return [];
  }
}

/** Combinations of each field's own candidates are tried, up to this many. */
const structLimit = 16;

/** `Range{INFINITY, -INFINITY}`: every combination of what its fields could start from. */
function structCandidates(type: Extract<Type, { kind: 'struct' }>, reduce: string): readonly string[] {
  if (type.opaque || type.fields.length === 0) return [];
  let rows: readonly (readonly string[])[] = [[]];
  for (const field of type.fields) {
    const choices = [...new Set(candidatesFor(field.type, reduce))];
    rows = rows.flatMap((row) => choices.map((choice) => [...row, choice]));
    if (rows.length > structLimit * 8) return [];
  }
  return rows.slice(0, structLimit).map((row) => `${type.name}{${row.join(', ')}}`);
}

function preferring(reduce: string, choices: readonly (readonly [RegExp, string])[]): readonly string[] {
  const likely = choices.filter(([pattern]) => pattern.test(reduce)).map(([, text]) => text);
  return [...new Set([...likely, ...choices.map(([, text]) => text)])];
}

/** The smallest 64-bit integer has no literal of its own; the largest unsigned one needs its suffix. */
function integerText(value: bigint): string {
  if (value === -(2n ** 63n)) return '-9223372036854775807 - 1';
  return value >= 2n ** 63n ? `${value}u` : String(value);
}

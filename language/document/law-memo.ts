import type { CheckedKernelParts } from '../check/kernel';
import type { CheckedBinding, CheckedCase, Value } from '../checked';
import type { Finding } from '../diagnostics/diagnostic';
import { lawCaseOf } from '../laws/case-elements';
import { checkLaws, type LawCase } from '../laws/check-laws';
import { checkSaturation } from '../laws/saturation';

/** What was found by evaluating a kernel's operator, and the part of the cases that it was evaluated on. */
interface Known {
  readonly scalars: string;
  readonly law: Finding | undefined;
  readonly bindings: readonly (readonly CheckedBinding[])[];
  readonly found: readonly Finding[];
}

/** Remembers what was found about a kernel's operator, until the kernel or its cases change. */
export class LawMemo {
  private readonly known = new WeakMap<CheckedKernelParts, Known>();

  /** Whether `check` would answer from memory. */
  isKnown(parts: CheckedKernelParts, cases: readonly CheckedCase[]): boolean {
    const known = this.known.get(parts);
    return known !== undefined && isSameData(known, cases);
  }

  check(parts: CheckedKernelParts, cases: readonly CheckedCase[]): readonly Finding[] {
    const { kernel, types, scope } = parts;
    const known = this.known.get(parts);
    if (known !== undefined && isSameData(known, cases)) return known.found;
    const lawCases = cases.map(lawCaseOf);
    const scalars = scalarsOf(lawCases);
    const law = known?.scalars === scalars ? known.law : withOrigin(checkLaws(kernel, types, scope, lawCases), kernel);
    const saturation = checkSaturation(kernel, types, scope, cases);
    const found = [law, saturation].filter((finding) => finding !== undefined);
    this.known.set(parts, { scalars, law, bindings: cases.map(({ bindings }) => bindings), found });
    return found;
  }
}

/** The finding with the expression that its counterexample comes from. */
function withOrigin(
  law: Finding | undefined,
  { item, map, reduce }: CheckedKernelParts['kernel'],
): Finding | undefined {
  if (law === undefined) return undefined;
  const [origin, message] =
    law.code === 'neutral-not-identity'
      ? [reduce, 'The operator whose identity neutral should be.']
      : [map, 'The operands are such as this yields.'];
  return { ...law, related: [{ location: { item, span: origin.span }, message }] };
}

/** A case's bindings are the same list exactly while its text, its kernel and its data files are, and so its settings. */
function isSameData(known: Known, cases: readonly CheckedCase[]): boolean {
  return known.bindings.length === cases.length && known.bindings.every((old, at) => old === cases[at]?.bindings);
}

function scalarsOf(cases: readonly LawCase[]): string {
  return cases.map(keyOf).join('|');
}

function keyOf({ n, scalars }: LawCase): string {
  return [`${n}`, ...Array.from(scalars, ([name, value]) => `${name}=${show(value)}`)].join(',');
}

/** Text that two values share only if they are the same, in the same type. */
function show(value: Value): string {
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object') return String(value);
  if ('re' in value) return `${show(value.re)}:${show(value.im)}`;
  return `{${Array.from(value.fields, ([name, field]) => `${name}=${show(field)}`).join(',')}}`;
}

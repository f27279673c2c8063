import type { CheckedKernelParts } from '../check/kernel';
import type { CheckedCase, Value } from '../checked';
import type { Finding } from '../diagnostics/diagnostic';
import { checkLaws, type LawCase } from '../laws/check-laws';

/** Remembers what was found about a kernel's operator, until the kernel or the scalars of its cases change. */
export class LawMemo {
  private readonly known = new WeakMap<CheckedKernelParts, { readonly key: string; readonly finding?: Finding }>();

  check(parts: CheckedKernelParts, cases: readonly CheckedCase[]): Finding | undefined {
    const lawCases = cases.map(lawCaseOf);
    const key = lawCases.map(keyOf).join('|');
    const known = this.known.get(parts);
    if (known?.key === key) return known.finding;
    const finding = checkLaws(parts.kernel, parts.types, parts.scope, lawCases);
    this.known.set(parts, { key, ...(finding && { finding }) });
    return finding;
  }
}

function lawCaseOf({ settings, bindings }: CheckedCase): LawCase {
  const scalars = new Map<string, Value>();
  for (const { argument, source } of bindings) {
    if (source.kind === 'scalar') scalars.set(argument.name, source.value);
  }
  return { scalars, ...(settings.n !== undefined && { n: settings.n }) };
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

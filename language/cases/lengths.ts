import type { CheckedKernel, KernelArgument, VectorSource } from '../checked';
import { walkExpression } from '../cpp/walk';
import type { Expression } from '../cpp/tree';
import type { Findings } from '../diagnostics/diagnostic';
import type { CaseItem } from '../syntax/tree';
import type { Span } from '../text/span';
import { generators, isGeneratorName } from './generators';

/** A vector argument with where its elements come from. */
export interface BoundVector {
  readonly argument: KernelArgument;
  readonly source: VectorSource;
  /** The binding's value, counted from the case item. */
  readonly span: Span;
}

export interface Lengths {
  /** Undefined where no vector and no setting fixes it. */
  readonly n?: number;
  /** The sources in the order they came in, with the length `n` where they had none of their own. */
  readonly sources: readonly VectorSource[];
}

/**
 * Settles how many elements a case has. With `n` set, each vector that the map reads at plain `[i]` must have that many;
 * without, those of known length must agree, and give `n`. Generators without a length make `n`. A vector that is read
 * only through another index needs a length of its own.
 */
export function settleLengths(
  vectors: readonly BoundVector[],
  setting: { readonly n: number; readonly span: Span } | undefined,
  kernel: CheckedKernel,
  item: CaseItem,
  findings: Findings,
): Lengths {
  const plain = vectors.filter((vector) => isReadPlainly(vector.argument, kernel.map.expression));
  for (const vector of vectors) {
    const { argument, source, span } = vector;
    if (argument.access !== 'indexed' || source.length !== undefined || plain.includes(vector)) continue;
    findings.report('length-needed', span, { name: argument.name, signature: signatureOf(source) });
  }
  const n = setting === undefined ? agreedLength(plain, item, findings) : setting.n;
  if (setting !== undefined) {
    for (const { argument, source, span } of plain) {
      if (source.length === undefined || source.length >= setting.n) continue;
      const details = { name: argument.name, length: source.length, n: setting.n };
      const related = [{ location: { item, span: setting.span }, message: `‘n’ is ${setting.n}` }];
      findings.report('vector-too-short', span, details, { related });
    }
  }
  return { n, sources: vectors.map(({ source }) => withLength(source, n)) };
}

function agreedLength(plain: readonly BoundVector[], item: CaseItem, findings: Findings): number | undefined {
  const known = plain.filter(({ source }) => source.length !== undefined);
  const common = known[0]?.source.length;
  if (known.every(({ source }) => source.length === common)) return common;
  // In the order of the text, so that the report stands on the later one.
  known.sort((one, other) => one.span.start - other.span.start);
  const [first] = known;
  const length = first?.source.length;
  if (first === undefined || length === undefined) return undefined;
  const other = known.find(({ source }) => source.length !== length);
  if (other?.source.length !== undefined) {
    const details = {
      name: other.argument.name,
      length: other.source.length,
      other: first.argument.name,
      otherLength: length,
    };
    const message = `‘${first.argument.name}’ has ${length} ${length === 1 ? 'element' : 'elements'}`;
    findings.report('lengths-disagree', other.span, details, {
      related: [{ location: { item, span: first.span }, message }],
    });
  }
  return length;
}

/** Whether the map reads the vector as plain `name[i]`, in whatever other ways it reads it besides. */
export function isReadPlainly(argument: KernelArgument, map: Expression): boolean {
  if (argument.access !== 'indexed') return argument.access === 'element';
  let plain = false;
  walkExpression(map, (expression) => {
    if (expression.kind !== 'index') return;
    plain ||= isName(expression.object, argument.name) && isName(expression.index, 'i');
  });
  return plain;
}

function isName(expression: Expression, name: string): boolean {
  const inner = expression.kind === 'parenthesized' ? expression.inner : expression;
  return inner.kind === 'name' && inner.name === name;
}

function withLength(source: VectorSource, n: number | undefined): VectorSource {
  return source.length === undefined && n !== undefined ? { ...source, length: n } : source;
}

/** How to write the source with a length. */
function signatureOf(source: VectorSource): string {
  const { kind } = source;
  return isGeneratorName(kind) ? generators[kind].signature : generators.full.signature;
}

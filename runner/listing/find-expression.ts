import type { CheckedKernel, Span } from '../../language';
import type { Expression } from '../../language/cpp/tree';
import { childExpressions, walkExpression } from '../../language/cpp/walk';
import { expressionsOf } from './located-source';
import type { Operation, Place } from './operation';

/** The texts that instructions come from. */
export interface Origins {
  readonly kernel: CheckedKernel;
  /** Lines of the generated text. */
  readonly generated: readonly string[];
  /** What lines of it compute in the place of an expression, as offsets in the kernel. */
  readonly standIns: ReadonlyMap<number, Span>;
  /** The zero-based line of an offset of the document. */
  readonly lineOf: (offset: number) => number;
}

/**
 * The sub-expressions that an instruction belongs to, as offsets of the document; none where it is our own code's.
 *
 * The compiler gives places to calls and subscripts; the arithmetic between them carries the place of the operand before
 * it. So arithmetic belongs to the smallest expression around its place that has such an operation.
 * A load of ours is of the vector that its generated line, or the line that it was inlined at, names; of any that is
 * loaded ahead where the lines name several or none.
 */
export function expressionsOfInstruction(
  { kernel, generated, standIns, lineOf }: Origins,
  operation: Operation,
  place: Place,
): Span[] {
  switch (place.in) {
    case 'expression':
      return atOffset(kernel, operation, place.offset);
    case 'document':
      return onLine(kernel, place.line, lineOf);
    case 'generated': {
      const [own = -1] = place.lines;
      const instead = standIns.get(own);
      if (instead !== undefined && operation.kind === 'arithmetic')
        return [{ start: kernel.start + instead.start, end: kernel.start + instead.end }];
      return operation.kind === 'load' && operation.space === 'global' && !operation.coherent
        ? readsOf(
            kernel,
            vectorsNamed(
              kernel,
              place.lines.map((line) => generated[line] ?? ''),
            ),
          )
        : [];
    }
  }
}

/** Every expression that has a part on a line: where only the line is known, it may be any of them. */
function onLine(kernel: CheckedKernel, line: number, lineOf: Origins['lineOf']): Span[] {
  return expressionsOf(kernel)
    .map(({ span }) => ({ start: kernel.start + span.start, end: kernel.start + span.end }))
    .filter(({ start, end }) => start < end && lineOf(start) <= line && line <= lineOf(end));
}

function atOffset(kernel: CheckedKernel, operation: Operation, offset: number): Span[] {
  const at = offset - kernel.start;
  const root = expressionsOf(kernel).find(({ span }) => span.start <= at && at < span.end);
  if (root === undefined) return [];
  const found = pathTo(root.expression, at).filter((node) => performs(node, operation));
  const { start, end } = (found.at(-1) ?? root).span;
  return [{ start: kernel.start + start, end: kernel.start + end }];
}

/** The expressions that hold an offset, the widest first. */
function pathTo(root: Expression, offset: number): Expression[] {
  const path: Expression[] = [];
  for (let next: Expression | undefined = root; next !== undefined;) {
    path.push(next);
    next = childExpressions(next).find(({ span }) => span.start <= offset && offset < span.end);
  }
  return path;
}

/** Whether an expression itself, without its operands, can have become such an instruction. */
function performs(node: Expression, operation: Operation): boolean {
  if (node.kind === 'call') return true;
  if (operation.kind === 'load') return node.kind === 'index' || node.kind === 'member' || isUnary(node, '*');
  if (operation.kind === 'convert')
    return node.kind === 'cast' || node.kind === 'binary' || node.kind === 'conditional';
  if (operation.kind !== 'arithmetic') return isOperation(node);
  switch (operation.does) {
    case 'add':
      return isBinary(node, '+', '-') || isUnary(node, '-', '++', '--') || node.kind === 'index';
    case 'multiply':
      return isBinary(node, '*', '/');
    case 'fma':
      return isBinary(node, '+', '-', '*', '/') || node.kind === 'index';
    case 'compare':
      return (
        isBinary(node, '<', '<=', '>', '>=', '==', '!=', '&&', '||') ||
        isUnary(node, '!') ||
        node.kind === 'conditional'
      );
    case 'other':
      return isOperation(node);
  }
}

function isBinary(node: Expression, ...operators: readonly string[]): boolean {
  return node.kind === 'binary' && operators.includes(node.operator);
}

function isUnary(node: Expression, ...operators: readonly string[]): boolean {
  return node.kind === 'unary' && operators.includes(node.operator);
}

function isOperation({ kind }: Expression): boolean {
  return ['unary', 'postfix', 'binary', 'conditional', 'index', 'member', 'cast', 'call', 'brace'].includes(kind);
}

/** The vectors that lines of generated text name; all that the map reads at the index itself where that is not one. */
function vectorsNamed(kernel: CheckedKernel, lines: readonly string[]): ReadonlySet<string> {
  const candidates = kernel.arguments.filter(({ access }) => access === 'element').map(({ name }) => name);
  // From the outermost line that it was inlined at: inner ones are of functions, whose own names may be those of vectors.
  for (const line of lines.toReversed()) {
    const words = new Set(line.match(/[A-Za-z_$]\w*/g));
    const named = candidates.filter((name) => words.has(name));
    if (named.length === 1) return new Set(named);
  }
  return new Set(candidates);
}

/** Where the map reads vectors. */
function readsOf(kernel: CheckedKernel, vectors: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  walkExpression(kernel.map.expression, (node) => {
    if (node.kind === 'index' && node.object.kind === 'name' && vectors.has(node.object.name)) {
      spans.push({ start: kernel.start + node.span.start, end: kernel.start + node.span.end });
    }
  });
  return spans;
}

import type { Expression } from '../../cpp/tree';
import { walkExpression } from '../../cpp/walk';
import type { CaseValue } from '../../syntax/tree';

/** What the tree says about the tokens of values, by their offset in the item. */
export class ValueMarks {
  /** Binary operators, which have blanks around them. */
  readonly operators = new Set<number>();
  /** The second half of `>>`, which is two tokens because template arguments may end there. */
  readonly joined = new Set<number>();
  /** Colons of slices, which have none. */
  readonly sliceColons = new Set<number>();
  /** Colons behind the name of a struct's member. */
  readonly memberColons = new Set<number>();
  /** `{` and `}` of struct values, which have blanks inside. */
  readonly structBraces = new Set<number>();

  constructor(private readonly text: string) {}

  expression(root: Expression): void {
    walkExpression(root, (expression) => {
      switch (expression.kind) {
        case 'binary':
        case 'assignment':
          this.operator(expression.operator, expression.operatorSpan.start);
          return;
        case 'conditional':
          this.add(this.operators, '?', expression.condition.span.end, expression.whenTrue.span.start);
          this.add(this.operators, ':', expression.whenTrue.span.end, expression.whenFalse.span.start);
          return;
        default:
          return;
      }
    });
  }

  private operator(operator: string, start: number): void {
    this.operators.add(start);
    if (!operator.startsWith('>>')) return;
    this.operators.add(start + 1);
    this.joined.add(start + 1);
  }

  value(value: CaseValue): void {
    switch (value.kind) {
      case 'constant':
        this.expression(value.expression);
        return;
      case 'list':
        value.elements.forEach((element) => this.value(element));
        return;
      case 'struct':
        this.structBraces.add(value.span.start).add(value.span.end - 1);
        for (const { name, value: member } of value.members) {
          this.add(this.memberColons, ':', name.span.end, member.span.start + 1);
          this.value(member);
        }
        return;
      case 'generator':
        for (const argument of value.arguments) {
          if (argument.name) this.add(this.operators, '=', argument.name.span.end, argument.value.span.start + 1);
          this.value(argument.value);
        }
        return;
      case 'slice': {
        const parts = [value.start, value.stop, value.step].flatMap((part) => (part ? [part] : []));
        const inPart = (at: number): boolean => parts.some(({ span }) => span.start <= at && at < span.end);
        for (let at = value.span.start; at < value.span.end; at++) {
          if (this.text[at] === ':' && !inPart(at)) this.sliceColons.add(at);
        }
        for (const part of parts) this.expression(part);
        return;
      }
      case 'string':
      case 'missing':
        return;
    }
  }

  /** Between two nodes stand a mark and comments; the mark is found outside of those. */
  private add(marks: Set<number>, mark: string, from: number, to: number): void {
    const between = this.text
      .slice(from, to)
      .replace(/\/\/[^\r\n]*|\/\*[^]*?\*\//g, (comment) => ' '.repeat(comment.length));
    const index = between.indexOf(mark);
    if (index !== -1) marks.add(from + index);
  }
}

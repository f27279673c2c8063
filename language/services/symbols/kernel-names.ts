import { accuracies } from '../../check/accuracy';
import type { CheckedKernelParts } from '../../check/kernel';
import type { KernelExpression } from '../../checked';
import { isKernelField, type KernelFieldName } from '../../syntax/fields';
import type { Field, KernelItem } from '../../syntax/tree';
import { slice, type Span } from '../../text/span';
import { arithmetic } from '../../types/builtin';
import { dtypeType } from '../../types/dtypes';
import type { OccurrenceCollector } from './collector';
import { collectExpression, type ExpressionContext, type NameLookup } from './expression-names';
import { collectKeyword } from './keywords';
import { collectPreamble } from './preamble-names';
import type { ReduceSymbol } from './symbol';
import { collectWords } from './words';
import { globalSymbol } from './global-names';

/** Collects the names of a kernel: its head, fields, arguments, expressions and own preambles. */
export function collectKernel(collector: OccurrenceCollector, item: KernelItem, parts: CheckedKernelParts): void {
  new KernelNames(collector, item, parts).collect();
}

class KernelNames {
  private readonly context: ExpressionContext;

  constructor(
    private readonly collector: OccurrenceCollector,
    private readonly item: KernelItem,
    private readonly parts: CheckedKernelParts,
  ) {
    this.context = { collector, types: parts.types, scope: parts.scope };
  }

  collect(): void {
    const { item, collector, parts } = this;
    collectKeyword(collector, 'kernel', item.name.span.start);
    collector.declare(item.name.span, { kind: 'kernel', item });
    for (const preamble of parts.declarations) collectPreamble(this.context, preamble);
    const read = new Set<string>();
    for (const field of item.fields) {
      const { text: name, span } = field.name;
      if (!isKernelField(name) || slice(item.text, span) !== name) continue;
      collector.use(span, { kind: 'field', name });
      // Of a repeated field only the first has a meaning.
      if (!read.has(name)) this.fieldValue(name, field);
      read.add(name);
    }
  }

  private fieldValue(name: KernelFieldName, field: Field): void {
    const { kernel, scope } = this.parts;
    switch (name) {
      case 'dtype_out':
      case 'reduce_type': {
        const symbol = this.dtypeSymbol(slice(this.item.text, field.value));
        if (symbol !== undefined) this.collector.use(field.value, symbol);
        return;
      }
      case 'accuracy': {
        const accuracy = accuracies.find((each) => each === slice(this.item.text, field.value));
        if (accuracy !== undefined) this.collector.use(field.value, { kind: 'accuracy', name: accuracy });
        return;
      }
      case 'arguments':
        for (const argument of kernel.arguments) {
          this.collector.declare(argument.nameSpan, { kind: 'argument', item: this.item, argument });
        }
        collectWords(this.collector, scope, field.value);
        return;
      case 'map_expr':
        this.expression(name, kernel.map, field.value);
        return;
      case 'reduce_expr':
        this.expression(name, kernel.reduce, field.value);
        return;
      case 'neutral':
        if (kernel.neutral) this.expression(name, kernel.neutral, field.value);
        return;
      case 'post_map_expr':
        if (kernel.postMap) this.expression(name, kernel.postMap, field.value);
        return;
      case 'deterministic':
      case 'options':
        return;
    }
  }

  private dtypeSymbol(name: string): ReduceSymbol | undefined {
    const type = dtypeType(name);
    if (type !== undefined) return { kind: 'dtype', name, type };
    const symbol = globalSymbol(this.parts.scope, name);
    return symbol?.kind === 'struct' || symbol?.kind === 'alias' ? symbol : undefined;
  }

  private expression(field: KernelFieldName, { expression }: KernelExpression, value: Span): void {
    collectExpression(this.context, expression, kernelNames(this.item, this.parts, field));
    collectWords(this.collector, this.parts.scope, value);
  }
}

/** What the names of an expression of a kernel stand for, before those of preambles and CUDA. */
export function kernelNames(item: KernelItem, { kernel }: CheckedKernelParts, field: KernelFieldName): NameLookup {
  const operands = field === 'reduce_expr' ? ['a', 'b'] : field === 'post_map_expr' ? ['a'] : [];
  const isMap = field === 'map_expr';
  return (name) => {
    if (operands.includes(name)) return { kind: 'operand', name, type: kernel.accumulatorType };
    if (name === 'n') return { kind: 'count', name, type: arithmetic['long long'] };
    if (name === 'i' && isMap) return { kind: 'index', name, type: arithmetic['long long'] };
    // One that cannot be read here is meant all the same, and reported.
    const argument = kernel.arguments.find((each) => each.name === name);
    return argument && { kind: 'argument', item, argument };
  };
}

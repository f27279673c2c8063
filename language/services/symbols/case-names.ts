import { constantNames } from '../../cases/constant';
import { isGeneratorName } from '../../cases/generators';
import { isSettingName, reservedSettingNames } from '../../cases/settings';
import type { CheckedKernelParts } from '../../check/kernel';
import type { Expression } from '../../cpp/tree';
import { walkExpression } from '../../cpp/walk';
import type { Binding, CaseItem, CaseValue, KernelItem } from '../../syntax/tree';
import { unknownType } from '../../types/builtin';
import type { Type } from '../../types/type';
import type { OccurrenceCollector } from './collector';
import { memberSymbol } from './expression-names';
import { collectKeyword } from './keywords';

/** The kernel that a case is of. */
export interface CaseKernel {
  readonly item: KernelItem;
  readonly parts: CheckedKernelParts;
}

/** Collects the names of a case: its head, bindings and values. */
export function collectCase(collector: OccurrenceCollector, item: CaseItem, of: CaseKernel | undefined): void {
  collectKeyword(collector, 'case', item.name.span.start);
  collector.declare(item.name.span, { kind: 'case', item });
  if (item.kernel.text !== '') collectKeyword(collector, 'of', item.kernel.span.start);
  if (of !== undefined) collector.use(item.kernel.span, { kind: 'kernel', item: of.item });
  for (const binding of item.bindings) collectBinding(collector, binding, of);
}

function collectBinding(collector: OccurrenceCollector, binding: Binding, of: CaseKernel | undefined): void {
  const { text: name, span } = binding.name;
  const argument = of?.parts.kernel.arguments.find((each) => each.name === name);
  let type: Type = unknownType;
  if (isSettingName(name) || reservedSettingNames.some((reserved) => reserved === name)) {
    collector.use(span, { kind: 'setting', name });
    if (name === 'expect' && of !== undefined) type = of.parts.kernel.resultType;
  } else if (of !== undefined && argument !== undefined) {
    collector.use(span, { kind: 'argument', item: of.item, argument });
    ({ type } = argument);
  }
  collectValue(collector, binding.value, type, of);
}

function collectValue(collector: OccurrenceCollector, value: CaseValue, type: Type, of: CaseKernel | undefined): void {
  switch (value.kind) {
    case 'constant':
      collectConstant(collector, value.expression);
      return;
    case 'list':
      for (const element of value.elements) collectValue(collector, element, type, of);
      return;
    case 'struct':
      for (const { name, value: member } of value.members) {
        const symbol = of && memberSymbol(of.parts.scope, type, name.text);
        if (symbol !== undefined) collector.use(name.span, symbol);
        const field = type.kind === 'struct' ? type.fields.find((each) => each.name === name.text) : undefined;
        collectValue(collector, member, field?.type ?? unknownType, of);
      }
      return;
    case 'generator': {
      const { name } = value;
      if (isGeneratorName(name.text)) collector.use(name.span, { kind: 'generator', name: name.text });
      for (const argument of value.arguments) {
        if (argument.name) {
          collector.use(argument.name.span, { kind: 'generator-parameter', name: argument.name.text });
        }
        collectValue(collector, argument.value, type, of);
      }
      return;
    }
    case 'slice':
      for (const part of [value.start, value.stop, value.step]) if (part) collectConstant(collector, part);
      return;
    case 'string':
    case 'missing':
      return;
  }
}

const names: ReadonlySet<string> = new Set([...constantNames, 'NAN', 'INFINITY']);

function collectConstant(collector: OccurrenceCollector, root: Expression): void {
  walkExpression(root, (expression) => {
    if (expression.kind === 'name' && names.has(expression.name)) {
      collector.use(expression.span, { kind: 'case-constant', name: expression.name });
    }
  });
}

import type { ScalarSource, Value, VectorSource } from '../checked';
import type { Fix } from '../diagnostics/diagnostic';
import type { Binding, CaseItem, CaseValue } from '../syntax/tree';
import { slice } from '../text/span';
import { evaluateConstant } from './constant';
import { typeLabel } from './fit';
import { generatedSource } from './generated-source';
import type { GeneratorContext } from './generator-call';
import { describeForm, evaluateValue } from './values';

export interface BindingContext extends GeneratorContext {
  readonly item: CaseItem;
}

/** What a binding gives its argument. Undefined where it is wrong, which has then been reported. */
export function bindArgument(binding: Binding, context: BindingContext): ScalarSource | VectorSource | undefined {
  const { value } = binding;
  if (value.kind === 'missing') return undefined;
  return context.argument.role === 'scalar' ? bindScalar(value, context) : bindVector(value, context);
}

function bindScalar(value: CaseValue, context: BindingContext): ScalarSource | undefined {
  const { argument, findings } = context;
  const isList = value.kind === 'list' && argument.type.kind === 'arithmetic';
  if (isList || value.kind === 'generator' || value.kind === 'slice' || value.kind === 'string') {
    const details = { name: argument.name, type: typeLabel(argument.type), given: describeForm(value) };
    findings.report('scalar-expected', value.span, details);
    return undefined;
  }
  const scalar = evaluateValue(value, argument.type, { name: argument.name, findings });
  return scalar === undefined ? undefined : { kind: 'scalar', value: scalar };
}

function bindVector(value: CaseValue, context: BindingContext): VectorSource | undefined {
  switch (value.kind) {
    case 'list':
      return bindList(value.elements, context);
    case 'generator':
      return generatedSource(value, context);
    case 'constant':
    case 'struct':
      return rejectVector(value, context, `full(${slice(context.item.text, value.span)})`);
    case 'string':
      return rejectVector(value, context, `file(${slice(context.item.text, value.span)})`);
    case 'slice':
      return rejectVector(value, context, undefined);
    case 'missing':
      return undefined;
  }
}

function bindList(elements: readonly CaseValue[], context: BindingContext): VectorSource | undefined {
  const { argument, findings } = context;
  const values: Value[] = [];
  for (const element of elements) {
    const value = evaluateValue(element, argument.type, { name: argument.name, findings });
    if (value !== undefined) values.push(value);
  }
  return values.length === elements.length ? { kind: 'values', values, length: values.length } : undefined;
}

function rejectVector(value: CaseValue, context: BindingContext, instead: string | undefined): undefined {
  const { argument, findings } = context;
  // Where it is no constant either (`2 * arange(5)`), that is the mistake.
  if (value.kind === 'constant' && evaluateConstant(value.expression, findings) === undefined) return;
  const fixes: Fix[] =
    instead === undefined ? [] : [{ title: `Write ${instead}`, edits: [{ span: value.span, newText: instead }] }];
  const details = { name: argument.name, given: describeForm(value), instead };
  findings.report('vector-expected', value.span, details, { fixes });
}

import type { StructValue, Value } from '../checked';
import type { Findings } from '../diagnostics/diagnostic';
import { partsOf } from '../evaluate/value';
import type { CaseValue } from '../syntax/tree';
import type { Span } from '../text/span';
import { suggest } from '../text/suggest';
import type { Type } from '../types/type';
import { evaluateConstant } from './constant';
import { fitValue, structForm, typeLabel } from './fit';
import { formatValue } from './format';
import { isGeneratorName } from './generators';

/** What a value is for, as messages name it, and where mistakes in it are reported. */
export interface ValueContext {
  /** The binding's name. */
  readonly name: string;
  readonly findings: Findings;
}

/**
 * Evaluates a value of a case as one value of a type: a constant, `[re, im]`, the parts of a CUDA vector as a list or by
 * name, the fields of a struct. Undefined where it is none: that has then been reported.
 */
export function evaluateValue(value: CaseValue, type: Type, context: ValueContext): Value | undefined {
  switch (value.kind) {
    case 'constant': {
      const constant = evaluateConstant(value.expression, context.findings);
      if (constant === undefined) return undefined;
      const fitted = fitValue(constant, type);
      if ('value' in fitted) return fitted.value;
      const details = { value: formatValue(constant), name: context.name, problem: fitted.problem };
      context.findings.report('value-does-not-fit', value.span, details);
      return undefined;
    }
    case 'list':
      return evaluateList(value.elements, value.span, type, context);
    case 'struct':
      return evaluateStruct(value, type, context);
    case 'string':
    case 'generator':
    case 'slice':
      return wrongForm(value, type, context);
    case 'missing':
      return undefined;
  }
}

/** What a value looks like, for messages. */
export function describeForm(value: CaseValue): string {
  switch (value.kind) {
    case 'constant':
      return 'a number';
    case 'list':
      return 'a list';
    case 'struct':
      return 'a struct';
    case 'string':
      return 'a string';
    case 'generator':
      return isGeneratorName(value.name.text) ? 'a generator' : 'a function call';
    case 'slice':
      return 'a slice';
    case 'missing':
      return 'nothing';
  }
}

function evaluateList(
  elements: readonly CaseValue[],
  span: Span,
  type: Type,
  context: ValueContext,
): Value | undefined {
  const parts = type.kind === 'struct' ? undefined : partsOf(type);
  if (parts === undefined) return wrongForm({ kind: 'list', span, elements }, type, context);
  if (elements.length !== parts.length) {
    const details = { type: typeLabel(type), expected: parts.length, given: elements.length, form: writtenForm(type) };
    context.findings.report('wrong-value-count', span, details);
    return undefined;
  }
  const values = elements.map((element, index) => evaluateValue(element, parts[index]?.type ?? type, context));
  return compose(type, new Map(parts.map((part, index) => [part.name, values[index]])));
}

function evaluateStruct(
  value: Extract<CaseValue, { kind: 'struct' }>,
  type: Type,
  context: ValueContext,
): Value | undefined {
  const parts = type.kind === 'struct' || type.kind === 'vector' ? partsOf(type) : undefined;
  if (parts === undefined) return wrongForm(value, type, context);
  const { findings } = context;
  const struct = typeLabel(type);
  const given = new Map<string, Value | undefined>();
  let sound = true;
  for (const { name, value: memberValue } of value.members) {
    const part = parts.find((candidate) => candidate.name === name.text);
    if (part === undefined) {
      const fields = parts.map((each) => each.name);
      const suggestion = suggest(name.text, fields);
      findings.report('unknown-value-field', name.span, { name: name.text, struct, fields, suggestion });
      sound = false;
    } else if (given.has(name.text)) {
      findings.report('repeated-value-field', name.span, { name: name.text });
      sound = false;
    } else {
      given.set(name.text, evaluateValue(memberValue, part.type, context));
    }
  }
  const missing = parts.filter((part) => !given.has(part.name)).map((part) => part.name);
  // A mistyped field is missing under its right name: one mistake, one report.
  if (missing.length > 0 && sound) findings.report('missing-value-field', value.span, { names: missing, struct });
  if (missing.length > 0 || !sound) return undefined;
  return compose(type, new Map(parts.map((part) => [part.name, given.get(part.name)])));
}

/** The value from its parts; undefined where one of them is. */
function compose(type: Type, parts: ReadonlyMap<string, Value | undefined>): Value | undefined {
  const fields = new Map<string, Value>();
  for (const [name, part] of parts) {
    if (part === undefined) return undefined;
    fields.set(name, part);
  }
  if (type.kind !== 'complex') return { fields } satisfies StructValue;
  return { re: Number(fields.get('re')), im: Number(fields.get('im')) };
}

function wrongForm(value: CaseValue, type: Type, context: ValueContext): undefined {
  const opaque = type.kind === 'struct' && type.opaque ? fitValue(0n, type) : undefined;
  if (opaque !== undefined && 'problem' in opaque) {
    const details = { value: 'This', name: context.name, problem: opaque.problem };
    context.findings.report('value-does-not-fit', value.span, details);
    return;
  }
  const expected = writtenForm(type);
  context.findings.report('wrong-value-form', value.span, { name: context.name, expected, given: describeForm(value) });
}

function writtenForm(type: Type): string {
  switch (type.kind) {
    case 'arithmetic':
      return `one ${typeLabel(type)}`;
    case 'complex':
      return 'a number or [re, im]';
    case 'vector':
      return `[${['x', 'y', 'z', 'w'].slice(0, type.lanes).join(', ')}]`;
    case 'array':
      return `a list of ${type.length} values`;
    case 'struct':
      return structForm(type.fields.map((field) => field.name));
    case 'pointer':
    case 'void':
    case 'unknown':
      return 'a constant';
  }
}

import type { KernelArgument } from '../checked';
import { parseArguments } from '../cpp/parse-arguments';
import { printBaseType } from '../cpp/print';
import type { Findings } from '../diagnostics/diagnostic';
import { caseSettings } from '../syntax/fields';
import type { ArgumentDeclaration, Field, KernelItem } from '../syntax/tree';
import { unknownType } from '../types/builtin';
import { resolveBase, suggestType } from '../types/resolve';
import type { Type } from '../types/type';
import { isTypeName } from './preamble';
import { withoutQuotes } from './quoted-value';
import type { PreambleScope } from './typed';

/** An argument before it is known how the map reads it. */
export type DeclaredArgument = Omit<KernelArgument, 'access'>;

const reserved: ReadonlyMap<string, string> = new Map([
  ...caseSettings.map((name) => [name, 'a setting of cases'] as const),
  ['n', 'the number of elements'],
  ['i', 'the index of the element in map_expr'],
]);

/** Reads the `arguments` field. Repeated and unnamed arguments are reported and left out. */
export function readArguments(
  item: KernelItem,
  field: Field | undefined,
  scope: PreambleScope,
  findings: Findings,
): readonly DeclaredArgument[] {
  if (field === undefined) return [];
  const context = { isTypeName: (name: string) => isTypeName(scope, name), findings };
  const declared = new Map<string, DeclaredArgument>();
  const value = withoutQuotes(item.text, field.value, 'arguments', findings);
  for (const declaration of parseArguments(item.text, value, context)) {
    const { name } = declaration;
    if (name.text === '') continue;
    const first = declared.get(name.text);
    if (first !== undefined) {
      const related = [{ location: { item, span: first.nameSpan }, message: `The first ‘${name.text}’` }];
      findings.report('repeated-argument', name.span, { name: name.text }, { related });
      continue;
    }
    const meaning = reserved.get(name.text);
    if (meaning !== undefined) findings.report('reserved-argument', name.span, { name: name.text, meaning });
    declared.set(name.text, describeArgument(declaration, scope, findings));
  }
  const list = [...declared.values()];
  for (const argument of list) reportHidden(argument, findings);
  return list;
}

function describeArgument(
  declaration: ArgumentDeclaration,
  scope: PreambleScope,
  findings: Findings,
): DeclaredArgument {
  const { name, role, isConst, span } = declaration;
  const spelling = printBaseType(declaration.type);
  const type = elementType(declaration, spelling, scope, findings);
  return { name: name.text, role, type, spelling, isConst, span, nameSpan: name.span };
}

function elementType(
  { type: name }: ArgumentDeclaration,
  spelling: string,
  scope: PreambleScope,
  findings: Findings,
): Type {
  if (name.name === '') return unknownType;
  const type = resolveBase(name, scope);
  if (type === undefined) {
    const suggestion = suggestType(name.name, scope);
    const edits = [{ span: name.nameSpan, newText: suggestion ?? '' }];
    const fixes = suggestion === undefined ? [] : [{ title: `Change to ‘${suggestion}’`, edits }];
    const details = { name: spelling, ...(suggestion === undefined ? {} : { suggestion }) };
    findings.report('unknown-type', name.nameSpan, details, { fixes });
    return unknownType;
  }
  if (type.kind === 'struct' && type.opaque) findings.report('opaque-type', name.nameSpan, { type: spelling });
  const hasLayout = type.kind !== 'unknown' && type.kind !== 'void' && type.kind !== 'pointer';
  if (!hasLayout) findings.report('unsupported-argument-type', name.nameSpan, { type: spelling });
  return type;
}

function reportHidden(argument: DeclaredArgument, findings: Findings): void {
  const { name, role, nameSpan } = argument;
  if (role !== 'scalar' || (name !== 'a' && name !== 'b')) return;
  findings.report('operand-hides-argument', nameSpan, { name });
}

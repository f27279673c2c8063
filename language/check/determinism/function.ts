import type { FunctionDeclaration } from '../../cpp/tree';
import type { Object } from './objection';
import type { Vouching } from './vouching';

/** Looks at all that a call of a function computes: its body, the values of its members and of parameters left out. */
export function vouchForFunction(declaration: FunctionDeclaration, vouching: Vouching, object: Object): void {
  const { opaque, body, parameters, memberInitializers, name, nameSpan } = declaration;
  if (opaque || body === undefined) object({ kind: 'unknown', span: nameSpan, text: name });
  for (const { defaultValue } of parameters) if (defaultValue) vouching.expression(defaultValue);
  for (const { arguments: values } of memberInitializers) {
    for (const value of values) vouching.expression(value);
  }
  if (body !== undefined && !opaque) vouching.statement(body);
}

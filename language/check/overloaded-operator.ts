import type { Expression } from '../cpp/tree';
import { unknownType } from '../types/builtin';
import { chooseOverload } from '../types/conversions';
import type { Type } from '../types/type';
import { declaredCandidate, type FunctionCandidate } from './candidates';
import { rankWithStructs } from './convert';
import type { Typing } from './typing';

/**
 * The result of an operator that a preamble overloads for these operands. Unknown where one may exist that could not be
 * read; undefined where there is none, so that the built-in meaning holds.
 */
export function overloadedOperator(
  typing: Typing,
  expression: Expression,
  operator: string,
  operands: readonly Type[],
): Type | undefined {
  if (operands.some((type) => type.kind === 'struct' && type.opaque)) return unknownType;
  const isClass = operands.some((type) => ['struct', 'vector', 'complex'].includes(type.kind));
  if (!isClass) return undefined;
  const name = `operator${operator}`;
  return member(typing, expression, name, operands) ?? free(typing, expression, name, operands);
}

function member(typing: Typing, expression: Expression, name: string, operands: readonly Type[]): Type | undefined {
  const [object, ...rest] = operands;
  if (object?.kind !== 'struct') return undefined;
  const methods = typing.preamble.structs.get(object.name)?.declaration.methods ?? [];
  const found = choose(
    typing,
    methods.filter((method) => method.name === name),
    rest,
  );
  if (found === undefined || found === 'unknown') return found && unknownType;
  if (found.source.kind !== 'declaration') return undefined;
  const parameters = found.parameters.map((parameter) => parameter.type);
  const { declaration } = found.source;
  typing.types.setCallee(expression, { kind: 'method', struct: object, declaration, parameters, result: found.result });
  return found.result;
}

function free(typing: Typing, expression: Expression, name: string, operands: readonly Type[]): Type | undefined {
  const found = choose(typing, typing.preamble.functions.get(name) ?? [], operands);
  if (found === undefined) {
    const mayExist = !typing.preamble.complete || typing.preamble.opaqueNames.has(name);
    return mayExist && operands.some((type) => type.kind === 'struct' || type.kind === 'vector')
      ? unknownType
      : undefined;
  }
  if (found === 'unknown') return unknownType;
  if (found.source.kind !== 'declaration') return undefined;
  const parameters = found.parameters.map((parameter) => parameter.type);
  const { declaration } = found.source;
  typing.types.setCallee(expression, { kind: 'preamble', declaration, parameters, result: found.result });
  return found.result;
}

function choose(
  typing: Typing,
  declarations: readonly Parameters<typeof declaredCandidate>[1][],
  operands: readonly Type[],
): FunctionCandidate | 'unknown' | undefined {
  if (declarations.length === 0) return undefined;
  const candidates = declarations.map((declaration) => declaredCandidate(typing, declaration));
  if (candidates.includes(undefined)) return 'unknown';
  const known = candidates.filter((candidate) => candidate !== undefined);
  const choice = chooseOverload(known, operands, rankWithStructs(typing));
  return choice.kind === 'chosen' ? choice.candidate : choice.kind === 'ambiguous' ? 'unknown' : undefined;
}

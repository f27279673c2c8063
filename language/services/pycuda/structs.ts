import { cTypeOf, memberTypes, type MemberType } from './dtype';
import type { Environment } from './environment';
import type { PythonExpression } from './tree';

/** A struct that a script gives a C name: `get_or_register_dtype("extent", dtype)` and its relatives. */
export interface RegisteredStruct {
  readonly name: string;
  readonly members: readonly MemberType[];
  readonly dtype: PythonExpression;
  /** The function gives the C declaration beside the dtype. */
  readonly givesDeclaration: boolean;
}

export function registeredStruct(value: PythonExpression, environment: Environment): RegisteredStruct | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'name') return undefined;
  const [, called] = /(?:^|\.)((?:get_or_)?register_dtype|match_dtype_to_c_struct)$/.exec(value.callee.name) ?? [];
  if (called === undefined) return undefined;
  const given = called === 'match_dtype_to_c_struct' ? value.arguments.slice(1) : value.arguments;
  for (const [text, dtype] of [given, given.toReversed()]) {
    const name = environment.string(text?.value);
    const members = dtype && memberTypes(dtype.value, environment);
    if (name !== undefined && dtype !== undefined && members !== undefined) {
      return { name, members, dtype: dtype.value, givesDeclaration: called === 'match_dtype_to_c_struct' };
    }
  }
  return undefined;
}

/** The C declaration of a struct. */
export function declarationOf({ name, members }: RegisteredStruct): string {
  const lines = members.map((member) => `    ${cTypeOf(member.dtype)} ${member.name};`);
  return [`struct ${name} {`, ...lines, '};', ''].join('\n');
}

const struct = /\b(?:struct|class)\s+(?:__align__\s*\(\s*\d+\s*\)\s*)?(\w+)\s*\{([^{}]*)/g;

/** The struct of a preamble that has the members of a dtype; where that is not known, the one that expressions use. */
export function structOfPreamble(
  preamble: string,
  members: readonly MemberType[] | undefined,
  expressions: readonly (string | undefined)[],
): string | undefined {
  const declared = [...preamble.matchAll(struct)].map(([, name = '', body = '']) => ({ name, body }));
  const has = (text: string, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);
  const fitting =
    members === undefined
      ? declared.filter(({ name }) => expressions.some((text) => text !== undefined && has(text, name)))
      : declared.filter(({ body }) => members.every((member) => has(body, member.name)));
  return fitting[0]?.name;
}

import { cTypeOf, dtypeOf } from './dtype';
import type { Environment } from './environment';
import type { PythonArgument, PythonExpression } from './tree';

type Call = Extract<PythonExpression, { kind: 'call' }>;

/**
 * The text that an expression stands for, its name resolved: strings, those put together with `+`, `%`, `format` and
 * f-strings, and the C names of dtypes. Undefined where it is known only when the program runs.
 */
export function textOf(value: PythonExpression, environment: Environment): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'template':
      return concatenated(value.parts.map((part) => inserted(part, environment)));
    case 'binary':
      if (value.operator === '+') {
        return concatenated([environment.string(value.left), environment.string(value.right)]);
      }
      return value.operator === '%' ? percent(value.left, value.right, environment) : undefined;
    case 'call':
      return textOfCall(value, environment);
    case 'number':
    case 'name':
    case 'attribute':
    case 'list':
    case 'mapping':
    case 'unary':
    case 'other':
      return undefined;
  }
}

function concatenated(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** What takes the place of a placeholder. */
function inserted(expression: PythonExpression | undefined, environment: Environment): string | undefined {
  if (expression === undefined) return undefined;
  const value = environment.resolve(expression);
  if (value.kind === 'number') return value.text;
  const text = environment.string(value);
  if (text !== undefined) return text;
  const number = environment.number(value);
  return number === undefined ? undefined : String(number);
}

/** `"%s *x" % name`, `"%(t)s *x" % { "t": name }` */
function percent(left: PythonExpression, right: PythonExpression, environment: Environment): string | undefined {
  const pattern = environment.string(left);
  if (pattern === undefined) return undefined;
  const values = environment.resolve(right);
  const positional = values.kind === 'list' ? values.elements : [values];
  let next = 0;
  const parts = pattern.split(/(%(?:\(\w+\))?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z%])/).map((part) => {
    if (part === '%%') return '%';
    if (!/^%./.test(part)) return part;
    const [, name] = /^%\((\w+)\)/.exec(part) ?? [];
    if (name === undefined) return inserted(positional[next++], environment);
    return values.kind === 'mapping' ? inserted(named(values.entries, name), environment) : undefined;
  });
  return concatenated(parts);
}

function textOfCall(call: Call, environment: Environment): string | undefined {
  const { callee, arguments: given } = call;
  if (callee.kind === 'attribute') return textOfMethod(callee.object, callee.name, given, environment);
  if (callee.kind !== 'name') return undefined;
  const [name = '', ...owner] = callee.name.split('.').reverse();
  // `dtype_to_ctype(np.float32)`
  if (name === 'dtype_to_ctype') {
    const dtype = dtypeOf(given[0]?.value, environment);
    return dtype === undefined ? environment.guessType() : cTypeOf(dtype);
  }
  if (name === 'dedent') return environment.string(given[0]?.value);
  return owner.length === 0
    ? undefined
    : textOfMethod({ kind: 'name', name: owner.reverse().join('.') }, name, given, environment);
}

function textOfMethod(
  object: PythonExpression,
  method: string,
  given: readonly PythonArgument[],
  environment: Environment,
): string | undefined {
  if (method === 'strip') return environment.string(object)?.trim();
  const pattern = method === 'format' ? environment.string(object) : undefined;
  if (pattern === undefined) return undefined;
  const positional = given.filter(({ name }) => name === undefined);
  let next = 0;
  const parts = pattern.split(/(\{\{|\}\}|\{\w*\})/).map((part) => {
    if (part === '{{' || part === '}}') return part.charAt(0);
    if (!/^\{\w*\}$/.test(part)) return part;
    const name = part.slice(1, -1);
    if (name === '') return inserted(positional[next++]?.value, environment);
    return inserted(/^\d+$/.test(name) ? positional[Number(name)]?.value : named(given, name), environment);
  });
  return concatenated(parts);
}

function named(given: readonly PythonArgument[], name: string): PythonExpression | undefined {
  return given.find((each) => each.name === name)?.value;
}

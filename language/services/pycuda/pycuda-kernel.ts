import type { Environment } from './environment';
import { cTypeOf, dtypeOf, memberTypes } from './dtype';
import type { ArgumentDraft, KernelDraft } from './kernel-draft';
import { usefulCode } from './print';
import { structOfPreamble } from './structs';
import type { PythonArgument, PythonExpression } from './tree';

/** Parameters of PyCUDA's `ReductionKernel`, in its order; PyOpenCL's has a context in front and no `keep`. */
const pycudaParameters = [
  'dtype_out',
  'neutral',
  'reduce_expr',
  'map_expr',
  'arguments',
  'name',
  'keep',
  'options',
  'preamble',
] as const;

const pyopenclParameters = [
  'ctx',
  'dtype_out',
  'neutral',
  'reduce_expr',
  'map_expr',
  'arguments',
  'name',
  'options',
  'preamble',
] as const;

/** The arguments of a call by the names of its parameters. */
export function bindParameters(
  given: readonly PythonArgument[],
  parameters: readonly string[],
): ReadonlyMap<string, PythonExpression> {
  const bound = new Map<string, PythonExpression>();
  let position = 0;
  for (const { name, value } of given) {
    const parameter = name ?? parameters[position++];
    if (parameter !== undefined && !isNone(value)) bound.set(parameter, value);
  }
  return bound;
}

function isNone(value: PythonExpression): boolean {
  return value.kind === 'name' && value.name === 'None';
}

/** Turns a call of PyCUDA's or PyOpenCL's `ReductionKernel` into a kernel. */
export function pycudaKernel(
  call: Extract<PythonExpression, { kind: 'call' }>,
  dialect: 'pycuda' | 'pyopencl',
  naming: { readonly variable: string | undefined; unique(name: string): string },
  environment: Environment,
): KernelDraft {
  const bound = bindParameters(call.arguments, dialect === 'pycuda' ? pycudaParameters : pyopenclParameters);
  const notes: string[] = [];
  // A context says where to run, which is chosen elsewhere here.
  const context = bound.get('ctx');
  if (context !== undefined) environment.resolve(context);
  const text = (name: string): string | undefined => {
    const value = bound.get(name);
    const found = environment.string(value);
    if (value !== undefined && found === undefined) notes.push(`${name} is known only when the program runs.`);
    return found;
  };
  const expression = (name: string): string | undefined => text(name)?.trim() ?? placeholder(bound.get(name));
  const [map, reduce, preamble] = [expression('map_expr'), expression('reduce_expr'), usefulCode(text('preamble'))];
  const neutral = neutralText(bound.get('neutral'), environment, notes);
  const output = bound.get('dtype_out');
  const members = output && memberTypes(output, environment);
  const dtype =
    dtypeOf(output, environment) ??
    (preamble === undefined ? undefined : structOfPreamble(preamble, members, [neutral, map, reduce]));
  if (dtype === undefined) notes.push('dtype_out is known only when the program runs: float32 is a guess.');
  const declared = readDeclarations(bound.get('arguments'), environment, notes);
  if (environment.takeGuess()) notes.push('A type is known only when the program runs: float is a guess.');
  const written = text('name');
  const fields = [
    { name: 'dtype_out', value: dtype ?? 'float32' },
    { name: 'arguments', value: declared.map(({ text: declaration }) => declaration).join(', ') || undefined },
    { name: 'map_expr', value: map },
    { name: 'reduce_expr', value: reduce },
    { name: 'neutral', value: neutral },
    { name: 'options', value: optionsText(bound.get('options'), environment) },
  ];
  return {
    name: naming.unique(identifier(written ?? naming.variable ?? 'reduction')),
    variable: naming.variable,
    fields: fields.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
    preamble,
    arguments: declared,
    notes,
  };
}

/** What stands for an expression that is not known: a mistake that is seen, where leaving it out would be a default. */
function placeholder(value: PythonExpression | undefined): string | undefined {
  return value?.kind === 'name' ? value.name : value && '';
}

/** A name that kernels may have. */
export function identifier(text: string): string {
  const last = text.split('.').at(-1) ?? text;
  return last.replace(/\W+/g, '_').replace(/^(?=\d)/, '_') || 'reduction';
}

interface Declaration extends ArgumentDraft {
  readonly text: string;
}

function readDeclarations(
  value: PythonExpression | undefined,
  environment: Environment,
  notes: string[],
): readonly Declaration[] {
  if (value === undefined) return [];
  const resolved = environment.resolve(value);
  if (resolved.kind === 'list')
    return resolved.elements.flatMap((element) => argumentObject(element, environment, notes));
  const text = environment.string(resolved);
  if (text === undefined) {
    notes.push('arguments is known only when the program runs.');
    return [];
  }
  return splitDeclarations(text).map(declaration);
}

/** At commas outside the brackets of templates. */
function splitDeclarations(text: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text.replace(/;\s*$/, '')) {
    if ('<(['.includes(character)) depth++;
    else if ('>)]'.includes(character)) depth--;
    if (character === ',' && depth <= 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** `float *x` → `const float *x`: a reduction only reads its vectors. */
function declaration(written: string): Declaration {
  const plain = written
    .replace(/\b(?:__global|global|__constant|volatile)\s+/g, '')
    .replace(/\brestrict\b/g, '__restrict__')
    .replace(/\s+/g, ' ')
    .replace(/\s*\*\s*/g, ' *')
    .replace(/\*__restrict__/, '* __restrict__');
  const name = /([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)*$/.exec(plain)?.[1] ?? '';
  const isVector = /[*[]/.test(plain);
  const text = isVector && !/\bconst\b/.test(plain) ? `const ${plain}` : plain;
  return { name, isVector, text };
}

/** `VectorArg(np.float32, "x")` and its relatives. */
function argumentObject(element: PythonExpression, environment: Environment, notes: string[]): readonly Declaration[] {
  const call = environment.resolve(element);
  const callee = call.kind === 'call' && call.callee.kind === 'name' ? call.callee.name : '';
  const isVector = callee.endsWith('VectorArg');
  if (call.kind !== 'call' || (!isVector && !callee.endsWith('ScalarArg'))) {
    notes.push('One of the arguments could not be read.');
    return [];
  }
  const bound = bindParameters(call.arguments, ['dtype', 'name']);
  const name = environment.string(bound.get('name')) ?? 'x';
  const type = cTypeOf(dtypeOf(bound.get('dtype'), environment) ?? 'float32');
  return [{ name, isVector, text: isVector ? `const ${type} *${name}` : `${type} ${name}` }];
}

/** `"0"`, `0`, `np.inf`: as C++ writes it. */
export function neutralText(
  value: PythonExpression | undefined,
  environment: Environment,
  notes: string[],
): string | undefined {
  if (value === undefined) return undefined;
  const resolved = environment.resolve(value);
  const text = environment.string(resolved);
  if (text !== undefined) return infinities.get(text.replace(/\s/g, '')) ?? text.trim();
  if (resolved.kind === 'number') return resolved.text;
  const named = numpyConstant(resolved);
  if (named !== undefined) return named;
  const number = environment.number(resolved);
  if (number !== undefined) return String(number);
  // `str(0)`, `repr(x)`
  if (resolved.kind === 'call' && resolved.callee.kind === 'name' && /^(?:str|repr)$/.test(resolved.callee.name)) {
    return neutralText(resolved.arguments[0]?.value, environment, notes);
  }
  notes.push('neutral is known only when the program runs.');
  return undefined;
}

/** What C++ computes for the infinities that people write for want of a name. */
const infinities: ReadonlyMap<string, string> = new Map([
  ['1./0', 'INFINITY'],
  ['1.0/0', 'INFINITY'],
  ['1./0.', 'INFINITY'],
  ['1.0/0.0', 'INFINITY'],
  ['-1./0', '-INFINITY'],
  ['-1.0/0', '-INFINITY'],
  ['-1./0.', '-INFINITY'],
  ['-1.0/0.0', '-INFINITY'],
  ['inf', 'INFINITY'],
  ['-inf', '-INFINITY'],
  ['MY_INFINITY', 'INFINITY'],
  ['-MY_INFINITY', '-INFINITY'],
]);

function numpyConstant(value: PythonExpression): string | undefined {
  if (value.kind === 'unary' && value.operator === '-') {
    const operand = numpyConstant(value.operand);
    return operand === undefined ? undefined : `-${operand}`;
  }
  if (value.kind === 'name' && /(?:^|\.)(?:inf|Inf|infty|PINF)$/.test(value.name)) return 'INFINITY';
  if (value.kind === 'name' && /^(?:True|False)$/.test(value.name)) return value.name === 'True' ? 'true' : 'false';
  if (value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'float') {
    const [only] = value.arguments;
    const text = only?.value.kind === 'string' ? only.value.value : undefined;
    return text === undefined ? undefined : infinities.get(text);
  }
  return undefined;
}

function optionsText(value: PythonExpression | undefined, environment: Environment): string | undefined {
  if (value === undefined) return undefined;
  const resolved = environment.resolve(value);
  const elements = resolved.kind === 'list' ? resolved.elements : [resolved];
  const words = elements.flatMap((element) => environment.string(element) ?? []);
  return words.map((word) => JSON.stringify(word)).join(', ') || undefined;
}

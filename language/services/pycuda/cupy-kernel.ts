import { tokenize } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import { cTypeOf, dtypeOfWord } from './dtype';
import type { Environment } from './environment';
import type { ArgumentDraft, KernelDraft } from './kernel-draft';
import { bindParameters, identifier, neutralText } from './pycuda-kernel';
import { usefulCode } from './print';
import type { PythonExpression } from './tree';

const parameters = [
  'in_params',
  'out_params',
  'map_expr',
  'reduce_expr',
  'post_map_expr',
  'identity',
  'name',
  'reduce_type',
  'reduce_dims',
  'preamble',
  'options',
] as const;

/** A parameter of a CuPy kernel: `T x`, `raw float32 table`. */
interface Parameter extends ArgumentDraft {
  readonly dtype: string;
  readonly isRaw: boolean;
}

/**
 * Turns a call of CuPy's `ReductionKernel` into a kernel. There parameters name elements, not arrays: `x` becomes `x[i]`.
 * A type that each call chooses (`T`) becomes float32.
 */
export function cupyKernel(
  call: Extract<PythonExpression, { kind: 'call' }>,
  naming: { readonly variable: string | undefined; unique(name: string): string },
  environment: Environment,
): KernelDraft {
  const bound = bindParameters(call.arguments, parameters);
  const notes: string[] = [];
  const text = (name: string): string => environment.string(bound.get(name))?.trim() ?? '';
  const generic = new Set<string>();
  const inputs = readParameters(text('in_params'), generic);
  const outputs = readParameters(text('out_params'), generic);
  if (outputs.length > 1) notes.push(`CuPy's kernel has ${outputs.length} results: this one has the first.`);
  if (generic.size > 0) {
    notes.push(`${[...generic].join(', ')} is a type that each call of CuPy's kernel chooses: here it is float.`);
  }
  const [output] = outputs;
  const translate = (written: string, isMap: boolean): string =>
    rename(written, (name) => {
      if (/^[A-Z]$/.test(name)) return 'float';
      if (name === '_ind') return undefined;
      const input = isMap ? inputs.find((each) => each.name === name) : undefined;
      return input !== undefined && !input.isRaw ? `${name}[i]` : undefined;
    }).replace(/\b_(?:in_)?ind\.size\(\)/g, 'n');
  const accumulator =
    dtypeOfWord(text('reduce_type')) ?? (text('reduce_type') === '' ? undefined : text('reduce_type'));
  const fields = [
    { name: 'dtype_out', value: output?.dtype ?? 'float32' },
    { name: 'reduce_type', value: isGeneric(accumulator) ? '' : (accumulator ?? '') },
    { name: 'arguments', value: inputs.map(({ dtype, name }) => `const ${cTypeOf(dtype)} *${name}`).join(', ') },
    { name: 'map_expr', value: translate(text('map_expr'), true) },
    { name: 'reduce_expr', value: translate(text('reduce_expr'), false) },
    { name: 'neutral', value: neutralText(bound.get('identity'), environment, notes) ?? '' },
    { name: 'post_map_expr', value: translate(postMap(text('post_map_expr'), output?.name, notes), false) },
  ];
  return {
    name: naming.unique(identifier(text('name') || (naming.variable ?? 'reduction'))),
    variable: naming.variable,
    fields: fields.filter(({ value }) => value !== ''),
    preamble: usefulCode(text('preamble')),
    arguments: inputs,
    notes,
  };
}

function isGeneric(dtype: string | undefined): boolean {
  return dtype !== undefined && /^[A-Z]$/.test(dtype);
}

function readParameters(text: string, generic: Set<string>): readonly Parameter[] {
  return text.split(',').flatMap((part) => {
    const [, raw, type = '', name = ''] = /^\s*(raw\s+)?([\w.]+)\s+(\w+)\s*$/.exec(part) ?? [];
    if (name === '') return [];
    if (isGeneric(type)) generic.add(type);
    const dtype = isGeneric(type) ? 'float32' : (dtypeOfWord(type) ?? type);
    return [{ name, dtype, isRaw: raw !== undefined, isVector: true }];
  });
}

/** `y = sqrt(a)` → `sqrt(a)`; nothing for `y = a`, which is what happens anyway. */
function postMap(text: string, output: string | undefined, notes: string[]): string {
  if (text === '') return '';
  const [, name, value = ''] = /^(\w+)\s*=(?!=)\s*([^;]*);?$/.exec(text) ?? [];
  if (name === undefined || name !== output) {
    notes.push(`post_map_expr could not be converted: ${text}`);
    return '';
  }
  return value.trim() === 'a' ? '' : value.trim();
}

/** The C++ text with names replaced; members keep theirs. */
function rename(text: string, replacement: (name: string) => string | undefined): string {
  const { tokens } = tokenize(text, { start: 0, end: text.length }, new Findings());
  let result = '';
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]?.text;
    const instead = before === '.' || before === '->' || before === '::' ? undefined : replacement(token.text);
    if (token.kind !== 'identifier' || instead === undefined) continue;
    result += text.slice(at, token.start) + instead;
    at = token.end;
  }
  return result + text.slice(at);
}

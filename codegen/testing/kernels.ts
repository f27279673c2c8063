import type { CheckedDocument, CheckedKernel, KernelArgument, KernelExpression } from '../../language/checked';
import { arithmetic, unknownType } from '../../language/types/builtin';
import { dtypeType } from '../../language/types/dtypes';
import type { StructType, Type } from '../../language/types/type';

export interface KernelSketch {
  readonly name?: string;
  /** A NumPy name, or a type. */
  readonly dtype: string | StructType;
  readonly accumulator?: Type;
  readonly arguments?: readonly { type: Type; spelling?: string; name: string; vector?: boolean; indexed?: boolean }[];
  readonly map: string;
  readonly reduce: string;
  readonly neutral?: string;
  readonly postMap?: string;
  readonly preamble?: string;
  readonly options?: readonly string[];
  readonly deterministic?: boolean;
}

/** A checked document of one kernel, for tests of the generators alone. */
export function sketch(kernel: KernelSketch): { document: CheckedDocument; kernel: CheckedKernel } {
  const name = kernel.name ?? 'sketch';
  const resultType = typeof kernel.dtype === 'string' ? dtypeType(kernel.dtype) : kernel.dtype;
  if (resultType === undefined) throw new Error('no such dtype');
  let text = `kernel ${name} {\n`;
  const place = (before: string, value: string): { start: number; end: number } => {
    text += before;
    const start = text.length;
    text += `${value};\n`;
    return { start, end: start + value.length };
  };
  const expression = (field: string, value: string): KernelExpression => ({
    text: value,
    span: place(`    ${field.padEnd(11)} = `, value),
    expression: {
      kind: value.startsWith('{') ? 'brace' : 'missing',
      span: { start: 0, end: 0 },
      elements: [],
    },
    type: unknownType,
  });
  const map = expression('map_expr', kernel.map);
  const reduce = expression('reduce_expr', kernel.reduce);
  const neutral = kernel.neutral === undefined ? undefined : expression('neutral', kernel.neutral);
  const postMap = kernel.postMap === undefined ? undefined : expression('post_map_expr', kernel.postMap);
  const preamble = kernel.preamble;
  const body = preamble === undefined ? undefined : place('    preamble {', `${preamble}}`);
  text += '}\n';
  const nowhere = { start: 0, end: 0 };
  const item = {
    kind: 'kernel',
    text,
    name: { text: name, span: nowhere },
    fields: [],
    preambles: [],
    body: nowhere,
  } as const;
  const smallFloat = resultType === arithmetic.half || resultType === arithmetic.bfloat16;
  const checked: CheckedKernel = {
    item,
    start: 0,
    name,
    runnable: true,
    arguments: (kernel.arguments ?? []).map((argument): KernelArgument => ({
      name: argument.name,
      role: argument.vector === false ? 'scalar' : 'vector',
      type: argument.type,
      spelling: argument.spelling ?? 'T',
      isConst: true,
      access: argument.vector === false ? 'none' : argument.indexed === true ? 'indexed' : 'element',
      span: nowhere,
      nameSpan: nowhere,
    })),
    resultType,
    resultDtype: typeof kernel.dtype === 'string' ? kernel.dtype : kernel.dtype.name,
    accumulatorType: kernel.accumulator ?? (smallFloat ? arithmetic.float : resultType),
    accuracy: 'plain',
    map,
    reduce,
    ...(neutral === undefined ? {} : { neutral }),
    ...(postMap === undefined ? {} : { postMap }),
    preambles:
      body === undefined || preamble === undefined
        ? []
        : [{ block: { span: nowhere, body: { start: body.start, end: body.end - 1 } }, start: 0, text: preamble }],
    options: kernel.options ?? [],
    deterministic: kernel.deterministic ?? false,
    structs: [],
  };
  return {
    document: { text, items: [{ item, start: 0 }], kernels: [checked], cases: [], diagnostics: [] },
    kernel: checked,
  };
}

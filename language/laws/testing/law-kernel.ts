import { checkKernel } from '../../check/kernel';
import { checkPreambles } from '../../check/preamble';
import type { CheckedCase, CheckedKernel } from '../../checked';
import { checkCase } from '../../cases/check-case';
import type { Finding } from '../../diagnostics/diagnostic';
import { parseItem } from '../../syntax/parse-item';
import { splitItems } from '../../syntax/split-items';
import { lawCaseOf } from '../case-elements';
import { checkLaws } from '../check-laws';
import { checkSaturation } from '../saturation';

/** The fields of a kernel that tests of laws vary. */
export interface LawKernel {
  readonly preamble?: string;
  /** `float32` if left out. */
  readonly dtype?: string;
  /** The C type of the vector `x`; the one of `dtype` if left out. */
  readonly element?: string;
  /** More arguments, such as `int m`. */
  readonly more?: string;
  readonly map?: string;
  readonly reduce: string;
  readonly neutral?: string;
  readonly reduceType?: string;
  /** Bodies of cases. */
  readonly cases?: readonly string[];
}

export interface LawResult {
  readonly laws: Finding | undefined;
  readonly saturation: Finding | undefined;
  /** The text that spans index. */
  readonly text: string;
}

const elements: Readonly<Record<string, string>> = {
  bool: 'bool',
  int8: 'signed char',
  int32: 'int',
  int64: 'long long',
  uint8: 'unsigned char',
  uint32: 'unsigned int',
  uint64: 'unsigned long long',
  float16: 'half',
  bfloat16: '__nv_bfloat16',
  float32: 'float',
  float64: 'double',
  complex64: 'pycuda::complex<float>',
  complex128: 'pycuda::complex<double>',
};

/** What the laws say about a kernel. Throws where the kernel or a case does not compile. */
export function examine(kernel: LawKernel): LawResult {
  const dtype = kernel.dtype ?? 'float32';
  const element = kernel.element ?? elements[dtype] ?? 'float';
  const fields = [
    `dtype_out = ${dtype};`,
    kernel.reduceType === undefined ? '' : `reduce_type = ${kernel.reduceType};`,
    `arguments = const ${element} *x${kernel.more === undefined ? '' : `, ${kernel.more}`};`,
    `map_expr = ${kernel.map ?? 'x[i]'};`,
    `reduce_expr = ${kernel.reduce};`,
    kernel.neutral === undefined ? '' : `neutral = ${kernel.neutral};`,
    kernel.preamble === undefined ? '' : `preamble { ${kernel.preamble} }`,
  ];
  const cases = (kernel.cases ?? []).map((body, index) => `case c${index} of k { ${body} }`);
  return examineText([`kernel k { ${fields.join(' ')} }`, ...cases].join('\n'));
}

/** As `examine`, for a text of one kernel and its cases. */
export function examineText(document: string): LawResult {
  const items = splitItems(document).map(({ text }) => parseItem(text));
  const [first, ...rest] = items.map(({ item }) => item);
  if (first?.kind !== 'kernel') throw new Error('the text begins with a kernel');
  const { kernel, types, scope, findings } = checkKernel(first, checkPreambles([]));
  failOnErrors([...items.flatMap((each) => each.findings), ...findings]);
  const whole: CheckedKernel = { ...kernel, start: 0, preambles: [] };
  const cases = rest.map((item): CheckedCase => {
    if (item.kind !== 'case') throw new Error('only cases follow the kernel');
    const parts = checkCase(item, whole);
    failOnErrors(parts.findings);
    return { item, start: 0, name: item.name.text, kernel: whole, ...parts };
  });
  return {
    laws: checkLaws(kernel, types, scope, cases.map(lawCaseOf)),
    saturation: checkSaturation(kernel, types, scope, cases),
    text: first.text,
  };
}

function failOnErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
}

/** The message of a warning of a law; `undefined` where there is none but hints. */
export function lawWarning(kernel: LawKernel): string | undefined {
  const { laws } = examine(kernel);
  return laws?.severity === 'warning' ? laws.message : undefined;
}

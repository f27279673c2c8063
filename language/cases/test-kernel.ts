import type { CheckedKernel, KernelArgument, KernelExpression } from '../checked';
import { parseExpression } from '../cpp/parse-expression';
import { Findings } from '../diagnostics/diagnostic';
import { parseItem } from '../syntax/parse-item';
import type { CaseItem } from '../syntax/tree';
import type { Span } from '../text/span';
import { arithmetic, unknownType } from '../types/builtin';
import type { Type } from '../types/type';
import type { CaseContext, CheckedCaseParts } from './check-case';
import { checkCase } from './check-case';

/** A checked kernel for tests of cases: what `checkKernel` would make of such a signature. */
export interface TestKernel {
  readonly vectors?: Readonly<Record<string, Type>>;
  readonly scalars?: Readonly<Record<string, Type>>;
  /** Vectors that the map does not read as plain `[i]` only. */
  readonly indexed?: readonly string[];
  readonly map?: string;
  readonly result?: Type;
  /** Defaults to the result's type. */
  readonly accumulator?: Type;
  readonly neutral?: string;
  readonly runnable?: boolean;
}

const nowhere = { start: 0, end: 0 };

function expressionOf(text: string): KernelExpression {
  const findings = new Findings();
  const span = { start: 0, end: text.length };
  const expression = parseExpression(text, span, { findings, isTypeName: () => false });
  return { text, span, expression, type: unknownType };
}

export function testKernel(kernel: TestKernel): CheckedKernel {
  const { item } = parseItem('kernel k { dtype_out = float32; map_expr = 0; reduce_expr = a + b; }');
  if (item.kind !== 'kernel') throw new Error('the item is a kernel');
  const result = kernel.result ?? arithmetic.float;
  const argument = (role: KernelArgument['role'], name: string, type: Type): KernelArgument => ({
    name,
    role,
    type,
    spelling: name,
    isConst: true,
    access: role === 'scalar' ? 'none' : kernel.indexed?.includes(name) ? 'indexed' : 'element',
    span: nowhere,
    nameSpan: nowhere,
  });
  return {
    item,
    start: 0,
    name: 'k',
    runnable: kernel.runnable ?? true,
    arguments: [
      ...Object.entries(kernel.vectors ?? {}).map(([name, type]) => argument('vector', name, type)),
      ...Object.entries(kernel.scalars ?? {}).map(([name, type]) => argument('scalar', name, type)),
    ],
    resultType: result,
    resultDtype: 'float32',
    accumulatorType: kernel.accumulator ?? result,
    accuracy: 'plain',
    map: expressionOf(kernel.map ?? '0'),
    reduce: expressionOf('a + b'),
    neutral: kernel.neutral === undefined ? undefined : expressionOf(kernel.neutral),
    preambles: [],
    options: [],
    deterministic: false,
    structs: [],
  };
}

/** Parses `case c of k { BODY }`, which has to be of sound form, and checks it. */
export function checkBody(
  kernel: TestKernel,
  body: string,
  context: CaseContext = {},
): CheckedCaseParts & { readonly item: CaseItem; readonly at: (span: Span) => string } {
  const text = `case c of k { ${body} }`;
  const { item, findings } = parseItem(text);
  if (item.kind !== 'case') throw new Error('the item is a case');
  if (findings.length > 0) throw new Error(findings.map((finding) => finding.message).join('; '));
  const parts = checkCase(item, testKernel(kernel), context);
  return { ...parts, item, at: (span) => text.slice(span.start, span.end) };
}

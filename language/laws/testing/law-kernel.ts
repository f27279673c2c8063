import { checkPreambles, isTypeName } from '../../check/preamble';
import type { Variable, VariableScope } from '../../check/scope';
import { TypeTable } from '../../check/type-table';
import { Typing } from '../../check/typing';
import type { KernelExpression } from '../../checked';
import { parseExpression } from '../../cpp/parse-expression';
import { Findings } from '../../diagnostics/diagnostic';
import type { Finding } from '../../diagnostics/diagnostic';
import { arithmetic } from '../../types/builtin';
import { dtypeType } from '../../types/dtypes';
import { builtinType } from '../../types/resolve';
import type { Type } from '../../types/type';
import { checkLaws } from '../check-laws';
import type { LawCase } from '../check-laws';
import type { LawArgument } from '../trial';

export interface LawKernel {
  readonly preamble?: string;
  readonly dtype?: string;
  readonly arguments?: string;
  readonly map?: string;
  readonly reduce: string;
  readonly neutral?: string;
  readonly cases?: readonly LawCase[];
}

/** What the laws say about a kernel that is given by its fields. Throws where the kernel has another fault. */
export function lawFinding(kernel: LawKernel): Finding | undefined {
  const text = kernel.preamble ?? '';
  const block = { span: { start: 0, end: text.length }, body: { start: 0, end: text.length } };
  const { scope, types: bodyTypes } = checkPreambles([{ text, block }]);
  const dtype = kernel.dtype ?? 'float32';
  const accumulatorType = dtypeType(dtype) ?? scope.structs.get(dtype)?.type;
  if (accumulatorType === undefined) throw new Error(`no dtype ${dtype}`);
  const kernelArguments = (kernel.arguments ?? 'const float *x').split(',').map(argumentOf);
  const types = new TypeTable(bodyTypes);
  const variables = new Map<string, Variable>([
    ['n', { type: arithmetic['long long'], role: 'count' }],
    ...kernelArguments.map(({ name, role, type }): [string, Variable] => [
      name,
      { role, type: role === 'vector' ? { kind: 'pointer', pointee: type, isConst: true } : type },
    ]),
  ]);
  const inMap = new Map<string, Variable>([...variables, ['i', { type: arithmetic['long long'], role: 'index' }]]);
  const inReduce = new Map<string, Variable>([
    ...variables,
    ['a', { type: accumulatorType, role: 'operand' }],
    ['b', { type: accumulatorType, role: 'operand' }],
  ]);
  const read = (text: string, names: ReadonlyMap<string, Variable>): KernelExpression => {
    const findings = new Findings();
    const span = { start: 0, end: text.length };
    const expression = parseExpression(text, span, { isTypeName: (name) => isTypeName(scope, name), findings });
    const variableScope: VariableScope = { find: (name) => names.get(name), names: () => names.keys(), outOfPlace: () => undefined };
    const typing = new Typing({
      text, variables: variableScope, preamble: scope, types, findings, canAssign: false, hasIndex: names.has('i'),
    });
    const type = typing.type(expression);
    if (findings.all.length > 0) throw new Error(findings.all.map((finding) => finding.message).join('\n'));
    return { text, span, expression, type };
  };
  return checkLaws(
    {
      arguments: kernelArguments,
      accumulatorType,
      map: read(kernel.map ?? 'x[i]', inMap),
      reduce: read(kernel.reduce, inReduce),
      ...(kernel.neutral === undefined ? {} : { neutral: read(kernel.neutral, variables) }),
    },
    types,
    scope,
    kernel.cases ?? [],
  );
}

function argumentOf(text: string): LawArgument {
  const match = /^(?:const )?([\w ]+?) ?(\*?)(\w+)$/.exec(text.trim());
  const [, name = '', star = '', argument = ''] = match ?? [];
  const type: Type | undefined = builtinType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return { name: argument, role: star === '*' ? 'vector' : 'scalar', type };
}

import type { CheckedKernel, KernelArgument, KernelExpression } from '../checked';
import type { Expression } from '../cpp/tree';
import { Findings, type Finding } from '../diagnostics/diagnostic';
import type { KernelFieldName } from '../syntax/fields';
import type { Field, KernelItem } from '../syntax/tree';
import { arithmetic, unknownType } from '../types/builtin';
import { isSmallFloat } from '../types/conversions';
import type { StructType, Type } from '../types/type';
import { vectorAccess } from './access';
import { readAccuracy } from './accuracy';
import { advise } from './advice';
import { readArguments, type DeclaredArgument } from './arguments';
import { checkDeterminism, readDeterministic } from './determinism/check-determinism';
import { readDtype } from './dtype';
import {
  checkValue,
  readField,
  typeField,
  type FieldContext,
  type TypedExpressions,
  type TypedField,
} from './kernel-expression';
import { argumentVariables, KernelScope, type ExpressionField } from './kernel-scope';
import { definedMacros, readOptions } from './options';
import { checkPreambles, type CheckedPreambles, type PreambleDeclarations } from './preamble';
import { checkResult } from './result';
import { TypeTable } from './type-table';
import type { ExpressionTypes, PreambleScope } from './typed';

/** A kernel without what only the document knows: where it stands, and the text of the file's preambles. */
export type KernelParts = Omit<CheckedKernel, 'start' | 'preambles'>;

export interface CheckedKernelParts {
  /** `runnable` is false where an error stands in the kernel; errors in the file's preambles are not counted. */
  readonly kernel: KernelParts;
  /** In the item's offsets; those in the kernel's own preambles included. */
  readonly findings: readonly Finding[];
  /** The types of the kernel's expressions, and of the bodies of all preambles' functions. */
  readonly types: ExpressionTypes;
  /** The names of all preambles: the file's, then the kernel's own. */
  readonly scope: PreambleScope;
  /** What the kernel's own preambles declare. */
  readonly declarations: readonly PreambleDeclarations[];
  /** True where `reduce_expr` ignores an operand, which is reported: its laws need no check. */
  readonly ignoresOperand: boolean;
}

/** Checks a kernel against the file's preambles. */
export function checkKernel(item: KernelItem, filePreambles: CheckedPreambles): CheckedKernelParts {
  return new KernelCheck(item, filePreambles).run();
}

const noMacros: ReadonlySet<string> = new Set();

class KernelCheck {
  private readonly findings = new Findings();
  private readonly fields = new Map<string, Field>();
  private readonly preambles: CheckedPreambles;
  private readonly types: TypeTable;
  private readonly scope: PreambleScope;
  private readonly macros: ReadonlySet<string>;
  private readonly options: readonly string[];
  private readonly deterministic: boolean;

  constructor(
    private readonly item: KernelItem,
    filePreambles: CheckedPreambles,
  ) {
    for (const field of item.fields) {
      if (!this.fields.has(field.name.text)) this.fields.set(field.name.text, field);
    }
    const sources = item.preambles.map((block) => ({ text: item.text, block }));
    this.preambles = checkPreambles(sources, filePreambles);
    for (const findings of this.preambles.findings) this.findings.add(findings);
    this.deterministic = readDeterministic(item.text, this.field('deterministic'), this.findings);
    this.options = readOptions(item.text, this.field('options'), this.findings, this.deterministic);
    this.macros = this.options.length === 0 ? noMacros : new Set(definedMacros(this.options));
    const { scope } = this.preambles;
    this.scope =
      this.macros.size === 0 ? scope : { ...scope, opaqueNames: new Set([...scope.opaqueNames, ...this.macros]) };
    this.types = new TypeTable(this.preambles.types);
  }

  run(): CheckedKernelParts {
    const { item, findings, scope, types, options } = this;
    const declared = readArguments(item, this.field('arguments'), scope, findings);
    const result = this.resultDtype();
    const accumulatorType = this.accumulatorType(result.type);
    const typed = this.expressions(declared, accumulatorType);
    for (const each of [typed.map, typed.reduce, typed.neutral]) {
      if (each !== undefined && !each.hasErrors) checkValue(findings, each, accumulatorType);
    }
    checkResult({
      findings,
      postMap: typed.postMap,
      accumulatorType,
      resultType: result.type,
      resultField: this.field('reduce_type') ?? this.field('dtype_out'),
    });
    const accuracy = readAccuracy({
      text: item.text,
      field: this.field('accuracy'),
      reduce: typed.reduce,
      accumulatorType,
      deterministic: this.deterministic,
      findings,
    });
    const { ignoresOperand } = advise({
      item,
      findings,
      scope,
      declared,
      accumulatorType,
      resultType: result.type,
      expressions: typed,
    });
    this.checkDeterminism(typed, accumulatorType, result.type);
    const kernel: KernelParts = {
      item,
      name: item.name.text,
      runnable: findings.all.every(({ severity }) => severity !== 'error'),
      arguments: this.withAccess(declared, typed.map),
      resultType: result.type,
      resultDtype: result.name,
      accumulatorType,
      accuracy,
      map: typed.map?.expression ?? this.missing(),
      reduce: typed.reduce?.expression ?? this.missing(),
      neutral: typed.neutral?.expression,
      postMap: typed.postMap?.expression,
      options,
      deterministic: this.deterministic,
      structs: usedStructs(scope, [result.type, accumulatorType, ...declared.map((argument) => argument.type)]),
    };
    const { declarations } = this.preambles;
    return { kernel, findings: findings.all, types, scope, declarations, ignoresOperand };
  }

  private checkDeterminism(expressions: TypedExpressions, accumulatorType: Type, resultType: Type): void {
    const field = this.field('deterministic');
    if (field === undefined || !this.deterministic) return;
    const { item, findings, scope, types } = this;
    const { declarations } = this.preambles;
    const typed = { types, expressions, accumulatorType, resultType };
    checkDeterminism({ item, findings, scope, ...typed, field, declarations });
  }

  private field(name: KernelFieldName): Field | undefined {
    return this.fields.get(name);
  }

  private resultDtype(): { name: string; type: Type } {
    const field = this.field('dtype_out');
    if (field !== undefined) return readDtype(this.item.text, field, this.scope, this.findings);
    const example = 'dtype_out = float32;';
    this.findings.report('missing-field', this.nameSpan(), { field: 'dtype_out', example });
    return { name: '', type: unknownType };
  }

  private accumulatorType(resultType: Type): Type {
    const field = this.field('reduce_type');
    if (field !== undefined) return readDtype(this.item.text, field, this.scope, this.findings).type;
    return isSmallFloat(resultType) ? arithmetic.float : resultType;
  }

  /** Where a mistake of the whole kernel is shown. */
  private nameSpan(): Field['span'] {
    return this.item.name.span;
  }

  private expressions(declared: readonly DeclaredArgument[], accumulator: Type): TypedExpressions {
    const { item, scope, types, findings } = this;
    const variables = argumentVariables(declared);
    const context = (field: ExpressionField): FieldContext => {
      const names = new KernelScope(field, variables, accumulator, this.preambles.variables);
      return { text: item.text, preamble: scope, types, findings, variables: names };
    };
    const read = (name: ExpressionField): TypedField | undefined => {
      const field = this.field(name);
      return field && readField(context(name), name, field.value);
    };
    const map = read('map_expr') ?? this.defaultMap(declared, context('map_expr'));
    const reduce = read('reduce_expr');
    if (reduce === undefined) {
      const details = { field: 'reduce_expr', example: 'reduce_expr = a + b;' };
      findings.report('missing-field', this.nameSpan(), details);
    }
    return { map, reduce, neutral: read('neutral'), postMap: read('post_map_expr') };
  }

  /** `x[i]`, where there is exactly one vector. */
  private defaultMap(declared: readonly DeclaredArgument[], context: FieldContext): TypedField | undefined {
    const vectors = declared.filter(({ role }) => role === 'vector');
    const [vector] = vectors;
    if (vector === undefined || vectors.length > 1) {
      this.findings.report('missing-map', this.nameSpan(), { vectors: vectors.length });
      return undefined;
    }
    const { end } = this.field('arguments')?.span ?? this.nameSpan();
    // Mistakes of the default are shown at the vector that it reads.
    const span = vector.nameSpan;
    const expression: Expression = {
      kind: 'index',
      span,
      object: { kind: 'name', span, name: vector.name },
      index: { kind: 'name', span, name: 'i' },
    };
    const source = { text: `${vector.name}[i]`, span: { start: end, end } };
    return typeField(context, 'map_expr', expression, source);
  }

  private withAccess(declared: readonly DeclaredArgument[], map: TypedField | undefined): KernelArgument[] {
    const vectors = new Set(declared.filter(({ role }) => role === 'vector').map(({ name }) => name));
    const access = map && vectorAccess(map.expression.expression, vectors, this.scope, this.macros);
    // Spelled out, because V8 copies an object with `...` several times slower, and this runs for every kernel.
    return declared.map(({ name, role, type, spelling, isConst, span, nameSpan }) => {
      return { name, role, type, spelling, isConst, access: access?.get(name) ?? 'none', span, nameSpan };
    });
  }

  private missing(): KernelExpression {
    const { end } = this.nameSpan();
    const span = { start: end, end };
    return { text: '', span, expression: { kind: 'missing', span }, type: unknownType };
  }
}

/** The structs among the types and below them, in the order that the preambles declare them in. */
function usedStructs(scope: PreambleScope, types: readonly Type[]): StructType[] {
  if (scope.structs.size === 0) return [];
  const names = new Set<string>();
  const visit = (type: Type): void => {
    if (type.kind === 'array') visit(type.element);
    if (type.kind !== 'struct' || names.has(type.name)) return;
    names.add(type.name);
    for (const field of type.fields) visit(field.type);
  };
  types.forEach(visit);
  return [...scope.structs.values()].flatMap(({ type }) => (names.has(type.name) ? [type] : []));
}

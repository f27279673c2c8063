import { keywords } from '../../cpp/keywords';
import type { Expression, FunctionDeclaration } from '../../cpp/tree';
import type { Findings } from '../../diagnostics/diagnostic';
import type { Field, KernelItem } from '../../syntax/tree';
import { slice, type Span } from '../../text/span';
import type { Type } from '../../types/type';
import type { TypedExpressions } from '../kernel-expression';
import type { PreambleDeclarations } from '../preamble';
import type { ExpressionTypes, PreambleScope } from '../typed';
import { vouchForFunction } from './function';
import type { Objection } from './objection';
import { Vouching } from './vouching';

/** What `deterministic` says, `false` where it is left out. Reports a value that is neither true nor false. */
export function readDeterministic(text: string, field: Field | undefined, findings: Findings): boolean {
  if (field === undefined || field.value.start === field.value.end) return false;
  const written = slice(text, field.value);
  if (written === 'true' || written === 'false') return written === 'true';
  const isYes = /^(True|TRUE|yes|on|1)$/.test(written);
  const isNo = /^(False|FALSE|no|off|0)$/.test(written);
  const newText = isNo ? 'false' : 'true';
  const fixes = isYes || isNo ? [{ title: `Change to ‘${newText}’`, edits: [{ span: field.value, newText }] }] : [];
  findings.report('bad-deterministic', field.value, { value: written }, { fixes });
  return false;
}

export interface DeterminismSubject {
  readonly item: KernelItem;
  readonly findings: Findings;
  readonly scope: PreambleScope;
  readonly types: ExpressionTypes;
  readonly expressions: TypedExpressions;
  readonly accumulatorType: Type;
  readonly resultType: Type;
  /** The field that asks for it. */
  readonly field: Field;
  /** What the kernel's own preambles declare: the places in them are places of the item. */
  readonly declarations: readonly PreambleDeclarations[];
}

/**
 * Reports whatever in a kernel might give other bits on another device. Functions of preambles are looked at where the
 * kernel uses them: those of its own preambles are reported in place, those of the file's at the use.
 */
export function checkDeterminism(subject: DeterminismSubject): void {
  const { scope, findings, field, expressions } = subject;
  const redefined = [...scope.opaqueNames, ...scope.aliases.keys()].some((name) => keywords.has(name));
  if (!scope.complete || redefined) {
    findings.report('deterministic-unknown', field.value, {
      text: 'what a preamble includes or a macro declares',
    });
    return;
  }
  const check = new DeterminismCheck(subject);
  const { map, reduce, neutral, postMap } = expressions;
  for (const typed of [map, reduce, neutral, postMap]) {
    if (typed === undefined || typed.hasErrors) continue;
    check.expression(typed.expression.expression, typed === postMap ? subject.resultType : subject.accumulatorType);
  }
}

class DeterminismCheck {
  /** The first objection to a function and to what it calls; undefined for none, or while it is being looked at. */
  private readonly judged = new Map<FunctionDeclaration, Objection | undefined>();
  private readonly reported = new Set<string>();
  private readonly own: ReadonlySet<FunctionDeclaration>;

  constructor(private readonly subject: DeterminismSubject) {
    this.own = new Set(
      subject.declarations
        .flatMap(({ declarations }) => declarations)
        .flatMap((declaration) => {
          if (declaration.kind === 'function') return [declaration];
          return declaration.kind === 'struct' ? [...declaration.constructors, ...declaration.methods] : [];
        }),
    );
  }

  expression(expression: Expression, becomes: Type): void {
    const { types, scope } = this.subject;
    const vouching = new Vouching(
      types,
      scope,
      (objection) => {
        this.report(objection, objection.span);
      },
      (declaration, at) => {
        const objection = this.judge(declaration);
        if (objection !== undefined) this.report(objection, at.span, declaration.name);
      },
    );
    vouching.expression(expression);
    vouching.conversion(expression, becomes);
  }

  /** Looks at a function once. Objections to the kernel's own are reported in place, and only others returned. */
  private judge(declaration: FunctionDeclaration): Objection | undefined {
    if (this.judged.has(declaration)) return this.judged.get(declaration);
    this.judged.set(declaration, undefined);
    const isOwn = this.own.has(declaration);
    let first: Objection | undefined;
    const { types, scope } = this.subject;
    const found = (objection: Objection, within?: string): void => {
      if (isOwn) this.report(objection, objection.span, within);
      else first ??= objection;
    };
    const vouching = new Vouching(types, scope, found, (called, at) => {
      const objection = this.judge(called);
      if (objection === undefined) return;
      if (isOwn) this.report(objection, at.span, called.name);
      else first ??= objection;
    });
    vouchForFunction(declaration, vouching, found);
    this.judged.set(declaration, first);
    return first;
  }

  /** Each place is reported once: a function may be used in several. */
  private report(objection: Objection, span: Span, within?: string): void {
    const place = `${span.start} ${span.end}`;
    if (this.reported.has(place)) return;
    this.reported.add(place);
    const { findings } = this.subject;
    const inside = within === undefined ? {} : { within };
    switch (objection.kind) {
      case 'call':
        findings.report('deterministic-call', span, { name: objection.name, ...inside });
        return;
      case 'half':
        findings.report('deterministic-half', span, { operator: objection.operator, ...inside });
        return;
      case 'unknown':
        findings.report('deterministic-unknown', span, { text: `‘${objection.text}’`, ...inside });
    }
  }
}

import type { ExpressionTypes, PreambleScope } from '../../check/typed';
import type { Expression, MemberExpression, NameExpression } from '../../cpp/tree';
import { childExpressions } from '../../cpp/walk';
import { vectorFields } from '../../types/builtin';
import type { Type } from '../../types/type';
import { lastWord, type OccurrenceCollector } from './collector';
import { functionSymbol, globalSymbol } from './global-names';
import type { ReduceSymbol } from './symbol';

/** The names that stand before the preambles' and CUDA's: arguments, operands, parameters, local variables. */
export type NameLookup = (name: string) => ReduceSymbol | undefined;

export interface ExpressionContext {
  readonly collector: OccurrenceCollector;
  readonly types: ExpressionTypes;
  readonly scope: PreambleScope;
}

/** Collects the names of an expression. Those of types in casts are left to `collectWords`. */
export function collectExpression(context: ExpressionContext, root: Expression, lookup: NameLookup): void {
  const pending: Expression[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    switch (next.kind) {
      case 'name':
        collectName(context, next, lookup);
        break;
      case 'member':
        collectMember(context, next);
        break;
      case 'call':
        collectCallee(context, next);
        break;
      default:
        break;
    }
    pending.push(...childExpressions(next));
  }
}

function collectName(
  { collector, scope }: ExpressionContext,
  { name, span }: NameExpression,
  lookup: NameLookup,
): void {
  const symbol = lookup(name) ?? globalSymbol(scope, name);
  if (symbol === undefined) return;
  const start = collector.text.slice(span.start, span.end);
  // Template arguments follow the name.
  const bare = /^[\w:\s]*\w/.exec(start)?.[0].length ?? start.length;
  collector.use(lastWord(collector.text, { start: span.start, end: span.start + bare }), symbol);
}

/** A call is collected before its callee, so that what it resolved to is known. */
function collectCallee(context: ExpressionContext, call: Extract<Expression, { kind: 'call' }>): void {
  const resolved = context.types.calleeOf(call);
  let callee = call.callee;
  while (callee.kind === 'parenthesized') callee = callee.inner;
  if (resolved === undefined) return;
  const { collector, scope } = context;
  switch (resolved.kind) {
    case 'cuda':
      if (callee.kind !== 'name') return;
      collector.use(
        lastWord(collector.text, callee.span),
        { kind: 'cuda-function', function: resolved.function, overload: resolved.overload },
        resolved,
      );
      return;
    case 'preamble':
      if (callee.kind !== 'name') return;
      collector.use(lastWord(collector.text, callee.span), functionSymbol(scope, resolved.declaration), resolved);
      return;
    case 'method': {
      const struct = scope.structs.get(resolved.struct.name)?.declaration;
      if (callee.kind !== 'member' || struct === undefined) return;
      collector.use(callee.memberSpan, { kind: 'method', struct, declaration: resolved.declaration }, resolved);
      return;
    }
    case 'constructor':
      return;
  }
}

function collectMember({ collector, types, scope }: ExpressionContext, expression: MemberExpression): void {
  const object = types.typeOf(expression.object);
  const holder = object.kind === 'pointer' ? object.pointee : object;
  const symbol = memberSymbol(scope, holder, expression.member);
  if (symbol !== undefined) collector.use(expression.memberSpan, symbol);
}

/** What a member of a type is; undefined where the type has none of that name. */
export function memberSymbol(scope: PreambleScope, holder: Type, name: string): ReduceSymbol | undefined {
  switch (holder.kind) {
    case 'struct': {
      const struct = scope.structs.get(holder.name)?.declaration;
      if (struct === undefined) return undefined;
      const field = struct.fields.find((each) => each.name === name);
      if (field !== undefined) return { kind: 'member', struct, declaration: field };
      const method = struct.methods.find((each) => each.name === name);
      return method && { kind: 'method', struct, declaration: method };
    }
    case 'vector':
      return vectorFields(holder).some((lane) => lane === name)
        ? { kind: 'lane', of: holder, name, type: holder.element }
        : undefined;
    case 'complex': {
      const parts = holder.family === 'cu' ? ['x', 'y'] : ['real', 'imag'];
      return parts.includes(name) ? { kind: 'lane', of: holder, name, type: holder.element } : undefined;
    }
    default:
      return undefined;
  }
}

import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic as ProtocolDiagnostic,
  type Range,
} from 'vscode-languageserver-types';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { itemAt, rangeOf, spanOf, type Analysis } from '../model/analysis';
import { workspaceEdit } from './edit';
import { fixAllActions, fixEverything } from './fix-all';
import type { QuickFix } from './fix';
import { Problem } from './problem';
import { quickFixes } from './quick-fixes';
import { refactorings } from './refactorings';

/** What a client says about the place; both parts of it may be left out. */
export type ActionContext = Partial<Pick<CodeActionContext, 'diagnostics' | 'only'>>;

/**
 * What can be done at a range: quick fixes of the diagnostics that it touches, refactorings of what stands there, and,
 * on request, all safe fixes of the file at once.
 */
export function codeActions(analysis: Analysis, range: Range, context: ActionContext): CodeAction[] {
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((asked) => includes(asked, kind));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixActions(analysis, range, context.diagnostics ?? []));
  for (const refactoring of refactorings) {
    if (wants(refactoring.kind)) actions.push(...refactoring.find(analysis, spanOf(analysis, range)));
  }
  // A save asks for it by name; nobody wants to be shown it at each place.
  if (context.only !== undefined && wants(CodeActionKind.SourceFixAll)) actions.push(...fixEverything(analysis));
  return actions;
}

/** `source` asks for `source.fixAll` too. */
function includes(asked: string, kind: string): boolean {
  return asked === '' || asked === kind || kind.startsWith(`${asked}.`) || asked.startsWith(`${kind}.`);
}

function quickFixActions(analysis: Analysis, range: Range, given: readonly ProtocolDiagnostic[]): CodeAction[] {
  const { start, end } = spanOf(analysis, range);
  const touched = analysis.model.diagnostics.filter(({ span }) => span.start <= end && span.end >= start);
  return touched.flatMap((diagnostic) => {
    const problem = problemOf(analysis, diagnostic);
    if (problem === undefined) return [];
    const answered = protocolDiagnostic(analysis, diagnostic, given);
    const fixes = quickFixes(problem).map((fix, index) => quickFixAction(analysis, fix, answered, index === 0));
    return fixes.length === 0 ? [] : [...fixes, ...fixAllActions(analysis, diagnostic, answered)];
  });
}

function quickFixAction(
  analysis: Analysis,
  fix: QuickFix,
  diagnostic: ProtocolDiagnostic,
  isFirst: boolean,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(isFirst && fix.isGuess !== true && { isPreferred: true }),
    edit: workspaceEdit(analysis, fix.edits),
  };
}

export function problemOf(analysis: Analysis, diagnostic: Diagnostic): Problem | undefined {
  const placed = itemAt(analysis, diagnostic.span.start);
  return placed && new Problem(analysis, diagnostic, placed.item, placed.start);
}

/** The client's own object for a diagnostic, so that it can tell which of its marks a fix removes. */
function protocolDiagnostic(
  analysis: Analysis,
  { code, message, span }: Diagnostic,
  given: readonly ProtocolDiagnostic[],
): ProtocolDiagnostic {
  const range = rangeOf(analysis, span);
  const same = given.find((each) => each.code === code && isSameRange(each.range, range));
  return same ?? { range, code, message, source: 'warpfold' };
}

function isSameRange(left: Range, right: Range): boolean {
  return (
    left.start.line === right.start.line &&
    left.start.character === right.start.character &&
    left.end.line === right.end.line &&
    left.end.character === right.end.character
  );
}

import { CodeActionKind, type CodeAction, type Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver-types';
import type { DiagnosticCode } from '../../diagnostics/codes';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { itemAt, type Analysis } from '../model/analysis';
import { workspaceEdit } from './edit';
import { areApart, type TextChange } from './fix';
import { Problem } from './problem';
import { quickFixes } from './quick-fixes';

/**
 * Most instances of a kind that are mended at once, because each fix is tried; another round mends the rest. What is
 * offered at each movement of the cursor has less time than what is asked for by name.
 */
const offeredLimit = 40;
const requestedLimit = 1000;

/** Fixes that keep the meaning, or without which the text has none: those may happen unseen, on save. */
const safeCodes: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'missing-semicolon',
  'missing-equals',
  'missing-open-brace',
  'argument-semicolon',
  'argument-restrict',
  'argument-default',
  'argument-storage',
  'words-as-cast',
  'python-name',
  'python-conditional',
  'power-operator',
  'std-name',
  'unknown-dtype',
  'wrong-arrow',
  'double-literal',
  'pow-square',
  'bad-options',
  'tolerance-without-expect',
]);

/** “Fix all … in this file”, where a diagnostic has company of its kind. */
export function fixAllActions(
  analysis: Analysis,
  { code }: Diagnostic,
  answered: ProtocolDiagnostic,
): readonly CodeAction[] {
  const instances = analysis.model.diagnostics.filter((each) => each.code === code);
  if (instances.length < 2) return [];
  const { changes, count } = obviousChanges(analysis, instances.slice(0, offeredLimit));
  if (count < 2) return [];
  return [
    {
      title: `Fix ${instances.length > count ? count : `all ${count}`} of ‘${code}’ in this file`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [answered],
      edit: workspaceEdit(analysis, changes),
    },
  ];
}

/** All safe fixes of the file in one edit. */
export function fixEverything(analysis: Analysis): readonly CodeAction[] {
  const { changes, count } = obviousChanges(
    analysis,
    analysis.model.diagnostics.filter(({ code }) => safeCodes.has(code)).slice(0, requestedLimit),
  );
  if (count === 0) return [];
  return [
    {
      title: 'Fix all auto-fixable problems',
      kind: `${CodeActionKind.SourceFixAll}.warpfold`,
      edit: workspaceEdit(analysis, changes),
    },
  ];
}

/** The best fix of each diagnostic, where it is no guess and does not touch what an earlier one changes. */
function obviousChanges(
  analysis: Analysis,
  diagnostics: readonly Diagnostic[],
): { readonly changes: readonly TextChange[]; readonly count: number } {
  let changes: readonly TextChange[] = [];
  let count = 0;
  for (const diagnostic of diagnostics) {
    const placed = itemAt(analysis, diagnostic.span.start);
    if (placed === undefined) continue;
    const [best] = quickFixes(new Problem(analysis, diagnostic, placed.item, placed.start));
    if (best === undefined || best.isGuess === true) continue;
    const together = [...changes, ...best.edits];
    if (!areApart(together)) continue;
    changes = together;
    count++;
  }
  return { changes, count };
}

import type { Analysis } from '../model/analysis';
import { lawCodes } from '../../diagnostics/codes/laws';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { createChecker } from '../../document/checker';
import type { Item } from '../../syntax/tree';
import { shift } from '../../text/span';
import { applyChanges, type QuickFix } from './fix';
import type { Problem } from './problem';

/**
 * Whether a fix mends what it is for: the item is checked again with the fix made, beside what it needs of the file
 * alone (the preambles, and a case's kernel), which takes about a millisecond however long the file is.
 *
 * False where the problem is still there, or the item has an error that it had not before.
 */
export function mends(problem: Problem, fix: QuickFix): boolean {
  const { diagnostic } = problem;
  if (fix.isTrusted === true || !staysIn(problem, fix)) return true;
  const after = diagnosticsWith(problem, fix.edits);
  if (after === undefined) return false;
  const before = diagnosticsWith(problem, []) ?? [];
  if (
    count(after, diagnostic.code) >= Math.max(1, count(before, diagnostic.code)) &&
    isStillThere(problem, fix, after)
  ) {
    return false;
  }
  return after.every(
    ({ code, severity }) =>
      severity !== 'error' || code === diagnostic.code || count(after, code) <= count(before, code),
  );
}

function count(all: readonly Diagnostic[], code: string): number {
  return all.filter((each) => each.code === code).length;
}

/** A mistake of the same kind further on may show only once the first is mended. */
function isStillThere({ diagnostic }: Problem, { edits }: QuickFix, after: readonly Diagnostic[]): boolean {
  const behind = Math.max(diagnostic.span.end, ...edits.map(({ span }) => span.end));
  const grown = edits.reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
  return after.some(({ code, message, span }) => {
    if (code !== diagnostic.code) return false;
    return message === diagnostic.message || span.start < behind + grown;
  });
}

/** What a fix changes elsewhere, such as a name that other items use, is not tried. */
function staysIn({ item, start }: Problem, { edits }: QuickFix): boolean {
  return edits.every(({ span }) => span.start >= start && span.end <= start + item.text.length);
}

/** Operator laws cost more than all else: they are checked for the diagnostics that they make alone. */
const lawful: ReadonlySet<string> = new Set(Object.keys(lawCodes));

/** What was found in the texts that stood for an item, so that the same fix is tried once while nothing changes. */
const tried = new WeakMap<Item, Map<string, readonly Diagnostic[]>>();

/** The diagnostics of a problem's item once a fix is made; undefined where its edits overlap. */
function diagnosticsWith({ analysis, item, start, diagnostic }: Problem, edits: QuickFix['edits']) {
  const changed = applyChanges(
    item.text,
    edits.map(({ span, newText }) => ({ span: shift(span, -start), newText })),
  );
  if (changed === undefined) return undefined;
  const above = surroundings(analysis, item, changed)
    .map((text) => `${text}\n\n`)
    .join('');
  const laws = lawful.has(diagnostic.code);
  const found = memoised(
    item,
    `${laws}:${above}${changed}`,
    () => createChecker().check(above + changed, { laws }).diagnostics,
  );
  return found
    .filter(({ span }) => span.start >= above.length)
    .map((each) => ({ ...each, span: shift(each.span, start - above.length) }));
}

function memoised(item: Item, key: string, check: () => readonly Diagnostic[]): readonly Diagnostic[] {
  const results = tried.get(item) ?? new Map<string, readonly Diagnostic[]>();
  tried.set(item, results);
  const known = results.get(key) ?? check();
  results.set(key, known);
  return known;
}

/** The preambles of the file, and the kernel of a case, whose name the fix may have changed. */
function surroundings({ model }: Analysis, item: Item, changed: string): string[] {
  const preambles = model.items.flatMap((each) =>
    each.item.kind === 'preamble' && each.item !== item ? [each.item.text] : [],
  );
  if (item.kind !== 'case') return preambles;
  const [, name = ''] = /\bof\s+([A-Za-z_]\w*)/.exec(changed) ?? [];
  const kernel = model.kernelsByName.get(name);
  return kernel === undefined ? preambles : [...preambles, kernel.text];
}

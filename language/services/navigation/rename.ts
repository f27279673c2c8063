import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { keywords } from '../../cpp/keywords';
import type { Span } from '../../text/span';
import { createAnalyser, rangeOf, type Analysis } from '../model/analysis';
import { occurrenceAt, occurrencesOf } from '../symbols/occurrences';
import { isDeclared, nameOf, type DeclaredSymbol, type PlacedOccurrence } from '../symbols/symbol';

/** Why something cannot be renamed, as a sentence for the person who tried. */
export interface Refusal {
  readonly refusal: string;
}

export interface RenameTarget {
  readonly range: Range;
  readonly placeholder: string;
}

/** The name at a position, where it can be changed. Undefined where no name stands. */
export function prepareRename(analysis: Analysis, position: Position): RenameTarget | Refusal | undefined {
  const found = renamedAt(analysis, position);
  if (found === undefined || 'refusal' in found) return found;
  return { range: rangeOf(analysis, found.span, found.start), placeholder: nameOf(found.symbol) };
}

/**
 * Changes a name everywhere it stands. Refused where the new name is none, is taken, or would give another name another
 * meaning: the renamed text is analysed, and has to say the same.
 */
export function rename(analysis: Analysis, position: Position, newName: string): WorkspaceEdit | Refusal | undefined {
  const found = renamedAt(analysis, position);
  if (found === undefined || 'refusal' in found) return found;
  const refusal = invalidName(newName);
  if (refusal !== undefined) return { refusal };
  const places = occurrencesOf(analysis, found.symbol).map(({ span, start }): Span => {
    return { start: start + span.start, end: start + span.end };
  });
  if (!keepsMeaning(analysis, places, newName, nameOf(found.symbol))) {
    return {
      refusal: `‘${newName}’ is taken: another name here would change its meaning. Choose a name that is free.`,
    };
  }
  const edits = places.map((place): TextEdit => ({ range: rangeOf(analysis, place), newText: newName }));
  return {
    documentChanges: [{ textDocument: { uri: analysis.uri, version: analysis.version }, edits }],
  };
}

type Renamed = PlacedOccurrence & { readonly symbol: DeclaredSymbol };

function renamedAt(analysis: Analysis, position: Position): Renamed | Refusal | undefined {
  const found = occurrenceAt(analysis, analysis.lines.offset(position));
  if (found === undefined) return undefined;
  const { symbol, item, span } = found;
  const name = nameOf(symbol);
  if (symbol.kind === 'opaque') {
    return { refusal: `‘${name}’ is a macro or a template, which only the compiler understands: change it by hand.` };
  }
  if (!isDeclared(symbol)) return { refusal: `‘${name}’ belongs to the language and cannot be renamed.` };
  const written = item.text.slice(span.start, span.end);
  if (written !== name || !/^\w+$/.test(name)) {
    return { refusal: `‘${name}’ stands in a namespace or is an operator: change it by hand.` };
  }
  return { ...found, symbol };
}

function invalidName(name: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return `‘${name}’ is no name: names have letters, digits and _, and do not begin with a digit.`;
  }
  return keywords.has(name) ? `‘${name}’ is a keyword of C++ and cannot be a name.` : undefined;
}

/** Whether the text with the new name names the same thing at the same places, and has no error that it had not. */
function keepsMeaning(analysis: Analysis, places: readonly Span[], newName: string, oldName: string): boolean {
  const growth = newName.length - oldName.length;
  const renamed = replaceAll(analysis.text, places, newName);
  const after = createAnalyser(analysis.uri).analyse(renamed, 0);
  const before = createAnalyser(analysis.uri).analyse(analysis.text, 0);
  if (errorsOf(after) > errorsOf(before)) return false;
  const expected = places.map(({ start }, index) => start + growth * index);
  const [first] = expected;
  const found = first === undefined ? undefined : occurrenceAt(after, first);
  if (found === undefined) return false;
  const actual = occurrencesOf(after, found.symbol).map(({ span, start }) => start + span.start);
  return actual.length === expected.length && actual.every((place, index) => place === expected[index]);
}

function replaceAll(text: string, places: readonly Span[], newName: string): string {
  let result = '';
  let last = 0;
  for (const { start, end } of places) {
    result += text.slice(last, start) + newName;
    last = end;
  }
  return result + text.slice(last);
}

function errorsOf({ model }: Analysis): number {
  return model.diagnostics.filter(({ severity }) => severity === 'error').length;
}

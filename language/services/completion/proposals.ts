import { Admission } from '../../check/determinism/admission';
import type { Analysis } from '../model/analysis';
import { isUnclosedLiteral, skipTrivia } from '../../syntax/lexeme';
import { span, type Span } from '../../text/span';
import { isKernelField } from '../../syntax/fields';
import type { KernelState } from '../../document/kernel-memo';
import { codeAt } from '../place/code-at';
import { itemOf, type Place } from '../place/place';
import { tokensBetween } from '../place/tokens';
import { accuracyProposals } from './accuracy';
import { argumentProposals } from './arguments';
import { bindingProposals } from './case-names';
import { caseValueProposals } from './case-values';
import { optionProposals } from './compiler-options';
import { distinct } from './distinct';
import { dtypeProposals } from './dtypes';
import { expressionProposals } from './expressions';
import { fieldProposals } from './field-names';
import { fileProposals } from './files';
import { kernelNameProposals, ofKeyword } from './kernel-names';
import type { CompletionOptions } from './options';
import { preambleProposals } from './preambles';
import type { Proposal } from './proposal';
import { topLevelProposals } from './top-level';
import { truthProposals } from './truth';

/** What is offered at a place, each label once. */
export function proposalsAt(analysis: Analysis, place: Place, options: CompletionOptions): readonly Proposal[] {
  const { interruption, part } = place;
  if (interruption?.kind === 'literal') return insideLiteral(analysis, place, interruption.span, options);
  if (interruption !== undefined || !isAsked(analysis, place, options.triggerCharacter)) return [];
  switch (part.kind) {
    case 'top':
      return distinct(topLevelProposals(analysis.model, place.offset));
    case 'head':
      return part.keyword === 'case' ? distinct(headProposals(analysis, part.words)) : [];
    case 'name':
      return distinct(nameProposals(analysis, place, part.owner));
    case 'value':
      return part.owner === 'kernel'
        ? fieldValueProposals(analysis, place, part.name, part.start)
        : distinct(caseProposals(analysis, place, part.name, part.start));
    case 'preamble':
      return preambleCode(analysis, place);
    case 'nothing':
      return [];
  }
}

/** A character that asks by itself does so as a part of an operator only: `->` and `::`, and not `a >` and `? :`. */
function isAsked({ text }: Analysis, { offset }: Place, trigger: string | undefined): boolean {
  switch (trigger) {
    case '>':
      return text.startsWith('->', offset - 2);
    case ':':
      return text.startsWith('::', offset - 2);
    case '"':
    case '/':
      return false;
    default:
      return true;
  }
}

/** `case NAME of KERNEL`; a case without a name may name its kernel all the same. */
function headProposals({ model }: Analysis, words: readonly string[]): readonly Proposal[] {
  if (words.length <= 2 && words.at(-1) === 'of') return kernelNameProposals(model);
  return words.length === 1 ? [ofKeyword] : [];
}

function nameProposals(analysis: Analysis, place: Place, owner: 'kernel' | 'case'): readonly Proposal[] {
  const hasValue = nextCharacter(analysis, place) === '=';
  const at = place.word.start - (place.placed?.start ?? 0);
  if (owner === 'kernel') {
    const item = itemOf(place, 'kernel');
    return item === undefined ? [] : fieldProposals(item, analysis.model.kernelStates.get(item), at, hasValue);
  }
  const item = itemOf(place, 'case');
  return item === undefined ? [] : bindingProposals(item, kernelOfCase(analysis, place)?.checked, at, hasValue);
}

function fieldValueProposals(analysis: Analysis, place: Place, name: string, start: number): readonly Proposal[] {
  const item = itemOf(place, 'kernel');
  const state = item && analysis.model.kernelStates.get(item);
  if (state === undefined || !isKernelField(name)) return [];
  const { scope, kernel } = state.parts;
  const tokens = tokensBetween(analysis.text, start, place.word.start);
  switch (name) {
    case 'dtype_out':
    case 'reduce_type':
      return tokens.length === 0 ? distinct(dtypeProposals(scope)) : [];
    case 'accuracy':
      return tokens.length === 0 ? accuracyProposals : [];
    case 'arguments':
      return distinct(argumentProposals(tokens, scope));
    case 'options':
      return optionProposals(kernel, undefined);
    case 'deterministic':
      return tokens.length === 0 ? truthProposals : [];
    case 'map_expr':
    case 'reduce_expr':
    case 'neutral':
    case 'post_map_expr': {
      const code = codeAt(analysis, place, place.word.start);
      if (code === undefined) return [];
      const { options } = kernel;
      return expressionProposals({
        ...code,
        next: nextCharacter(analysis, place),
        options,
        admission: admissionOf(state),
      });
    }
  }
}

function caseProposals(analysis: Analysis, place: Place, name: string, start: number): readonly Proposal[] {
  const tokens = tokensBetween(analysis.text, start, place.word.start);
  return caseValueProposals(name, kernelOfCase(analysis, place)?.checked, tokens);
}

function kernelOfCase({ model }: Analysis, place: Place): KernelState | undefined {
  const item = model.kernelsByName.get(itemOf(place, 'case')?.kernel.text ?? '');
  return item && model.kernelStates.get(item);
}

function preambleCode(analysis: Analysis, place: Place): readonly Proposal[] {
  const code = codeAt(analysis, place, place.word.start);
  if (code === undefined) return [];
  // Those of the file serve kernels of all kinds.
  const kernel = itemOf(place, 'kernel');
  const admission = admissionOf(kernel && analysis.model.kernelStates.get(kernel));
  return preambleProposals({ ...code, next: nextCharacter(analysis, place), options: [], admission });
}

function admissionOf(state: KernelState | undefined): Admission | undefined {
  return state?.parts.kernel.deterministic === true ? new Admission(state.parts) : undefined;
}

function nextCharacter({ text }: Analysis, { word }: Place): string {
  return text.charAt(skipTrivia(text, word.end));
}

/** Strings are free text, but for the path of a data file and for the options of a compiler. */
function insideLiteral(
  { text, model }: Analysis,
  place: Place,
  literal: Span,
  { files, triggerCharacter }: CompletionOptions,
): readonly Proposal[] {
  const { part, offset } = place;
  if (
    part.kind !== 'value' ||
    text[literal.start] !== '"' ||
    (triggerCharacter !== undefined && !/["/.]/.test(triggerCharacter))
  )
    return [];
  const content = span(
    literal.start + 1,
    isUnclosedLiteral(text, literal.start, literal.end) ? offset : literal.end - 1,
  );
  if (part.owner === 'case') {
    const [name, open] = tokensBetween(text, part.start, literal.start).slice(-2);
    const isPath = name?.text === 'file' && open?.text === '(';
    return isPath && files !== undefined ? distinct(fileProposals(text, content, offset, files)) : [];
  }
  const item = itemOf(place, 'kernel');
  const kernel = item && model.kernelStates.get(item)?.parts.kernel;
  return part.name === 'options' ? optionProposals(kernel ?? { options: [], deterministic: false }, content) : [];
}

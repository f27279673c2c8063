import type { CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { KernelState } from '../../../document/kernel-memo';
import type { KernelItem } from '../../../syntax/tree';
import type { Span } from '../../../text/span';
import { itemAt, type Analysis } from '../../model/analysis';

/** A change that nothing is wrong without. */
export interface Refactoring {
  readonly kind: CodeActionKind;
  /** What it offers at a place of the document. */
  find(analysis: Analysis, place: Span): readonly CodeAction[];
}

export interface KernelPlace {
  readonly item: KernelItem;
  readonly state: KernelState;
  readonly start: number;
  /** The place, counted from the kernel. */
  readonly place: Span;
}

/** The kernel that a place lies in. */
export function kernelAt(analysis: Analysis, place: Span): KernelPlace | undefined {
  const placed = itemAt(analysis, place.start);
  if (placed?.item.kind !== 'kernel') return undefined;
  const { item, start } = placed;
  const state = analysis.model.kernelStates.get(item);
  return state && { item, state, start, place: { start: place.start - start, end: place.end - start } };
}

export function touches(place: Span, target: Span): boolean {
  return place.start <= target.end && place.end >= target.start;
}

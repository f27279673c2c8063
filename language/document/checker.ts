import type { CheckedKernelParts } from '../check/kernel';
import type { CheckedPreambles } from '../check/preamble';
import type { CheckedCase, CheckedDocument, CheckedKernel, CheckOptions } from '../checked';
import type { Finding } from '../diagnostics/diagnostic';
import type { Item, KernelItem, PreambleItem } from '../syntax/tree';
import { CaseMemo } from './case-memo';
import { hasError, withoutConsequences, withoutRepetition } from './consequences';
import { ItemCache, type PlacedParse } from './document-cache';
import { KernelMemo, type KernelState } from './kernel-memo';
import { LawMemo } from './law-memo';
import { NameMemo, type Names } from './names';
import { Placement } from './place-findings';
import { PreambleMemo, type SharedPreambles } from './preambles';

/** Checks one document again and again, and re-uses what an edit left as it was. */
export interface Checker {
  /**
   * Never throws. Operator laws cost more than everything else. With `laws: false` they are left out; a function is asked
   * before each kernel whose laws are not known yet, and where it says false they are left out. A later call with the
   * same text adds them.
   */
  check(text: string, options?: { readonly laws?: boolean | (() => boolean) }): DocumentModel;
}

/** A checked document with all that language services need: each sub-expression's type, each name in scope. */
export interface DocumentModel extends CheckedDocument {
  /** By kernel item, in file order. */
  readonly kernelStates: ReadonlyMap<KernelItem, KernelState>;
  /** The preambles at the top of the file. */
  readonly preambles: SharedPreambles;
  /** The first kernel of each name. */
  readonly kernelsByName: ReadonlyMap<string, KernelItem>;
  /** False where operator laws were left out. */
  readonly areLawsComplete: boolean;
}

export function createChecker(options: CheckOptions = {}): Checker {
  const memos: Memos = {
    items: new ItemCache(),
    names: new NameMemo(),
    preambles: new PreambleMemo(),
    kernels: new KernelMemo(),
    cases: new CaseMemo(options.files),
    laws: new LawMemo(),
  };
  return { check: (text, { laws = true } = {}) => new DocumentCheck(text, laws, memos).run() };
}

/** What is remembered from one version of a document to the next. */
interface Memos {
  readonly items: ItemCache;
  readonly names: NameMemo;
  readonly preambles: PreambleMemo;
  readonly kernels: KernelMemo;
  readonly cases: CaseMemo;
  readonly laws: LawMemo;
}

class DocumentCheck {
  private readonly placed: readonly PlacedParse[];
  private readonly names: Names;
  private readonly placement: Placement;
  private readonly kernels = new Map<KernelItem, KernelState>();
  private readonly cases: CheckedCase[] = [];
  private areLawsComplete = true;

  constructor(
    private readonly text: string,
    private readonly laws: boolean | (() => boolean),
    private readonly memos: Memos,
  ) {
    this.placed = memos.items.update(text);
    this.names = memos.names.resolve(this.placed);
    this.placement = new Placement(this.placed);
  }

  run(): DocumentModel {
    for (const { item, findings, start } of this.placed) {
      this.placement.add(findings, start);
      this.placement.add(this.names.findings.get(item) ?? [], start);
    }
    const preambles = this.checkKernels();
    this.checkCases();
    this.checkLaws();
    return {
      text: this.text,
      items: this.placed,
      kernels: Array.from(this.kernels.values(), ({ checked }): CheckedKernel => checked),
      cases: this.cases,
      diagnostics: this.placement.sorted(),
      kernelStates: this.kernels,
      preambles,
      kernelsByName: this.names.kernels,
      areLawsComplete: this.areLawsComplete,
    };
  }

  private checkKernels(): SharedPreambles {
    const placedPreambles = this.placed.flatMap((placed) => (isPreamble(placed) ? [placed] : []));
    const shared = this.memos.preambles.check(placedPreambles);
    const areSound = this.reportPreambles(placedPreambles, shared.checked);
    for (const { item, findings: form, start } of this.placed) {
      if (item.kind !== 'kernel') continue;
      const isSound = areSound && this.isWellFormed(item, form);
      const state = this.memos.kernels.check(item, start, shared, isSound);
      this.placement.add(withoutConsequences(state.parts.findings, form), start);
      this.kernels.set(item, state);
    }
    return shared;
  }

  /** True where no preamble has an error. */
  private reportPreambles(placed: readonly PlacedParse[], { findings }: CheckedPreambles): boolean {
    let areSound = true;
    for (const [index, { findings: form, start }] of placed.entries()) {
      const checked = findings[index] ?? [];
      this.placement.add(checked, start);
      areSound &&= !hasError(checked) && !hasError(form);
    }
    return areSound;
  }

  private checkCases(): void {
    for (const { item, findings: form, start } of this.placed) {
      if (item.kind !== 'case') continue;
      const kernelItem = this.names.kernels.get(item.kernel.text);
      const kernel = kernelItem && this.kernels.get(kernelItem);
      if (kernel === undefined) continue;
      const { parts, checked } = this.memos.cases.check(item, start, kernel, this.isWellFormed(item, form));
      this.placement.add(withoutConsequences(parts.findings, form), start);
      this.cases.push(checked);
    }
  }

  private checkLaws(): void {
    const casesOf = new Map<CheckedKernel, CheckedCase[]>();
    for (const each of this.cases) {
      if (!each.runnable) continue;
      const others = casesOf.get(each.kernel);
      if (others === undefined) casesOf.set(each.kernel, [each]);
      else others.push(each);
    }
    for (const { checked, parts } of this.kernels.values()) {
      if (!checked.runnable || parts.ignoresOperand) continue;
      const cases = casesOf.get(checked) ?? [];
      if (!this.mayCheckLaws(parts, cases)) {
        this.areLawsComplete = false;
        continue;
      }
      const found = this.memos.laws.check(parts, cases);
      this.placement.add(withoutRepetition(found, parts.findings), checked.start);
    }
  }

  private mayCheckLaws(parts: CheckedKernelParts, cases: readonly CheckedCase[]): boolean {
    if (typeof this.laws === 'boolean') return this.laws;
    return this.memos.laws.isKnown(parts, cases) || this.laws();
  }

  private isWellFormed(item: Item, form: readonly Finding[]): boolean {
    return !hasError(form) && !hasError(this.names.findings.get(item) ?? []);
  }
}

function isPreamble(placed: PlacedParse): placed is PlacedParse & { readonly item: PreambleItem } {
  return placed.item.kind === 'preamble';
}

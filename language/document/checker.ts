import type { CheckedKernelParts } from '../check/kernel';
import type { CheckedCase, CheckedKernel, CheckOptions } from '../checked';
import type { Finding } from '../diagnostics/diagnostic';
import type { Item, PreambleItem } from '../syntax/tree';
import { CaseMemo, type CaseState } from './case-memo';
import { hasError, withoutConsequences, withoutRepetition } from './consequences';
import { ItemCache, type PlacedParse } from './document-cache';
import { KernelMemo, type KernelState } from './kernel-memo';
import { KernelStates, type PlacedKernel } from './kernel-states';
import { LawMemo } from './law-memo';
import { LazyModel, type DocumentModel, type FoundInDocument } from './model';
import { NameMemo, type Names } from './names';
import { Placement } from './place-findings';
import { PreambleMemo, type SharedPreambles } from './preambles';

/** Checks one document again and again, and re-uses what an edit left as it was. */
export interface Checker {
  /**
   * Never throws. What its kernels and cases mean, and what is said about the text, is found when it is first read from
   * the model; most questions about a version need little of it.
   *
   * Operator laws cost more than everything else. With `laws: false` they are left out; a function is asked
   * before each kernel whose laws are not known yet, and where it says false they are left out. A later call with the
   * same text adds them.
   */
  check(text: string, options?: { readonly laws?: boolean | (() => boolean) }): DocumentModel;
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

interface CaseInDocument extends CaseState {
  readonly form: readonly Finding[];
}

class DocumentCheck {
  private readonly placed: readonly PlacedParse[];
  private readonly names: Names;
  private readonly preambles: SharedPreambles;
  private readonly kernels: KernelStates;
  private arePreamblesSound: boolean | undefined;
  private checkedCases: readonly CaseInDocument[] | undefined;

  constructor(
    private readonly text: string,
    private readonly laws: boolean | (() => boolean),
    private readonly memos: Memos,
  ) {
    this.placed = memos.items.update(text);
    this.names = memos.names.resolve(this.placed);
    this.preambles = memos.preambles.check(this.placed.filter(isPreamble));
    this.kernels = new KernelStates(this.placed, (kernel) => this.checkKernel(kernel));
  }

  run(): DocumentModel {
    return new LazyModel({
      text: this.text,
      items: this.placed,
      kernelStates: this.kernels,
      cases: () => this.cases().map(({ checked }) => checked),
      preambles: this.preambles,
      names: this.names,
      findings: () => this.findings(),
    });
  }

  private checkKernel({ item, findings: form, start }: PlacedKernel): KernelState {
    this.arePreamblesSound ??= !this.hasUnsoundPreamble();
    const isSound = this.arePreamblesSound && this.isWellFormed(item, form);
    return this.memos.kernels.check(item, start, this.preambles, isSound);
  }

  private hasUnsoundPreamble(): boolean {
    const { findings } = this.preambles.checked;
    return findings.some(hasError) || this.placed.some((placed) => isPreamble(placed) && hasError(placed.findings));
  }

  private cases(): readonly CaseInDocument[] {
    return (this.checkedCases ??= this.checkCases());
  }

  private checkCases(): readonly CaseInDocument[] {
    const kernels = this.kernels.all();
    const checkedCases: CaseInDocument[] = [];
    for (const { item, findings: form, start } of this.placed) {
      if (item.kind !== 'case') continue;
      const kernelItem = this.names.kernels.get(item.kernel.text);
      const kernel = kernelItem && kernels.get(kernelItem);
      if (kernel === undefined) continue;
      const { parts, checked } = this.memos.cases.check(item, start, kernel, this.isWellFormed(item, form));
      checkedCases.push({ parts, checked, form });
    }
    return checkedCases;
  }

  private findings(): FoundInDocument {
    const placement = new Placement(this.placed);
    let preamble = 0;
    for (const { item, findings, start } of this.placed) {
      placement.add(findings, start);
      placement.add(this.names.findings.get(item) ?? [], start);
      if (item.kind === 'preamble') placement.add(this.preambles.checked.findings[preamble++] ?? [], start);
    }
    const kernels = this.kernels.all();
    for (const { item, findings: form, start } of this.placed) {
      const state = item.kind === 'kernel' ? kernels.get(item) : undefined;
      if (state !== undefined) placement.add(withoutConsequences(state.parts.findings, form), start);
    }
    for (const { parts, checked, form } of this.cases()) {
      placement.add(withoutConsequences(parts.findings, form), checked.start);
    }
    const areLawsComplete = this.checkLaws(placement);
    return { diagnostics: placement.sorted(), areLawsComplete };
  }

  /** @returns false where laws were left out. */
  private checkLaws(placement: Placement): boolean {
    const casesOf = new Map<CheckedKernel, CheckedCase[]>();
    for (const { checked } of this.cases()) {
      if (!checked.runnable) continue;
      const others = casesOf.get(checked.kernel);
      if (others === undefined) casesOf.set(checked.kernel, [checked]);
      else others.push(checked);
    }
    let areLawsComplete = true;
    for (const { checked, parts } of this.kernels.all().values()) {
      if (!checked.runnable || parts.ignoresOperand) continue;
      const cases = casesOf.get(checked) ?? noCases;
      if (!this.mayCheckLaws(parts, cases)) {
        areLawsComplete = false;
        continue;
      }
      const found = this.memos.laws.check(parts, cases);
      placement.add(withoutRepetition(found, parts.findings), checked.start);
    }
    return areLawsComplete;
  }

  private mayCheckLaws(parts: CheckedKernelParts, cases: readonly CheckedCase[]): boolean {
    if (typeof this.laws === 'boolean') return this.laws;
    return this.memos.laws.isKnown(parts, cases) || this.laws();
  }

  private isWellFormed(item: Item, form: readonly Finding[]): boolean {
    return !hasError(form) && !hasError(this.names.findings.get(item) ?? none);
  }
}

const none: readonly Finding[] = [];
const noCases: readonly CheckedCase[] = [];

function isPreamble(placed: PlacedParse): placed is PlacedParse & { readonly item: PreambleItem } {
  return placed.item.kind === 'preamble';
}

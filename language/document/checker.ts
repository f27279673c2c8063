import { checkCase, type CheckedCaseParts } from '../cases/check-case';
import { checkKernel, type CheckedKernelParts } from '../check/kernel';
import type { CheckedPreambles } from '../check/preamble';
import type { CheckedCase, CheckedDocument, CheckedKernel, CheckOptions, DataFile, PlacedPreamble } from '../checked';
import type { Finding } from '../diagnostics/diagnostic';
import type { CaseItem, Item, KernelItem, PlacedItem } from '../syntax/tree';
import { hasError, withoutConsequences } from './consequences';
import { dataFilesOf, sameFiles } from './data-files';
import { ItemCache, type PlacedParse } from './document-cache';
import { LawMemo } from './law-memo';
import { resolveNames, type Names } from './names';
import { Placement } from './place-findings';
import { placeShared, PreambleMemo, preamblesOf } from './preambles';

/** Checks one document again and again, and re-uses what an edit left as it was. */
export interface Checker {
  /**
   * Never throws. With `laws: false`, operator laws are left out: they cost more than everything else, and a second call
   * with the same text adds them.
   */
  check(text: string, options?: { readonly laws?: boolean }): CheckedDocument;
}

export function createChecker(options: CheckOptions = {}): Checker {
  const memos: Memos = {
    items: new ItemCache(),
    preambles: new PreambleMemo(),
    kernels: new WeakMap(),
    cases: new WeakMap(),
    laws: new LawMemo(),
  };
  return {
    check: (text, { laws = true } = {}) => new DocumentCheck(text, options, laws, memos).run(),
  };
}

/** What is remembered from one version of a document to the next. */
interface Memos {
  readonly items: ItemCache;
  readonly preambles: PreambleMemo;
  readonly kernels: WeakMap<KernelItem, { readonly preambles: CheckedPreambles; readonly parts: CheckedKernelParts }>;
  readonly cases: WeakMap<CaseItem, CaseMemo>;
  readonly laws: LawMemo;
}

interface CaseMemo {
  readonly kernel: CheckedKernelParts;
  readonly isKernelRunnable: boolean;
  readonly dataFiles: readonly DataFile[];
  readonly parts: CheckedCaseParts;
}

/** A kernel, with what its cases and its laws need of it. */
interface KernelState {
  readonly checked: CheckedKernel;
  readonly parts: CheckedKernelParts;
  readonly cases: CheckedCaseParts[];
}

class DocumentCheck {
  private readonly placed: readonly PlacedParse[];
  private readonly items: readonly PlacedItem[];
  private readonly names: Names;
  private readonly placement: Placement;
  private readonly kernels = new Map<KernelItem, KernelState>();
  private readonly cases: CheckedCase[] = [];

  constructor(
    private readonly text: string,
    private readonly options: CheckOptions,
    private readonly laws: boolean,
    private readonly memos: Memos,
  ) {
    this.placed = memos.items.update(text);
    this.items = this.placed.map(({ parsed, start }) => ({ item: parsed.item, start }));
    this.names = resolveNames(this.items);
    this.placement = new Placement(new Map<Item, number>(this.items.map(({ item, start }) => [item, start])));
  }

  run(): CheckedDocument {
    for (const { parsed, start } of this.placed) {
      this.placement.add(parsed.findings, start);
      this.placement.add(this.names.findings.get(parsed.item) ?? [], start);
    }
    this.checkKernels();
    this.checkCases();
    if (this.laws) this.checkLaws();
    return {
      text: this.text,
      items: this.items,
      kernels: Array.from(this.kernels.values(), ({ checked }) => checked),
      cases: this.cases,
      diagnostics: this.placement.sorted(),
    };
  }

  private checkKernels(): void {
    const shared = this.placed.flatMap(({ parsed, start }) =>
      parsed.item.kind === 'preamble' ? [{ item: parsed.item, findings: parsed.findings, start }] : [],
    );
    const preambles = this.memos.preambles.check(shared.map(({ item }) => item));
    let arePreamblesSound = true;
    for (const [index, { findings, start }] of shared.entries()) {
      const checked = preambles.findings[index] ?? [];
      this.placement.add(checked, start);
      if (hasError(checked) || hasError(findings)) arePreamblesSound = false;
    }
    const placedPreambles = placeShared(this.items);
    for (const { parsed, start } of this.placed) {
      const { item, findings: form } = parsed;
      if (item.kind !== 'kernel') continue;
      const parts = this.kernelParts(item, preambles);
      this.placement.add(withoutConsequences(parts.findings, form), start);
      const isSound = arePreamblesSound && this.isWellFormed(item, form);
      this.kernels.set(item, { parts, cases: [], checked: placeKernel(parts, start, placedPreambles, isSound) });
    }
  }

  private kernelParts(item: KernelItem, preambles: CheckedPreambles): CheckedKernelParts {
    const known = this.memos.kernels.get(item);
    if (known?.preambles === preambles) return known.parts;
    const parts = checkKernel(item, preambles);
    this.memos.kernels.set(item, { preambles, parts });
    return parts;
  }

  private checkCases(): void {
    for (const { parsed, start } of this.placed) {
      const { item, findings: form } = parsed;
      if (item.kind !== 'case') continue;
      const kernelItem = this.names.kernels.get(item.kernel.text);
      const kernel = kernelItem && this.kernels.get(kernelItem);
      if (kernel === undefined) continue;
      const { parts, dataFiles } = this.caseParts(item, kernel);
      this.placement.add(withoutConsequences(parts.findings, form), start);
      const isRunnable = parts.runnable && this.isWellFormed(item, form);
      if (isRunnable) kernel.cases.push(parts);
      this.cases.push({
        item,
        start,
        name: item.name.text,
        kernel: kernel.checked,
        runnable: isRunnable,
        settings: parts.settings,
        bindings: parts.bindings,
        dataFiles,
      });
    }
  }

  private caseParts(item: CaseItem, { parts: kernel, checked }: KernelState): CaseMemo {
    const dataFiles = dataFilesOf(item, this.options.files);
    const known = this.memos.cases.get(item);
    const isCurrent =
      known?.kernel === kernel && known.isKernelRunnable === checked.runnable && sameFiles(known.dataFiles, dataFiles);
    if (isCurrent) return known;
    const parts = checkCase(item, checked, this.options);
    const memo = { kernel, isKernelRunnable: checked.runnable, dataFiles, parts };
    this.memos.cases.set(item, memo);
    return memo;
  }

  private checkLaws(): void {
    for (const { checked, parts, cases } of this.kernels.values()) {
      if (!checked.runnable || parts.ignoresOperand) continue;
      const finding = this.memos.laws.check(parts, cases);
      if (finding !== undefined) this.placement.add([finding], checked.start);
    }
  }

  private isWellFormed(item: Item, form: readonly Finding[]): boolean {
    return !hasError(form) && !hasError(this.names.findings.get(item) ?? []);
  }
}

function placeKernel(
  parts: CheckedKernelParts,
  start: number,
  shared: readonly PlacedPreamble[],
  isSound: boolean,
): CheckedKernel {
  const { kernel } = parts;
  return {
    ...kernel,
    start,
    runnable: kernel.runnable && isSound,
    preambles: preamblesOf(kernel.item, start, shared),
  };
}

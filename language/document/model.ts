import type { CheckedCase, CheckedDocument, CheckedKernel } from '../checked';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { KernelItem, PlacedItem } from '../syntax/tree';
import type { KernelState } from './kernel-memo';
import type { SharedPreambles } from './preambles';

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

/** What is said about a document. */
export type FoundInDocument = Pick<DocumentModel, 'diagnostics' | 'areLawsComplete'>;

interface Parts extends Omit<DocumentModel, keyof FoundInDocument | 'kernels'> {
  /** Called once, when somebody first reads what is said about the document. */
  readonly findings: () => FoundInDocument;
}

/** A model that looks for mistakes when it is first asked for them. */
export class LazyModel implements DocumentModel {
  readonly text: string;
  readonly items: readonly PlacedItem[];
  readonly cases: readonly CheckedCase[];
  readonly kernelStates: ReadonlyMap<KernelItem, KernelState>;
  readonly preambles: SharedPreambles;
  readonly kernelsByName: ReadonlyMap<string, KernelItem>;
  private find: (() => FoundInDocument) | undefined;
  private found: FoundInDocument = { diagnostics: [], areLawsComplete: false };

  constructor({ text, items, cases, kernelStates, preambles, kernelsByName, findings }: Parts) {
    this.text = text;
    this.items = items;
    this.cases = cases;
    this.kernelStates = kernelStates;
    this.preambles = preambles;
    this.kernelsByName = kernelsByName;
    this.find = findings;
  }

  get kernels(): readonly CheckedKernel[] {
    return Array.from(this.kernelStates.values(), ({ checked }) => checked);
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.findings().diagnostics;
  }

  get areLawsComplete(): boolean {
    return this.findings().areLawsComplete;
  }

  private findings(): FoundInDocument {
    if (this.find !== undefined) this.found = this.find();
    this.find = undefined;
    return this.found;
  }
}

import type { CheckedCase, CheckedDocument, CheckedKernel } from '../checked';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { KernelItem, PlacedItem } from '../syntax/tree';
import type { KernelStates } from './kernel-states';
import type { Names } from './names';
import type { SharedPreambles } from './preambles';

/** A checked document with all that language services need: each sub-expression's type, each name in scope. */
export interface DocumentModel extends CheckedDocument {
  /** By kernel item. */
  readonly kernelStates: Pick<KernelStates, 'get'>;
  /** The preambles at the top of the file. */
  readonly preambles: SharedPreambles;
  /** The first kernel of each name. */
  readonly kernelsByName: ReadonlyMap<string, KernelItem>;
  /** False where operator laws were left out. */
  readonly areLawsComplete: boolean;
}

/** What is said about a document. */
export type FoundInDocument = Pick<DocumentModel, 'diagnostics' | 'areLawsComplete'>;

type Lazy = keyof FoundInDocument | 'kernels' | 'cases' | 'kernelStates' | 'kernelsByName';

interface Parts extends Omit<DocumentModel, Lazy> {
  readonly names: Names;
  readonly kernelStates: KernelStates;
  /** Called once, when somebody first reads them. */
  readonly cases: () => readonly CheckedCase[];
  readonly findings: () => FoundInDocument;
}

/** A model that looks at each part when it is first asked for it. */
export class LazyModel implements DocumentModel {
  readonly text: string;
  readonly items: readonly PlacedItem[];
  readonly kernelStates: KernelStates;
  readonly preambles: SharedPreambles;
  private readonly names: Names;
  private knownKernels: readonly CheckedKernel[] | undefined;
  private knownCases: readonly CheckedCase[] | undefined;
  private readonly findCases: () => readonly CheckedCase[];
  private find: (() => FoundInDocument) | undefined;
  private found: FoundInDocument = { diagnostics: [], areLawsComplete: false };

  constructor({ text, items, cases, kernelStates, preambles, names, findings }: Parts) {
    this.text = text;
    this.items = items;
    this.findCases = cases;
    this.kernelStates = kernelStates;
    this.preambles = preambles;
    this.names = names;
    this.find = findings;
  }

  get kernelsByName(): ReadonlyMap<string, KernelItem> {
    return this.names.kernels;
  }

  get kernels(): readonly CheckedKernel[] {
    return (this.knownKernels ??= Array.from(this.kernelStates.all().values(), ({ checked }) => checked));
  }

  get cases(): readonly CheckedCase[] {
    return (this.knownCases ??= this.findCases());
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

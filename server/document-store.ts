import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { createAnalyser, type Analyser, type Analysis } from '../language/services/model/analysis';
import { fileAccessOf } from './file-access';
import { applyChanges } from './text-changes';

/** A document that the client has open. It is analysed when somebody first asks about a version. */
export class OpenDocument {
  readonly uri: string;
  private readonly analyser: Analyser;
  private currentText: string;
  private currentVersion: number;
  private last: Analysis | undefined;

  constructor({ uri, text, version }: TextDocumentItem) {
    this.uri = uri;
    this.currentText = text;
    this.currentVersion = version;
    this.analyser = createAnalyser(uri, { files: fileAccessOf(uri) });
  }

  get version(): number {
    return this.currentVersion;
  }

  get text(): string {
    return this.currentText;
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.currentText = applyChanges(this.currentText, changes, this.last?.lines);
    this.currentVersion = version;
    this.last = undefined;
  }

  /** Forgets what was read from data files, which have changed. */
  invalidate(): void {
    this.last = undefined;
  }

  /** What the current text means, with the operator laws that are known already. */
  analysis(): Analysis {
    return (this.last ??= this.analyse(() => false));
  }

  /**
   * The same, with more of the operator laws.
   *
   * @param mayGoOn Asked before the laws of each kernel that are not known yet.
   */
  analysisWithLaws(mayGoOn: () => boolean): Analysis {
    if (this.last?.model.areLawsComplete !== true) this.last = this.analyse(mayGoOn);
    return this.last;
  }

  private analyse(laws: () => boolean): Analysis {
    return this.analyser.analyse(this.currentText, this.currentVersion, laws);
  }
}

/** The open documents: all that the server remembers. */
export class DocumentStore {
  private readonly documents = new Map<string, OpenDocument>();

  open(item: TextDocumentItem): OpenDocument {
    const document = new OpenDocument(item);
    this.documents.set(item.uri, document);
    return document;
  }

  get(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.documents.values()];
  }
}

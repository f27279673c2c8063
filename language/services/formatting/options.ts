/** How an editor wants text to be laid out. */
export interface FormattingOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** The style of one document. */
export interface Style {
  /** The document's own line break. */
  readonly lineBreak: string;
  /** White space of a width, in columns. */
  indent(columns: number): string;
  /** Columns of one level of indentation. */
  readonly step: number;
}

export function styleOf(text: string, { tabSize, insertSpaces }: FormattingOptions): Style {
  const step = Math.min(16, Math.max(1, Math.trunc(tabSize) || 4));
  return {
    lineBreak: /\r\n|\r|\n/.exec(text)?.[0] ?? '\n',
    indent: (columns) =>
      insertSpaces ? ' '.repeat(columns) : '\t'.repeat(Math.floor(columns / step)) + ' '.repeat(columns % step),
    step,
  };
}

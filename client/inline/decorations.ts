import * as vscode from 'vscode';
import type { Tone } from './inline-text';

const colourOf: Readonly<Record<Tone, string>> = {
  plain: 'warpfold.inlineForeground',
  passed: 'warpfold.inlinePassedForeground',
  failed: 'warpfold.inlineFailedForeground',
  stale: 'warpfold.inlineStaleForeground',
  running: 'warpfold.inlineForeground',
};

/** Characters that a bar at the whole of the peak is wide. */
const BAR_WIDTH = 10;

/** One line's text and bar. */
export interface LineDecoration {
  readonly line: number;
  readonly text: string;
  readonly tone: Tone;
  readonly hover?: vscode.MarkdownString;
  /** The filled share of the bar, 0 to 1; no bar where it is left out. */
  readonly share?: number;
  /** Characters to leave free before the text, beside the usual gap. */
  readonly indent?: number;
}

/** The decoration types of the inline view: a text behind the end of a line, and a bar behind that. */
export class InlineDecorations implements vscode.Disposable {
  private readonly text = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private readonly bar = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });

  show(editor: vscode.TextEditor, lines: readonly LineDecoration[]): void {
    const inDocument = lines.filter(({ line }) => line < editor.document.lineCount);
    editor.setDecorations(
      this.text,
      inDocument.map((line) => textOptions(editor, line)),
    );
    editor.setDecorations(
      this.bar,
      inDocument.flatMap((line) => barOptions(editor, line)),
    );
  }

  dispose(): void {
    this.text.dispose();
    this.bar.dispose();
  }
}

function endOf(editor: vscode.TextEditor, line: number): vscode.Range {
  const { end } = editor.document.lineAt(line).range;
  return new vscode.Range(end, end);
}

function textOptions(
  editor: vscode.TextEditor,
  { line, text, tone, hover, indent = 0 }: LineDecoration,
): vscode.DecorationOptions {
  return {
    range: endOf(editor, line),
    ...(hover && { hoverMessage: hover }),
    renderOptions: {
      after: {
        contentText: text,
        color: new vscode.ThemeColor(colourOf[tone]),
        fontStyle: tone === 'stale' ? 'italic' : 'normal',
        margin: `0 0 0 ${3 + indent}ch`,
      },
    },
  };
}

function barOptions(editor: vscode.TextEditor, { line, tone, share }: LineDecoration): vscode.DecorationOptions[] {
  if (share === undefined) return [];
  const width = Math.max(0.2, Math.min(1, share) * BAR_WIDTH);
  const colour = tone === 'stale' ? 'warpfold.inlineStaleForeground' : 'warpfold.inlineBarBackground';
  return [
    {
      range: endOf(editor, line),
      renderOptions: {
        after: {
          contentText: '',
          width: `${width.toFixed(2)}ch`,
          height: '0.5em',
          margin: '0.45em 0 0 1.5ch',
          backgroundColor: new vscode.ThemeColor(colour),
        },
      },
    },
  ];
}

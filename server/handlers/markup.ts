import { MarkupKind, type ClientCapabilities, type MarkupContent } from 'vscode-languageserver';

/** Texts as a client can show them: it may know Markdown in one place and not in another. */
export type Render = <Text extends MarkupContent | string>(text: Text) => Text | MarkupContent;

/** @param formats What the client says that it shows; a client that says nothing shows plain text. */
export function rendererFor(formats: readonly MarkupKind[] | undefined): Render {
  if (formats?.includes(MarkupKind.Markdown) === true) return (text) => text;
  return (text) =>
    typeof text === 'string' || text.kind !== MarkupKind.Markdown
      ? text
      : { kind: MarkupKind.PlainText, value: plainText(text.value) };
}

export function hoverRenderer({ textDocument }: ClientCapabilities): Render {
  return rendererFor(textDocument?.hover?.contentFormat);
}

export function completionRenderer({ textDocument }: ClientCapabilities): Render {
  return rendererFor(textDocument?.completion?.completionItem?.documentationFormat);
}

export function signatureRenderer({ textDocument }: ClientCapabilities): Render {
  return rendererFor(textDocument?.signatureHelp?.signatureInformation?.documentationFormat);
}

/** The words of a Markdown text, without the marks that it uses: fences, emphasis, code and links. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(.*?)\1/g, '$2')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~])/g, '$1')
    .trim();
}

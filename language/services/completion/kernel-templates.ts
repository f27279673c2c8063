import type { DocumentModel } from '../../document/model';
import { kernelSnippets, type KernelSnippet } from './kernel-snippets';
import { expand, placeholder } from './snippet';

/** A whole kernel to start from, whose names are free in the document that it goes to. */
export interface KernelTemplate {
  readonly name: string;
  /** What it computes, one sentence. */
  readonly summary: string;
  /** With placeholders. */
  readonly snippet: string;
  /** With every placeholder at its default. */
  readonly text: string;
}

/** The kernels to start from, the plainest first. Without a document, for an empty one. */
export function kernelTemplates(model?: DocumentModel): readonly KernelTemplate[] {
  const taken = model === undefined ? new Set<string>() : declaredNames(model);
  return kernelSnippets.map((snippet) => withFreeNames(snippet, taken));
}

function withFreeNames(
  { name, summary, declares = [], text }: KernelSnippet,
  taken: ReadonlySet<string>,
): KernelTemplate {
  let snippet = text.replace(`\${1:${name}}`, placeholder(1, free(name, taken)));
  for (const declared of declares) {
    snippet = snippet.replace(new RegExp(`\\b${declared}\\b`, 'g'), free(declared, taken));
  }
  return { name, summary, snippet, text: expand(snippet) };
}

/** The name, or one with a number behind it where that is taken. */
function free(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}_${number}`;
  return candidate;
}

function declaredNames({ kernels, preambles }: DocumentModel): ReadonlySet<string> {
  const { structs, functions, aliases, enums, globals, opaqueNames } = preambles.checked.scope;
  return new Set([
    ...kernels.map(({ name }) => name),
    ...[structs, functions, aliases, enums, globals].flatMap((names) => [...names.keys()]),
    ...opaqueNames,
  ]);
}

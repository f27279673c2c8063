import { CompletionItemKind } from 'vscode-languageserver-types';
import { defaultText } from '../../cases/default-input';
import type { CheckedKernel } from '../../checked';
import type { DocumentModel } from '../../document/model';
import { kernelTemplates, type KernelTemplate } from './kernel-templates';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import { expand, literal, placeholder } from './snippet';

/** What an item can begin with: the keywords, whole kernels, and a case for each kernel that has none. */
export function topLevelProposals(model: DocumentModel, offset: number): readonly Proposal[] {
  return [...keywords(model), ...missingCases(model, offset), ...kernelTemplates(model).map(wholeKernel)];
}

function keywords({ kernels }: DocumentModel): readonly Proposal[] {
  const kind = CompletionItemKind.Keyword;
  const rank = Rank.Wanted;
  const kernel = kernels.at(-1)?.name ?? 'kernel_name';
  return [
    {
      label: 'kernel',
      kind,
      rank,
      subject: { kind: 'keyword', name: 'kernel' },
      insert: 'kernel',
      snippet: 'kernel ${1:name} {\n\t$0\n}',
    },
    {
      label: 'case',
      kind,
      rank,
      subject: { kind: 'keyword', name: 'case' },
      insert: 'case',
      snippet: `case \${1:name} of ${placeholder(2, kernel)} {\n\t$0\n}`,
    },
    {
      label: 'preamble',
      kind,
      rank,
      subject: { kind: 'keyword', name: 'preamble' },
      insert: 'preamble',
      snippet: 'preamble {\n\t$0\n}',
    },
  ];
}

/** A longer list would help nobody to find a kernel. */
const mostCases = 16;

/** Cases for the kernels around the cursor that have none. */
function missingCases({ kernels, cases }: DocumentModel, offset: number): readonly Proposal[] {
  const tested = new Set(cases.map(({ kernel }) => kernel.name));
  return kernels
    .filter(({ name }) => name !== '' && !tested.has(name))
    .toSorted((one, other) => Math.abs(one.start - offset) - Math.abs(other.start - offset))
    .slice(0, mostCases)
    .map(caseOf);
}

function caseOf(kernel: CheckedKernel): Proposal {
  const label = `case … of ${kernel.name}`;
  const snippet = caseSnippet(kernel);
  return {
    label,
    filter: `case of ${kernel.name}`,
    kind: CompletionItemKind.Snippet,
    rank: Rank.Wanted + 1,
    snippet,
    documentation: codeBlock(snippet),
  };
}

/** A case with a value for each argument. */
function caseSnippet(kernel: CheckedKernel): string {
  const values = kernel.arguments.map(
    (argument, position) => [argument.name, defaultText(argument, position, kernel) ?? '0'] as const,
  );
  const hasVector = kernel.arguments.some(({ role }) => role === 'vector');
  const bindings = hasVector ? values : [...values, ['n', '1024'] as const];
  const lines = bindings.map(([name, value], index) => `\t${literal(name)} = ${placeholder(index + 2, value)};`);
  return `case \${1:small} of ${literal(kernel.name)} {\n${lines.join('\n')}\n}`;
}

function wholeKernel({ name, summary, snippet }: KernelTemplate, order: number): Proposal {
  return {
    label: `kernel ${name}`,
    kind: CompletionItemKind.Snippet,
    group: summary,
    rank: Rank.Variable + order,
    snippet,
    documentation: `${summary}\n\n${codeBlock(snippet)}`,
  };
}

function codeBlock(snippet: string): string {
  return `\`\`\`reduce\n${expand(snippet)}\n\`\`\``;
}

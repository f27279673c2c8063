import { CodeActionKind, type CodeAction } from 'vscode-languageserver-types';
import { defaultText, needsCase } from '../../../cases/default-input';
import type { CheckedKernel } from '../../../checked';
import { workspaceEdit } from '../edit';
import { freeName } from '../fixes/items';
import { kernelAt, touches, type Refactoring } from './refactoring';

/** Elements of a new case: enough for a sum to mean something, few enough to look at. */
const elements = 1024;

/** Writes a case with sensible input for a kernel, from its name or its keyword. */
export const addCase: Refactoring = {
  kind: CodeActionKind.Refactor,
  find(analysis, place): readonly CodeAction[] {
    const kernel = kernelAt(analysis, place);
    if (kernel === undefined || !kernel.state.checked.runnable || kernel.item.name.text === '') return [];
    const { item, start } = kernel;
    const keyword = item.text.lastIndexOf('kernel', item.name.span.start);
    if (!touches(kernel.place, { start: Math.max(keyword, 0), end: item.name.span.end })) return [];
    const cases = analysis.model.items.flatMap((each) =>
      each.item.kind === 'case' && each.item.kernel.text === item.name.text ? [each.item.name.text] : [],
    );
    const name = cases.includes('example') ? freeName('example', (each) => cases.includes(each)) : 'example';
    const text = caseText(kernel.state.checked, name);
    if (text === undefined) return [];
    const end = start + item.text.length;
    const edit = workspaceEdit(analysis, [{ span: { start: end, end }, newText: `\n\n${text}` }]);
    const isFirst = cases.length === 0;
    return [
      {
        title: isFirst ? `Add a case for ‘${item.name.text}’` : `Add another case for ‘${item.name.text}’`,
        kind: CodeActionKind.Refactor,
        edit,
      },
    ];
  },
};

/** `case NAME of KERNEL { … }`; undefined where nothing sensible is known for an argument. */
function caseText(kernel: CheckedKernel, name: string): string | undefined {
  const lines = kernel.arguments.map((argument, position) => {
    const value = defaultText(argument, position, kernel);
    return value === undefined ? undefined : `    ${argument.name} = ${value};`;
  });
  if (lines.includes(undefined)) return undefined;
  const n =
    needsCase(kernel) === undefined || kernel.arguments.every(({ access }) => access !== 'none')
      ? [`    n = ${elements};`]
      : [];
  return [`case ${name} of ${kernel.name} {`, ...n, ...lines, '}'].join('\n');
}

import { CodeActionKind, type CodeAction } from 'vscode-languageserver-types';
import { span } from '../../../text/span';
import { workspaceEdit } from '../edit';
import { newField } from '../layout';
import { kernelAt, touches, type Refactoring } from './refactoring';

/** Writes the map out that stands for none, as a start for one's own. */
export const writeMap: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  find(analysis, place): readonly CodeAction[] {
    const kernel = kernelAt(analysis, place);
    if (kernel === undefined || kernel.item.fields.some(({ name }) => name.text === 'map_expr')) return [];
    const { item, state, start } = kernel;
    const { text } = state.checked.map;
    const declared = item.fields.find(({ name }) => name.text === 'arguments');
    const targets = [{ start: 0, end: item.name.span.end }, ...(declared ? [declared.span] : [])];
    if (text === '' || !targets.some((target) => touches(kernel.place, target))) return [];
    const { span: where, newText } = newField(item, 'map_expr', text);
    return [
      {
        title: `Write out map_expr = ${text};`,
        kind: CodeActionKind.RefactorRewrite,
        edit: workspaceEdit(analysis, [{ span: span(start + where.start, start + where.end), newText }]),
      },
    ];
  },
};

import { CodeActionKind, type CodeAction } from 'vscode-languageserver-types';
import { span } from '../../../text/span';
import { workspaceEdit } from '../edit';
import { identityOf } from '../fixes/identity';
import { newField } from '../layout';
import { kernelAt, touches, type Refactoring } from './refactoring';

/** Adds the identity of the operator, from the kernel's head or its `reduce_expr`: empty input then has a result. */
export const addNeutral: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  find(analysis, place): readonly CodeAction[] {
    const kernel = kernelAt(analysis, place);
    if (kernel === undefined || !kernel.state.checked.runnable) return [];
    const { item, state, start } = kernel;
    if (item.fields.some(({ name }) => name.text === 'neutral')) return [];
    const reduce = item.fields.find(({ name }) => name.text === 'reduce_expr');
    const head = { start: 0, end: item.name.span.end };
    if (![head, ...(reduce ? [reduce.span] : [])].some((target) => touches(kernel.place, target))) return [];
    const preambles = analysis.model.items.flatMap((each) => (each.item.kind === 'preamble' ? [each.item.text] : []));
    const identity = identityOf(item, state, preambles);
    if (identity === undefined) return [];
    const { span: where, newText } = newField(item, 'neutral', identity);
    return [
      {
        title: `Add neutral = ${identity};`,
        kind: CodeActionKind.RefactorRewrite,
        edit: workspaceEdit(analysis, [{ span: span(start + where.start, start + where.end), newText }]),
      },
    ];
  },
};

import { CodeActionKind, type CodeAction } from 'vscode-languageserver-types';
import { span } from '../../../text/span';
import { workspaceEdit } from '../edit';
import { kernelAt, touches, type Refactoring } from './refactoring';

/** Makes a vector `const`: kernels never write to one. */
export const makeConst: Refactoring = {
  kind: CodeActionKind.RefactorRewrite,
  find(analysis, place): readonly CodeAction[] {
    const kernel = kernelAt(analysis, place);
    if (kernel === undefined) return [];
    const vectors = kernel.state.checked.arguments.filter(({ role, isConst }) => role === 'vector' && !isConst);
    const here = vectors.filter((argument) => touches(kernel.place, argument.span));
    const changes = (chosen: typeof vectors) =>
      chosen.map((argument) => {
        const at = kernel.start + argument.span.start;
        return { span: span(at, at), newText: 'const ' };
      });
    const action = (title: string, chosen: typeof vectors): CodeAction => ({
      title,
      kind: CodeActionKind.RefactorRewrite,
      edit: workspaceEdit(analysis, changes(chosen)),
    });
    const [vector] = here;
    if (vector === undefined) return [];
    const one = action(`Make ‘${vector.name}’ const`, [vector]);
    return vectors.length < 2 ? [one] : [one, action('Make all vectors const', vectors)];
  },
};

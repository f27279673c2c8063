import { checkDocument } from '../../language';
import type { CheckedDocument, CheckedKernel } from '../../language/checked';

/** Checks a text with one kernel that must have no errors. */
export function readKernel(text: string): { document: CheckedDocument; kernel: CheckedKernel } {
  const document = checkDocument(text);
  const [kernel] = document.kernels;
  if (kernel?.runnable !== true) {
    throw new Error(`no kernel that can run: ${document.diagnostics.map(({ message }) => message).join('; ')}`);
  }
  return { document, kernel };
}

import { CompletionItemKind } from 'vscode-languageserver-types';
import type { KernelState } from '../../document/kernel-memo';
import { kernelFields, type KernelFieldName } from '../../syntax/fields';
import type { KernelItem } from '../../syntax/tree';
import { fieldValue } from './field-value';
import type { Proposal } from './proposal';
import { Rank } from './rank';

const required: ReadonlySet<KernelFieldName> = new Set(['dtype_out', 'reduce_expr']);

/**
 * The fields that a kernel does not have yet, those that it cannot do without first, each with a value that suits.
 * @param at Where the name at the cursor begins, counted from the item: it does not count as present.
 * @param hasValue True where `=` follows: then the name alone is offered.
 */
export function fieldProposals(
  item: KernelItem,
  state: KernelState | undefined,
  at: number,
  hasValue: boolean,
): readonly Proposal[] {
  const others = item.fields.filter(({ name }) => name.span.start !== at);
  const present = new Set(others.map(({ name }) => name.text));
  const width = equalsColumn(item);
  const missing = kernelFields.filter((name) => !present.has(name));
  const fields = missing.map((name): Proposal => {
    const value = fieldValue(name, state);
    return {
      label: name,
      kind: CompletionItemKind.Field,
      rank: Rank.Wanted + (isRequired(name, state) ? 0 : 1 + kernelFields.indexOf(name)),
      group: isRequired(name, state) ? 'required' : 'field',
      ...(hasValue ? { insert: name } : { snippet: `${name.padEnd(width)} = ${value};` }),
      subject: { kind: 'field', name },
    };
  });
  return hasValue ? fields : [...fields, preamble];
}

const preamble: Proposal = {
  label: 'preamble',
  kind: CompletionItemKind.Keyword,
  rank: Rank.Wanted + 9,
  insert: 'preamble',
  snippet: 'preamble {\n\t$0\n}',
  subject: { kind: 'keyword', name: 'preamble' },
};

/** A map is needed too, where no single vector stands for it. */
function isRequired(name: KernelFieldName, state: KernelState | undefined): boolean {
  if (name !== 'map_expr' || state === undefined) return required.has(name);
  const vectors = state.parts.kernel.arguments.filter(({ role }) => role === 'vector');
  return vectors.length > 1;
}

/** The length that names are padded to, where the kernel's `=` stand below each other; else 0. */
function equalsColumn({ fields, text }: KernelItem): number {
  const columns = new Set(fields.map(({ name }) => text.indexOf('=', name.span.end) - name.span.start));
  const [column] = columns;
  const isAligned = column !== undefined && columns.size === 1 && fields.length > 1;
  return isAligned ? column - 1 : 0;
}

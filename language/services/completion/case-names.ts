import { CompletionItemKind } from 'vscode-languageserver-types';
import { defaultText } from '../../cases/default-input';
import { settingNames, type SettingName } from '../../cases/settings';
import type { CheckedKernel } from '../../checked';
import type { CaseItem } from '../../syntax/tree';
import { describe } from '../../types/spelling';
import { valueSnippet } from './case-constants';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import { placeholder } from './snippet';

/**
 * The bindings that a case does not have yet, in the kernel's order, then the settings.
 * @param at Where the name at the cursor begins, counted from the item: it does not count as present.
 * @param hasValue True where `=` follows: then the name alone is offered.
 */
export function bindingProposals(
  item: CaseItem,
  kernel: CheckedKernel | undefined,
  at: number,
  hasValue: boolean,
): readonly Proposal[] {
  const others = item.bindings.filter(({ name }) => name.span.start !== at);
  const present = new Set(others.map(({ name }) => name.text));
  const missing = (kernel?.arguments ?? []).flatMap((argument, position): Proposal[] => {
    if (present.has(argument.name) || kernel === undefined) return [];
    const value = defaultText(argument, position, kernel) ?? '0';
    return [
      {
        label: argument.name,
        kind: CompletionItemKind.Variable,
        rank: Rank.Wanted + Math.min(position, 9),
        detail: argument.role === 'vector' ? `${describe(argument.type)} *` : describe(argument.type),
        group: argument.role,
        insert: argument.name,
        ...(!hasValue && { snippet: `${argument.name} = ${placeholder(1, value)};` }),
      },
    ];
  });
  const hasExpectation = present.has('expect');
  const settings = settingNames
    .filter((name) => !present.has(name))
    .map((name) => settingProposal(name, kernel, hasValue, hasExpectation));
  return [...missing, ...settings];
}

function settingProposal(
  name: SettingName,
  kernel: CheckedKernel | undefined,
  hasValue: boolean,
  hasExpectation: boolean,
): Proposal {
  // A tolerance is of use beside an expectation only.
  const isTolerance = name === 'rtol' || name === 'atol';
  return {
    label: name,
    kind: CompletionItemKind.Property,
    rank: isTolerance && !hasExpectation ? Rank.Unlikely : Rank.Suitable + settingNames.indexOf(name),
    group: 'setting',
    insert: name,
    ...(!hasValue && { snippet: `${name} = ${settingSnippet(name, kernel)};` }),
    subject: { kind: 'setting', name },
  };
}

function settingSnippet(name: SettingName, kernel: CheckedKernel | undefined): string {
  switch (name) {
    case 'n':
      return placeholder(1, '1 << 20');
    case 'slice':
      return '${1:0}:${2:100}:${3:1}';
    case 'expect':
      return kernel === undefined ? placeholder(1, '0') : valueSnippet(kernel.resultType);
    case 'rtol':
      return placeholder(1, '1e-6');
    case 'atol':
      return placeholder(1, '1e-6');
  }
}

import type { Findings } from '../diagnostics/diagnostic';
import type { Binding, CaseItem, Field, KernelItem } from './tree';

/** Reports each member of an item that is set again, on the later name. Members that `counts` refuses are left alone. */
export function reportRepeated(
  item: KernelItem | CaseItem,
  members: readonly (Field | Binding)[],
  findings: Findings,
  counts: (member: Field | Binding) => boolean = () => true,
): void {
  const first = new Map<string, Field | Binding>();
  for (const member of members) {
    const { text, span: place } = member.name;
    const earlier = first.get(text);
    if (earlier === undefined) {
      first.set(text, member);
    } else if (counts(member)) {
      const related = [{ location: { item, span: earlier.name.span }, message: `‘${text}’ is set here first.` }];
      const what = item.kind === 'kernel' ? 'field' : 'value';
      const fixes = [{ title: `Remove this ${what}`, edits: [{ span: member.span, newText: '' }] }];
      findings.report('repeated-field', place, { name: text }, { related, fixes });
    }
  }
}

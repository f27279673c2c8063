import type { Findings } from '../diagnostics/diagnostic';
import { span } from '../text/span';
import { suggest } from '../text/suggest';
import { isKernelField, kernelFields } from './fields';
import { parseBody } from './parse-body';
import { parseName } from './parse-name';
import type { Scanner } from './scanner';
import type { Field, Identifier, KernelItem } from './tree';

/** Reads `NAME { … }` behind the keyword `kernel`. */
export function parseKernel(scanner: Scanner): KernelItem {
  const { text, findings } = scanner;
  const name = parseName(scanner, 'kernel', 'kernel NAME { … }');
  const { members, preambles, span: body } = parseBody(scanner, 'kernel');
  let names: ReadonlySet<string> | undefined;
  const isWritten = (name: string): boolean => {
    names ??= new Set(members.map((member) => member.name.text));
    return names.has(name);
  };
  const fields = members.map((member): Field => {
    const { start, end } = member.value.span;
    return { name: fieldName(member.name, isWritten, findings), span: member.span, value: span(start, end) };
  });
  const item: KernelItem = { kind: 'kernel', text, name, fields, preambles, body };
  reportRepeated(item, findings);
  return item;
}

/** Reports a name that is no field's, and reads it as the one that it is meant for, unless that one is there too. */
function fieldName(name: Identifier, isWritten: (name: string) => boolean, findings: Findings): Identifier {
  if (isKernelField(name.text)) return name;
  const suggestion = suggest(name.text, kernelFields);
  const fixes =
    suggestion === undefined
      ? []
      : [{ title: `Change to ${suggestion}`, edits: [{ span: name.span, newText: suggestion }] }];
  findings.report('unknown-field', name.span, { name: name.text, suggestion, known: kernelFields }, { fixes });
  return suggestion === undefined || isWritten(suggestion) ? name : { text: suggestion, span: name.span };
}

function reportRepeated(item: KernelItem, findings: Findings): void {
  const first = new Map<string, Field>();
  for (const field of item.fields) {
    const { text, span: place } = field.name;
    const earlier = first.get(text);
    if (earlier === undefined) {
      first.set(text, field);
    } else if (isKernelField(text) && item.text.startsWith(text, place.start)) {
      const related = [{ location: { item, span: earlier.name.span }, message: `‘${text}’ is set here first.` }];
      const fixes = [{ title: 'Remove this field', edits: [{ span: field.span, newText: '' }] }];
      findings.report('repeated-field', place, { name: text }, { related, fixes });
    }
  }
}

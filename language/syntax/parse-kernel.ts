import type { Findings } from '../diagnostics/diagnostic';
import { span } from '../text/span';
import { suggest } from '../text/suggest';
import { isKernelField, kernelFields } from './fields';
import { parseBody } from './parse-body';
import { parseName } from './parse-name';
import { reportRepeated } from './repeated-member';
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
  // What is no field is reported as that, once each; so is a misspelt name.
  reportRepeated(item, fields, findings, (field) => {
    return isKernelField(field.name.text) && text.startsWith(field.name.text, field.name.span.start);
  });
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

import type { Findings } from '../diagnostics/diagnostic';
import { span } from '../text/span';
import { suggest } from '../text/suggest';
import { isKernelField, kernelFields } from './fields';
import { parseBody } from './parse-body';
import { parseName } from './parse-name';
import type { Scanner } from './scanner';
import type { Field, KernelItem } from './tree';

/** Reads `NAME { … }` behind the keyword `kernel`. */
export function parseKernel(scanner: Scanner): KernelItem {
  const name = parseName(scanner, 'kernel', 'kernel NAME { … }');
  const { members, preambles, span: body } = parseBody(scanner, 'kernel');
  const fields = members.map((member): Field => ({
    name: member.name,
    span: member.span,
    value: span(member.value.span.start, member.value.span.end),
  }));
  const item: KernelItem = { kind: 'kernel', text: scanner.text, name, fields, preambles, body };
  reportFieldNames(item, scanner.findings);
  return item;
}

function reportFieldNames(item: KernelItem, findings: Findings): void {
  const first = new Map<string, Field>();
  for (const field of item.fields) {
    const { name } = field;
    const earlier = first.get(name.text);
    if (!isKernelField(name.text)) {
      const suggestion = suggest(name.text, kernelFields);
      const fixes =
        suggestion === undefined
          ? []
          : [{ title: `Change to ${suggestion}`, edits: [{ span: name.span, newText: suggestion }] }];
      findings.report('unknown-field', name.span, { name: name.text, suggestion, known: kernelFields }, { fixes });
    } else if (earlier === undefined) {
      first.set(name.text, field);
    } else {
      const related = [{ location: { item, span: earlier.name.span }, message: `‘${name.text}’ is set here first.` }];
      const fixes = [{ title: 'Remove this field', edits: [{ span: field.span, newText: '' }] }];
      findings.report('repeated-field', name.span, { name: name.text }, { related, fixes });
    }
  }
}

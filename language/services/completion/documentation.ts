import { generators, isGeneratorName } from '../../cases/generators';
import { findConstant } from '../../cuda/constants';
import type { CudaFunction } from '../../cuda/function';
import { findFunction } from '../../cuda/table';
import { complexType } from '../../types/builtin';
import { describe } from '../../types/spelling';
import { builtinType } from '../../types/resolve';
import { accuracyDocumentation } from '../documentation/accuracy';
import { fieldDocumentation } from '../documentation/fields';
import { keywordDocumentation } from '../documentation/keywords';
import { settingDocumentation } from '../documentation/settings';
import { cTypeDocumentation, dtypeDocumentation } from '../documentation/types';
import { variableDocumentation } from '../documentation/variables';
import type { Subject } from './proposal';

/** Markdown about something that the language or CUDA declares; undefined for what they do not. */
export function documentationOf({ kind, name }: Subject): string | undefined {
  switch (kind) {
    case 'function': {
      const entry = findFunction(name);
      return entry && `${overloadsOf(entry)}\n\n${functionDocumentation(entry)}`;
    }
    case 'constant':
      return findConstant(name)?.documentation;
    case 'field':
      return fieldDocumentation(name);
    case 'setting':
      return settingDocumentation(name);
    case 'keyword':
      return keywordDocumentation(name);
    case 'dtype':
      return dtypeDocumentation(name);
    case 'accuracy':
      return accuracyDocumentation(name);
    case 'type': {
      const [, element] = /^(?:pycuda::)?complex<(float|double)>$/.exec(name) ?? [];
      const type = element === 'float' || element === 'double' ? complexType(element) : builtinType(name);
      return type && cTypeDocumentation(type);
    }
    case 'generator':
      return isGeneratorName(name)
        ? `\`${generators[name].signature}\`\n\n${generators[name].documentation}`
        : undefined;
    case 'variable':
      return variableDocumentation(name);
  }
}

/** More than these are too many to read. */
const shownOverloads = 4;

function overloadsOf({ name, overloads }: CudaFunction): string {
  const lines = overloads.slice(0, shownOverloads).map(({ result, parameters }) => {
    const list = parameters.map((parameter) => `${describe(parameter.type)} ${parameter.name}`).join(', ');
    return `${describe(result)} ${name}(${list});`;
  });
  const more = overloads.length - lines.length;
  return `\`\`\`cpp\n${lines.join('\n')}${more > 0 ? `\n// and ${more} more` : ''}\n\`\`\``;
}

/** What a CUDA function does, and how far its result may be off. */
export function functionDocumentation({ documentation, maximumUlp }: CudaFunction): string {
  if (maximumUlp === undefined) return documentation;
  const accuracy = maximumUlp === 0 ? 'correctly rounded' : `at most ${maximumUlp} ulp off over the full range`;
  return `${documentation}\n\n*Accuracy:* ${accuracy}.`;
}

import { findConstant } from '../../../cuda/constants';
import { generators } from '../../../cases/generators';
import { describeValue } from '../../../laws/describe';
import type { Span } from '../../../text/span';
import { describe } from '../../../types/spelling';
import { accuracyDocumentation } from '../../documentation/accuracy';
import { fieldDocumentation } from '../../documentation/fields';
import { keywordDocumentation } from '../../documentation/keywords';
import { settingDocumentation } from '../../documentation/settings';
import { cTypeDocumentation, dtypeDocumentation } from '../../documentation/types';
import { variableDocumentation } from '../../documentation/variables';
import type { Occurrence } from '../../symbols/symbol';
import { argumentMarkdown } from './argument';
import { caseMarkdown } from './case';
import type { HoverContext } from '../context';
import { cudaFunctionMarkdown } from './cuda-function';
import { declarationMarkdown } from './declaration';
import { opaqueMarkdown } from './opaque';
import { generatorMarkdown } from '../data/generator';
import { fieldTypes } from './field';
import { indicesHere } from '../data/indices';
import { kernelMarkdown } from './kernel';
import { code, cppBlock, paragraphs, reduceBlock } from '../markdown';

/** What a name means where it stands. */
export function symbolMarkdown(context: HoverContext, { symbol, span }: Occurrence): string | undefined {
  switch (symbol.kind) {
    case 'kernel':
      return kernelMarkdown(context, symbol.item);
    case 'case':
      return caseMarkdown(context, symbol.item);
    case 'argument':
      return argumentMarkdown(context, symbol.item, symbol.argument, span);
    case 'struct':
    case 'function':
    case 'method':
    case 'member':
    case 'global':
    case 'alias':
    case 'enum':
    case 'enumerator':
    case 'parameter':
    case 'local':
      return declarationMarkdown(context, symbol);
    case 'keyword':
      return keywordDocumentation(symbol.word);
    case 'field':
      return paragraphs(reduceBlock(symbol.name), fieldDocumentation(symbol.name), fieldTypes(context, symbol.name));
    case 'setting':
      return paragraphs(
        reduceBlock(symbol.name),
        settingDocumentation(symbol.name),
        symbol.name === 'slice' || symbol.name === 'n' ? indicesHere(context) : undefined,
      );
    case 'dtype':
      return paragraphs(reduceBlock(symbol.name), dtypeDocumentation(symbol.name));
    case 'accuracy':
      return paragraphs(reduceBlock(symbol.name), accuracyDocumentation(symbol.name));
    case 'generator':
      return generatorMarkdown(context, symbol.name, span);
    case 'generator-parameter':
      return paragraphs(reduceBlock(symbol.name), parameterDocumentation(symbol.name));
    case 'index':
    case 'count':
    case 'operand':
      return paragraphs(
        cppBlock(`${describe(symbol.type)} ${symbol.name}`),
        variableDocumentation(symbol.name, fieldAt(context, span)),
      );
    case 'cuda-function':
      return cudaFunctionMarkdown(context, symbol);
    case 'cuda-constant':
      return constantMarkdown(symbol.name);
    case 'case-constant':
      return paragraphs(reduceBlock(symbol.name), caseConstants.get(symbol.name));
    case 'type':
      return paragraphs(cppBlock(symbol.name), complexTemplate(symbol.name) ?? cTypeDocumentation(symbol.type));
    case 'lane':
      return paragraphs(
        cppBlock(`${describe(symbol.type)} ${symbol.name}`),
        `${symbol.of.kind === 'complex' ? 'Part' : 'Component'} of ${code(describe(symbol.of))}.`,
      );
    case 'opaque':
      return opaqueMarkdown(context, symbol);
  }
}

/** The field that a place of a kernel belongs to. */
function fieldAt({ item }: HoverContext, { start }: Span): string | undefined {
  const fields = item.kind === 'kernel' ? item.fields : [];
  return fields.find(({ value }) => value.start <= start && start < value.end)?.name.text;
}

/** The name alone does not say of which precision. */
function complexTemplate(name: string): string | undefined {
  if (!/^(pycuda::)?complex$/.test(name)) return undefined;
  return 'Complex number with operators: of `float` 8 bytes, `complex64` in NumPy; of `double` 16 bytes, `complex128`.';
}

function parameterDocumentation(name: string): string | undefined {
  if (name !== 'seed') return undefined;
  const random = Object.entries(generators).flatMap(([generator, { random: takes }]) =>
    takes ? [code(generator)] : [],
  );
  return (
    `The key of the random stream, for ${random.join(', ')}. Left out: the argument's position, from 0. ` +
    'The same seed gives the same elements on the CPU and on every GPU.'
  );
}

function constantMarkdown(name: string): string | undefined {
  const constant = findConstant(name);
  if (constant === undefined) return undefined;
  const { type, value, documentation } = constant;
  return paragraphs(cppBlock(`${describe(type)} ${name} = ${describeValue(value, type)}`), documentation);
}

const caseConstants: ReadonlyMap<string, string> = new Map([
  ['nan', 'Not a number. In `expect`, a NaN equals a NaN.'],
  ['NAN', 'Not a number. In `expect`, a NaN equals a NaN.'],
  ['inf', 'Positive infinity.'],
  ['INFINITY', 'Positive infinity.'],
  ['true', 'The truth value, 1 as a number.'],
  ['false', 'The truth value, 0 as a number.'],
]);

import type { FunctionDeclaration } from '../../cpp/tree';
import type { Occurrence, ReduceSymbol } from '../symbols/symbol';
import type { TokenModifier, TokenType } from './legend';

/** How a name is shown: a token's type and modifiers. */
export interface TokenClass {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** Undefined for a name that only the compiler understands: the grammar shows it. */
export function tokenClass({ symbol, isDeclaration }: Occurrence): TokenClass | undefined {
  const shown = classOf(symbol);
  if (shown === undefined || !isDeclaration) return shown;
  return { type: shown.type, modifiers: [...declarationModifiers(symbol), ...shown.modifiers] };
}

function declarationModifiers(symbol: ReduceSymbol): readonly TokenModifier[] {
  const isFunction = symbol.kind === 'function' || symbol.kind === 'method';
  const isDefinition = isFunction ? hasBody(symbol.declaration) : definedWhereDeclared.has(symbol.kind);
  return isDefinition ? ['declaration', 'definition'] : ['declaration'];
}

const definedWhereDeclared: ReadonlySet<ReduceSymbol['kind']> = new Set(['kernel', 'case', 'struct', 'enum']);

function hasBody({ body }: FunctionDeclaration): boolean {
  return body !== undefined;
}

function classOf(symbol: ReduceSymbol): TokenClass | undefined {
  switch (symbol.kind) {
    case 'keyword':
      return plain('keyword');
    case 'kernel':
    case 'function':
      return plain('function');
    case 'method':
      return plain('method');
    case 'case':
      return plain('enumMember');
    case 'argument':
      return { type: 'parameter', modifiers: symbol.argument.isConst ? ['readonly'] : [] };
    case 'parameter':
      return { type: 'parameter', modifiers: symbol.declaration.type.isConst ? ['readonly'] : [] };
    case 'generator-parameter':
      return plain('parameter');
    case 'struct':
      return plain('struct');
    case 'enum':
      return plain('enum');
    case 'enumerator':
      return { type: 'enumMember', modifiers: ['readonly'] };
    case 'alias':
      return plain('type');
    case 'member':
    case 'field':
    case 'setting':
      return plain('property');
    case 'local':
      return { type: 'variable', modifiers: symbol.declaration.type.isConst ? ['readonly'] : [] };
    case 'global':
      return { type: 'variable', modifiers: symbol.declaration.variable.type.isConst ? ['readonly'] : [] };
    case 'index':
    case 'count':
    case 'operand':
    case 'cuda-constant':
    case 'case-constant':
    case 'accuracy':
      return { type: 'variable', modifiers: ['readonly', 'defaultLibrary'] };
    case 'cuda-function':
    case 'generator':
      return { type: 'function', modifiers: ['defaultLibrary'] };
    case 'lane':
      // The parts of PyCUDA's complex numbers are functions: `z.real()`.
      if (symbol.of.kind === 'complex' && symbol.of.family === 'pycuda') {
        return { type: 'method', modifiers: ['defaultLibrary'] };
      }
      return { type: 'property', modifiers: ['defaultLibrary'] };
    case 'dtype':
    case 'type':
      return { type: 'type', modifiers: ['defaultLibrary'] };
    case 'opaque':
      return undefined;
  }
}

function plain(type: TokenType): TokenClass {
  return { type, modifiers: [] };
}

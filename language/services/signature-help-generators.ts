import { MarkupKind, type SignatureHelp } from 'vscode-languageserver-types';
import { generators, isGeneratorName, type Generator } from '../cases/generators';
import { enclosingCalls, type EnclosingCall } from './place/call';
import { tokensBetween } from './place/tokens';

/** The signature of the generator whose arguments stand at the end of a case's value. */
export function generatorHelp(text: string, start: number, end: number): SignatureHelp | undefined {
  const calls = enclosingCalls(text, tokensBetween(text, start, end), end);
  const call = calls.find(({ name }) => isGeneratorName(name));
  if (call === undefined || !isGeneratorName(call.name)) return undefined;
  const generator = generators[call.name];
  const { signature, documentation } = generator;
  const parameters = parameterSpans(signature).map((label) => ({ label }));
  const activeParameter = activeOf(generator, call, text);
  return {
    signatures: [
      {
        label: signature,
        documentation: { kind: MarkupKind.Markdown, value: documentation },
        parameters,
        activeParameter,
      },
    ],
    activeSignature: 0,
    activeParameter,
  };
}

/** The places of the parameters' names in `full(value[, len])`, the named one included. */
function parameterSpans(signature: string): [number, number][] {
  const open = signature.indexOf('(');
  const names = /"[^"]*"|\w+(?: = \u2026)?/g;
  return [...signature.slice(open).matchAll(names)].map(({ index, 0: name }): [number, number] => {
    const at = open + index;
    return [at, at + name.length];
  });
}

function activeOf(
  { parameters, random, signature }: Generator,
  { given, current }: EnclosingCall,
  text: string,
): number {
  const written = [...given, current].map(({ start, end }) => text.slice(start, end));
  if (random && /^\s*s(?:e(?:e(?:d\s*(?:=.*)?)?)?)?$/s.test(written.at(-1) ?? '')) return parameters.length;
  const position = given.filter((_, index) => !/^\s*seed\s*=/.test(written[index] ?? '')).length;
  // `arange(stop)` gives its only argument to the second parameter.
  if (signature.startsWith('arange') && position === 0) return 1;
  return Math.min(position, parameters.length - 1 + (random ? 1 : 0));
}

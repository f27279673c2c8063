import { MarkupKind, type Position, type SignatureHelp, type SignatureInformation } from 'vscode-languageserver-types';
import { functionDocumentation } from './completion/documentation';
import type { Analysis } from './model/analysis';
import { enclosingCalls, type EnclosingCall } from './place/call';
import { activeCallable, callablesOf, type Callable } from './place/callable';
import { codeAt, type Code } from './place/code-at';
import { placeAt } from './place/place';
import { wantedType } from './place/wanted';
import { generatorHelp } from './signature-help-generators';

/** The signatures of the call whose arguments a position stands in, in whole and in broken text. */
export function signatureHelp(analysis: Analysis, position: Position): SignatureHelp | undefined {
  const offset = analysis.lines.offset(position);
  const place = placeAt(analysis, offset);
  const { part, interruption } = place;
  if (interruption?.kind === 'comment') return undefined;
  // A string is an argument as any other; what stands in it is not read.
  const end = interruption?.kind === 'literal' ? interruption.span.start : offset;
  if (part.kind === 'value' && part.owner === 'case') return generatorHelp(analysis.text, part.start, end);
  const code = codeAt(analysis, place, end);
  return code && callHelp(code);
}

/** Calls of keywords such as `sizeof` and `static_cast<float>` have no signature: the call around them shows. */
const passed =
  /^(?:\w+_cast<|(?:sizeof|if|while|for|switch|return|float|double|int|bool|char|short|long|unsigned|signed)$)/;

function callHelp(code: Code): SignatureHelp | undefined {
  const calls = enclosingCalls(code.text, code.tokens, code.end);
  const index = calls.findIndex(({ name }) => !passed.test(name));
  const call = calls[index];
  if (call === undefined) return undefined;
  const { names } = code;
  const callables = callablesOf(call, names);
  if (callables.length === 0) return undefined;
  const active = activeCallable(callables, call, names, wantedAround(code, call));
  return {
    signatures: callables.map((callable) => signatureOf(callable, call)),
    activeSignature: active,
    activeParameter: parameterOf(callables[active], call),
  };
}

/** What the call itself is to give. */
function wantedAround({ text, tokens, names, target }: Code, call: EnclosingCall): ReturnType<typeof wantedType> {
  const before = tokens.filter((token) => token.end <= call.start);
  return wantedType(text, before, call.start, names, target);
}

function signatureOf(callable: Callable, call: EnclosingCall): SignatureInformation {
  const { name, parameters, brackets, result, cuda } = callable;
  let label = `${name}${brackets[0]}`;
  const spans: [number, number][] = [];
  for (const [index, { text }] of parameters.entries()) {
    if (index > 0) label += ', ';
    spans.push([label.length, label.length + text.length]);
    label += text;
  }
  label += brackets[1] + (result === undefined ? '' : ` → ${result.text}`);
  const documentation = cuda === undefined ? callable.documentation : functionDocumentation(cuda);
  return {
    label,
    parameters: spans.map((span) => ({ label: span })),
    activeParameter: parameterOf(callable, call),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
  };
}

/** An argument too many has no parameter: the last one stays marked. */
function parameterOf(callable: Callable | undefined, { given }: EnclosingCall): number {
  return Math.max(0, Math.min(given.length, (callable?.parameters.length ?? 1) - 1));
}

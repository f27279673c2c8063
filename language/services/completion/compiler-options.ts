import { CompletionItemKind } from 'vscode-languageserver-types';
import { changesArithmetic } from '../../check/determinism/options';
import type { CheckedKernel } from '../../checked';
import { span, type Span } from '../../text/span';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import { placeholder } from './snippet';

/** Options that NVRTC and nvcc share, with what they do. `${…}` is to be filled in. */
const known: readonly (readonly [option: string, meaning: string, snippet?: string])[] = [
  ['--use_fast_math', 'Fast, less accurate functions and division; subnormal floats become 0.'],
  ['--fmad=false', 'Never merges a multiplication and an addition into one instruction with one rounding.'],
  ['--ftz=true', 'Subnormal floats become 0.'],
  ['--prec-div=false', 'Fast float division, which is not correctly rounded.'],
  ['--prec-sqrt=false', 'Fast float square root, which is not correctly rounded.'],
  [
    '--maxrregcount=64',
    'Limits the registers of a thread; what does not fit is kept in memory.',
    `--maxrregcount=${placeholder(1, '64')}`,
  ],
  ['--extra-device-vectorization', 'Merges operations of neighbouring data more aggressively.'],
  ['--generate-line-info', 'Keeps the lines of the source, for profilers.'],
  ['-DNAME=1', 'Defines a macro that the expressions can use.', `-D${placeholder(1, 'NAME')}=${placeholder(2, '1')}`],
];

/**
 * The compiler options that a kernel often has, as quoted strings.
 * @param string The string that the cursor stands in, up to where it ends, without its quotes; its text is replaced.
 */
export function optionProposals(
  { options, deterministic }: Pick<CheckedKernel, 'options' | 'deterministic'>,
  string: Span | undefined,
): readonly Proposal[] {
  return known
    .filter(([option]) => !options.includes(option) && !(deterministic && changesArithmetic(option)))
    .map(([option, documentation, snippet = option]) => {
      const quote = (text: string): string => (string === undefined ? `"${text}"` : text);
      return {
        label: quote(option),
        kind: CompletionItemKind.Value,
        rank: Rank.Wanted,
        insert: quote(option),
        ...(snippet !== option && { snippet: quote(snippet) }),
        documentation,
        ...(string && { replaces: span(string.start, string.end) }),
      };
    });
}

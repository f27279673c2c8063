import type { RunDetail } from '../../panel/messages';
import { SAME_WITHIN } from '../../../protocol/compare/samples';
import { formatChange, formatFactor, formatPercent } from '../../../protocol/format/quantity';

type Comparison = NonNullable<RunDetail['baseline']>['comparison'];

interface Change {
  readonly kind: 'faster' | 'slower' | 'same' | 'within-noise' | 'incomparable';
  /** In a word or two. */
  readonly text: string;
  /** In a sentence, with the reason. */
  readonly sentence: string;
}

/** Codicons: what takes less time points down. */
export const verdictIcons = {
  faster: 'arrow-down',
  slower: 'arrow-up',
  same: 'check',
  'within-noise': 'question',
  incomparable: 'circle-slash',
} as const;

/** A comparison's verdict in words. Changes are of the median time. */
export function changeOf(comparison: Comparison): Change {
  if (!comparison.comparable) return { kind: 'incomparable', text: 'not comparable', sentence: comparison.why };
  const { verdict, change, noise, isOfClock } = comparison;
  const by = formatChange(change);
  const spread = formatPercent(noise);
  switch (verdict) {
    case 'faster':
      return {
        kind: verdict,
        text: `${formatFactor(1 / (1 + change))} faster`,
        sentence: `Faster: the median time fell by ${formatPercent(-change)}, and each median lies outside nine in ten of the other side’s samples.`,
      };
    case 'slower':
      return {
        kind: verdict,
        text: `${formatFactor(1 + change)} slower`,
        sentence: `Slower: the median time rose by ${formatPercent(change)}, and each median lies outside nine in ten of the other side’s samples.`,
      };
    case 'same':
      return {
        kind: verdict,
        text: 'same',
        sentence: `Same: the medians agree within ${formatPercent(SAME_WITHIN)} (${by}), and so do the samples (±${spread}).`,
      };
    case 'within-noise':
      return {
        kind: verdict,
        text: isOfClock === true ? 'another clock' : 'within noise',
        sentence:
          isOfClock === true
            ? `Not clear: the medians differ by ${by}, and the clocks by as much. In cycles both take the same.`
            : `Within noise: the medians differ by ${by}, but samples scatter by ±${spread}. Profile both to take more samples.`,
      };
  }
}

import type { RunDetail } from '../../panel/messages';
import { SAME_WITHIN } from '../../compare/samples';
import { formatChange, formatPercent } from '../../format/quantity';

type Comparison = NonNullable<RunDetail['baseline']>['comparison'];

interface Change {
  readonly kind: 'faster' | 'slower' | 'same' | 'within-noise' | 'incomparable';
  /** In a word or two. */
  readonly text: string;
  /** In a sentence, with the reason. */
  readonly sentence: string;
}

/** A comparison's verdict in words. Changes are of the median time. */
export function changeOf(comparison: Comparison): Change {
  if (!comparison.comparable) return { kind: 'incomparable', text: 'not comparable', sentence: comparison.why };
  const { verdict, change, noise } = comparison;
  const by = formatChange(change);
  const spread = formatPercent(noise);
  switch (verdict) {
    case 'faster':
      return {
        kind: verdict,
        text: `${by} faster`,
        sentence: `Faster: the median time changed by ${by}, and each median lies outside nine in ten of the other side’s samples.`,
      };
    case 'slower':
      return {
        kind: verdict,
        text: `${by} slower`,
        sentence: `Slower: the median time changed by ${by}, and each median lies outside nine in ten of the other side’s samples.`,
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
        text: 'within noise',
        sentence: `Within noise: the medians differ by ${by}, but samples scatter by ±${spread}. Profile both to take more samples.`,
      };
  }
}

import type { Trial, Tuning } from '../tuning';
import { formatChange, formatPercent, formatSeconds } from './quantity';

/** Parameters as text: `threads_per_block 512, vec_size 4`. */
export function formatParameters(parameters: Trial['parameters']): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** The parameters that differ from the default's. */
export function changedParameters(tuning: Tuning, parameters: Trial['parameters']): Trial['parameters'] {
  const before = tuning.default?.parameters ?? {};
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => before[name] !== value));
}

/** What a search came to, in one sentence. */
export function tuningVerdict(tuning: Tuning): string {
  const { tuned, status, error, trials } = tuning;
  const before = tuning.default;
  if (tuned !== undefined && before !== undefined) {
    const times = `${formatSeconds(before.kernel.median)} to ${formatSeconds(tuned.kernel.median)}`;
    const change = `${formatChange(tuned.change)}, noise ±${formatPercent(tuned.noise)}`;
    return `Faster than the default: ${times} (${change}) with ${formatParameters(changedParameters(tuning, tuned.parameters))}.`;
  }
  if (status === 'cancelled') return 'Cancelled: nothing was kept.';
  if (status === 'error') return error?.message ?? 'The search failed.';
  const wrong = trials.filter(({ outcome }) => outcome !== 'correct').length;
  const failed = wrong === 0 ? '' : ` (${wrong} did not work)`;
  return `The default plan stays: of ${trials.length} tried${failed} none is faster beyond noise.`;
}

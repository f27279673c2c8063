import type { CheckedKernel } from '../../language';

/**
 * Why a kernel's plan must stay what it is, as a sentence that may follow a colon; undefined where it may be tuned. A `deterministic` kernel has one plan on every
 * device: its bits depend on it.
 */
export function whyFixed({ name, deterministic }: CheckedKernel): string | undefined {
  if (!deterministic) return undefined;
  return `kernel "${name}" is deterministic: its plan is the same on every device, so that its bits are too.`;
}

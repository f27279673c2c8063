import type { CheckedCase, CheckedKernel, DataFile } from '../checked';
import { normalForm } from './normal-form';

/**
 * Identifies what a run depends on: the kernel, its preambles and, where given, the case with the size and the time of
 * its data files. Comments and spacing make no difference. A result belongs to a text exactly while this is the same.
 *
 * @returns 14 hexadecimal digits.
 */
export function hashOf(kernel: CheckedKernel, case_?: CheckedCase): string {
  const parts = [normalFormOf(kernel.item)];
  for (const { block, text } of kernel.preambles) parts.push(normalFormOf(block, text));
  if (case_ !== undefined) parts.push(normalFormOf(case_.item), ...(case_.dataFiles ?? []).map(describe));
  return cyrb53(parts.join('\0')).toString(16).padStart(14, '0');
}

const normalForms = new WeakMap<object, string>();

/** Items and preambles keep their identity while their text is the same. */
function normalFormOf(part: { readonly text: string }): string;
function normalFormOf(part: object, text: string): string;
function normalFormOf(part: { readonly text?: string }, text = part.text ?? ''): string {
  const known = normalForms.get(part);
  if (known !== undefined) return known;
  const form = normalForm(text);
  normalForms.set(part, form);
  return form;
}

function describe({ path, state }: DataFile): string {
  return state === undefined ? path : `${path} ${state.size} ${state.modified}`;
}

/**
 * A 53-bit hash that spreads well and is not cryptographic: cyrb53 by bryc (public domain), with the multipliers and
 * the final mix of its second version.
 */
function cyrb53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

import * as v from 'valibot';
import { hashOf, sizeOf, type CheckedKernel } from '../../language';
import { planParametersSchema } from '../../protocol/tuning';

/** Of what a plan was tuned: a run takes an entry where all of this is the same. */
const keyEntries = {
  kernel: v.string(),
  /** Of the kernel and its preambles, comments and spacing apart. */
  hash: v.string(),
  /** The device's own name. */
  device: v.string(),
  computeCapability: v.optional(v.string()),
  /** CUDA: major version of what the driver supports. */
  driver: v.optional(v.number()),
  /** CPU: threads. */
  threads: v.optional(v.number()),
  /** Bytes of an element of each vector. */
  elementBytes: v.array(v.number()),
  /** CUDA: how the values of `i` let vectors be read; see `launch.loads` of the report. */
  loads: v.optional(v.picklist(['words', 'elements'])),
  /** The power of two that the number of elements reaches and the next one it does not: `2^26`. */
  elements: v.pipe(v.string(), v.regex(/^2\^\d+$/, 'must be a power of two, as in "2^26"')),
};

/** One entry of a tuning file. Keys that are not known are kept when the file is written again. */
export const tuningEntrySchema = v.looseObject({
  ...keyEntries,
  parameters: planParametersSchema,
  measured: v.looseObject({
    /** Elements that were reduced. */
    count: v.number(),
    /** Median seconds, taken in turn. */
    defaultSeconds: v.number(),
    tunedSeconds: v.number(),
  }),
  /** ISO 8601, UTC. */
  tunedAt: v.string(),
  /** Version that tuned. */
  warpfold: v.string(),
  compiler: v.optional(v.string()),
});
export type TuningEntry = v.InferOutput<typeof tuningEntrySchema>;

export type TuningKey = Pick<TuningEntry, keyof typeof keyEntries>;

/** Where a kernel runs, as far as its plan depends on it. */
export type TuningPlace = Pick<TuningKey, 'device' | 'computeCapability' | 'driver' | 'threads' | 'loads'>;

/** @param count Values that `i` takes; at least 1. */
export function tuningKey(kernel: CheckedKernel, place: TuningPlace, count: number): TuningKey {
  return {
    kernel: kernel.name,
    hash: hashOf(kernel),
    ...place,
    elementBytes: kernel.arguments.filter(({ role }) => role === 'vector').map(({ type }) => sizeOf(type) ?? 0),
    elements: sizeClass(count),
  };
}

/** The sizes that share a plan, by the power of two that they reach: `2^26`. */
export function sizeClass(count: number): string {
  return `2^${Math.floor(Math.log2(Math.max(1, count)))}`;
}

/** The key as text: equal exactly where keys are. Entries sort by it. */
export function keyText(key: TuningKey): string {
  const { kernel, device, computeCapability, driver, threads, elements, loads, elementBytes, hash } = key;
  const size = elements.slice(2).padStart(3, '0');
  return JSON.stringify([
    ...[kernel, device, computeCapability ?? '', driver ?? '', threads ?? '', size],
    ...[loads ?? '', elementBytes, hash],
  ]);
}

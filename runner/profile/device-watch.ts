import type { Addon, NativeDeviceState } from '../../native/binding';
import type { Run } from '../../protocol/report';

/** NVML's power readings are means over some 25 ms or more: asking more often would tell nothing new. */
const INTERVAL_MS = 25;

/** Bits of `nvmlClocksEventReasons` (NVML API reference), but for idleness. */
const IDLE = 0x1;
const REASONS = [
  [0x2, 'application-clocks'],
  [0x4, 'power-cap'],
  [0x8, 'hardware-slowdown'],
  [0x10, 'sync-boost'],
  [0x20, 'thermal'],
  [0x40, 'hardware-thermal'],
  [0x80, 'power-brake'],
  [0x100, 'display-clocks'],
] as const;

/** Asks a device about its clocks while it works. */
export class DeviceWatch {
  private readonly states: NativeDeviceState[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(addon: Pick<Addon, 'deviceState'>, uuid: string) {
    this.timer = setInterval(() => {
      const state = addon.deviceState(uuid);
      if (state === undefined) clearInterval(this.timer);
      else this.states.push(state);
    }, INTERVAL_MS);
  }

  /** Ends the watch, and tells what was seen; undefined where nothing was. */
  stop(): Run['clocks'] {
    clearInterval(this.timer);
    return summarizeStates(this.states);
  }
}

/**
 * What the states of a device say of a time in which it worked on and off. States of an idle device are left out, unless there
 * are no others: its clocks rest then.
 */
export function summarizeStates(states: readonly NativeDeviceState[]): Run['clocks'] {
  const working = states.filter(({ clockReasons = 0 }) => (clockReasons & IDLE) === 0);
  const seen = working.length > 0 ? working : states;
  const [last] = seen.slice(-1);
  if (last === undefined) return undefined;
  const all = (key: keyof NativeDeviceState): readonly number[] =>
    seen.map((state) => state[key]).filter((value) => value !== undefined);
  const sm = [...all('smClockHz')].sort((a, b) => a - b);
  const reasons = all('clockReasons').reduce((bits, one) => bits | one, 0);
  const known = {
    smMedian: sm[Math.floor(sm.length / 2)],
    smMin: sm[0],
    smMax: last.maxSmClockHz,
    memory: last.memoryClockHz,
    watts: greatest(all('watts')),
    wattsLimit: last.limitWatts,
    celsius: greatest(all('celsius')),
  };
  return {
    ...withoutMissing(known),
    heldBackBy: REASONS.filter(([bit]) => (reasons & bit) !== 0).map(([, name]) => name),
    samples: seen.length,
  };
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}

function withoutMissing<Key extends string>(values: Record<Key, number | undefined>): Partial<Record<Key, number>> {
  const present = Object.entries<number | undefined>(values).filter(([, value]) => value !== undefined);
  // The keys are those that came in.
  return Object.fromEntries(present) as Partial<Record<Key, number>>;
}

import type { SettingsInput } from './rpc';

/** What a profile asks for beside the user's settings: samples enough for quantiles and noise, and a reference. */
export const profileSettings = {
  profile: true,
  reference: true,
  minSamples: 20,
  maxSamples: 1000,
  sampleBudget: 2,
  /** Half of a percent: what nvbench stops at, too. */
  medianError: 0.005,
} as const satisfies SettingsInput;

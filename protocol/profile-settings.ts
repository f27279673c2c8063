import type { SettingsInput } from './rpc';

/** What a profile asks for beside the user's settings: samples enough for quantiles and noise, and a reference. */
export const profileSettings = {
  profile: true,
  reference: true,
  minSamples: 20,
  maxSamples: 1000,
  sampleBudget: 2,
} as const satisfies SettingsInput;

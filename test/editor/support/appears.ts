import type { Locator } from 'playwright-core';

/** Whether the first of what a locator finds gets into a state within a time, in milliseconds. */
export function appears(locator: Locator, timeout: number, state: 'visible' | 'hidden' = 'visible'): Promise<boolean> {
  return locator
    .first()
    .waitFor({ state, timeout })
    .then(
      () => true,
      () => false,
    );
}

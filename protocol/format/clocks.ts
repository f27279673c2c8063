import type { Run } from '../report';
import { formatPercent } from './quantity';

/** What NVML calls the reasons, in words. */
const REASONS: Readonly<Record<string, string>> = {
  'application-clocks': 'the clocks that were set for applications',
  'power-cap': 'the power limit',
  'hardware-slowdown': 'a slowdown of the hardware',
  'sync-boost': 'sync boost with other devices',
  thermal: 'heat',
  'hardware-thermal': 'heat, by the hardware',
  'power-brake': 'the power supply',
  'display-clocks': 'the display',
};

/** `1.755 GHz of 1.98 (89 %)`; undefined where the clock is not known. */
export function formatClock(clocks: NonNullable<Run['clocks']>): string | undefined {
  const { smMedian, smMax } = clocks;
  if (smMedian === undefined) return undefined;
  const clock = `${gigahertz(smMedian)} GHz`;
  return smMax === undefined ? clock : `${clock} of ${gigahertz(smMax)} (${formatPercent(smMedian / smMax)})`;
}

/** What held the clock back: `the power limit and heat`; undefined where nothing did. */
export function formatReasons({ heldBackBy }: NonNullable<Run['clocks']>): string | undefined {
  if (heldBackBy.length === 0) return undefined;
  return heldBackBy.map((reason) => REASONS[reason] ?? reason).join(' and ');
}

/** `312 of 700 W, 41 °C`; undefined where neither is known. */
export function formatPower({ watts, wattsLimit, celsius }: NonNullable<Run['clocks']>): string | undefined {
  const limit = wattsLimit === undefined ? '' : ` of ${Math.round(wattsLimit)}`;
  const parts = [
    ...(watts === undefined ? [] : [`${Math.round(watts)}${limit} W`]),
    ...(celsius === undefined ? [] : [`${Math.round(celsius)} °C`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function gigahertz(hertz: number): string {
  return String(Number((hertz / 1e9).toFixed(3)));
}

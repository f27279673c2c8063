import type { Run } from '../../../protocol/report';
import { formatClock, formatPower, formatReasons } from '../../../protocol/format/clocks';
import { formatDeterminism } from '../../../protocol/format/determinism';
import { formatBandwidth, formatBytes, formatCount, formatPercent } from '../../../protocol/format/quantity';
import { h, icon } from '../dom';
import { occupancyLimiters } from '../model/occupancy';
import { fact, facts, section, type Fact } from './section';

/** How the reduction was spread over the device, and what it used of it. */
export function launchSection(run: Run): HTMLElement | undefined {
  const { launch, device, bandwidth, versions } = run;
  if (launch === undefined) return undefined;
  const place: readonly Fact[] =
    device?.kind === 'cpu'
      ? [
          ['Threads', counted(device.threads)],
          ['Chunk', counted(launch.chunkSize, ' elements')],
          ['Accumulators', counted(launch.lanes, ' a chunk')],
        ]
      : [
          ['Grid', counted(launch.grid, ' blocks')],
          ['Block', counted(launch.block, ' threads')],
          ['Elements a thread', counted(launch.itemsPerThread)],
          ['Vector load', counted(launch.vecSize, launch.vecSize === 1 ? ' element' : ' elements')],
          ['Accumulators a thread', counted(launch.accumulators)],
          ['Registers a thread', counted(launch.registers)],
          ['Shared memory a block', bytes(launch.sharedBytes)],
          fact('Local memory a thread', bytes(launch.localBytes), (launch.localBytes ?? 0) > 0 ? 'spilled' : undefined),
          fact(
            'Occupancy',
            launch.occupancy === undefined ? undefined : formatPercent(launch.occupancy),
            limitsOf(run),
          ),
          ...spreadOf(launch),
        ];
  return section(
    'launch',
    'Launch',
    facts([
      ...place,
      fact('Mapping', launch.mapping, launch.deterministic === true ? 'the same on every device' : undefined),
      ['Plan', launch.planSource],
      ...costOf(run),
      // A checked run measures none of this, which is no gap in what is known.
      ...(run.sanitized === true
        ? []
        : [
            ['Bytes read at least', bytes(bandwidth?.bytes)] as const,
            fact(
              'Memory peak',
              bandwidth?.peak === undefined ? undefined : formatBandwidth(bandwidth.peak),
              bandwidth?.peakSource,
            ),
          ]),
      ...(bandwidth?.roof === undefined
        ? []
        : [['Measured roof', formatBandwidth(bandwidth.roof), 'what the plainest sum of this engine reads'] as const]),
      ...clocksOf(run),
      ['Compiler', versions.compiler],
    ]),
    launch.planNote === undefined ? undefined : caution(`The tuned plan was not used. ${launch.planNote}`),
    bandwidth?.roofNote === undefined ? undefined : caution(`The roof was not measured. ${bandwidth.roofNote}`),
  );
}

function caution(text: string): HTMLElement {
  return h('p', { class: 'advice' }, icon('warning', 'caution'), h('span', { class: 'error-message' }, text));
}

/** How evenly the blocks fill the device. */
function spreadOf({ waves, rounds, tail, bytesInFlight }: NonNullable<Run['launch']>): readonly Fact[] {
  return [
    ...(waves === undefined ? [] : [['Waves', waves.toFixed(2), 'blocks over the blocks that are resident'] as const]),
    ...(rounds === undefined
      ? []
      : [fact('Rounds', rounds.toFixed(2), tail && `the last leaves ${formatPercent(tail)} of all places empty`)]),
    ...(bytesInFlight === undefined
      ? []
      : [['In flight', formatBytes(bytesInFlight), 'of each multiprocessor'] as const]),
  ];
}

/** What the device did meanwhile, where it tells. */
function clocksOf({ clocks }: Run): readonly Fact[] {
  if (clocks === undefined) return [];
  const reasons = formatReasons(clocks);
  const clock = formatClock(clocks);
  const power = formatPower(clocks);
  return [
    ...(clock === undefined ? [] : [fact('Clock', clock, reasons && `held back by ${reasons}`)]),
    ...(power === undefined ? [] : [['Power and heat', power, 'the most'] as const]),
  ];
}

/** Of a deterministic kernel, where it was measured; others have no such fact. */
function costOf({ determinism }: Run): readonly Fact[] {
  return determinism === undefined ? [] : [['Deterministic', formatDeterminism(determinism)]];
}

function limitsOf(run: Run): string | undefined {
  const limiters = occupancyLimiters(run);
  if (limiters === undefined) return run.launch?.occupancy === undefined ? undefined : 'what limits it is not known';
  return run.launch?.occupancy === 1 ? 'nothing limits it' : `limited by ${limiters.join(' and ')}`;
}

function counted(count: number | undefined, unit = ''): string | undefined {
  return count === undefined ? undefined : `${formatCount(count)}${unit}`;
}

function bytes(count: number | undefined): string | undefined {
  return count === undefined ? undefined : formatBytes(count);
}

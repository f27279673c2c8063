import type { Run } from '../../../protocol/report';
import { formatDeterminism } from '../../../protocol/format/determinism';
import { formatBandwidth, formatBytes, formatCount, formatPercent } from '../../../protocol/format/quantity';
import { occupancyLimiters } from '../model/occupancy';
import { facts, section } from './section';

type Fact = readonly [name: string, value: string | undefined, note?: string];

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
          ['Registers a thread', counted(launch.registers)],
          ['Shared memory a block', bytes(launch.sharedBytes)],
          ['Local memory a thread', bytes(launch.localBytes), (launch.localBytes ?? 0) > 0 ? 'spilled' : undefined],
          ['Occupancy', launch.occupancy === undefined ? undefined : formatPercent(launch.occupancy), limitsOf(run)],
        ];
  return section(
    'launch',
    'Launch',
    facts(
      [
        ...place,
        ['Mapping', launch.mapping, launch.deterministic === true ? 'the same on every device' : undefined] as const,
        ...costOf(run),
        ['Bytes read at least', bytes(bandwidth?.bytes)] as const,
        [
          'Memory peak',
          bandwidth?.peak === undefined ? undefined : formatBandwidth(bandwidth.peak),
          bandwidth?.peakSource,
        ] as const,
        ['Compiler', versions.compiler] as const,
      ].map(([name, value, note]) => (note === undefined ? [name, value] : [name, value, note])),
    ),
  );
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

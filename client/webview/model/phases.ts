import type { Run } from '../../../protocol/report';

export type PhaseName = 'compile' | 'load' | 'upload' | 'first' | 'kernel' | 'download';

export interface Phase {
  readonly name: PhaseName;
  readonly title: string;
  /** Undefined where it was not measured. */
  readonly seconds: number | undefined;
  readonly note: string | undefined;
}

/** The phases of a run in the order in which they happen. The kernel's is one reduction: the median of the samples. */
export function phasesOf({ timings }: Run): readonly Phase[] {
  const { compile, compileFromCache, load, upload, firstLaunch, download, kernel } = timings ?? {};
  return [
    {
      name: 'compile',
      title: 'Compile',
      seconds: compile,
      note: compileFromCache === true ? 'from the cache' : undefined,
    },
    { name: 'upload', title: 'Upload', seconds: upload, note: undefined },
    ...(load === undefined ? [] : [{ name: 'load', title: 'Load', seconds: load, note: 'the binary' } as const]),
    ...(firstLaunch === undefined
      ? []
      : [{ name: 'first', title: 'First launch', seconds: firstLaunch, note: 'warms up' } as const]),
    { name: 'kernel', title: 'Kernel', seconds: kernel?.median, note: kernel && 'one reduction' },
    { name: 'download', title: 'Download', seconds: download, note: undefined },
  ];
}

/** Seconds of the phases that were measured, together. */
export function totalOf(phases: readonly Phase[]): number {
  return phases.reduce((total, { seconds = 0 }) => total + seconds, 0);
}

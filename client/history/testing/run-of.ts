import type { Run } from '../../../protocol/report';

/** The least that a run tells, to be kept and found again. */
export function runOf(id: string, extra: Partial<Run> = {}): Run {
  return {
    id,
    startedAt: '2026-01-01T00:00:00.000Z',
    uri: 'file:///a.reduce',
    hash: 'h',
    versions: { warpfold: '0' },
    kernel: 'dot',
    status: 'ok',
    diagnostics: [],
    ...extra,
  };
}

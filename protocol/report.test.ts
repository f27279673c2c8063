import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { checkReportSchema, reportSchema, type Report } from './report';

const full: Report = {
  schemaVersion: 1,
  runs: [
    {
      id: '5f0c',
      startedAt: '2026-11-22T17:00:00.000Z',
      uri: 'file:///work/dot.reduce',
      hash: 'a1b2',
      versions: { warpfold: '0.1.0', compiler: 'nvrtc 13.0', driver: '13.0' },
      kernel: 'dot_product',
      case: 'cookbook',
      status: 'ok',
      device: { kind: 'cuda', name: 'NVIDIA H100', id: 'cuda:0', computeCapability: '9.0', multiprocessors: 132 },
      n: 400,
      count: 400,
      result: { dtype: 'float32', value: 21253400 },
      expect: { value: 21253400, passed: true, rtol: 1e-5 },
      reference: { value: 21253400, relativeError: 0, method: 'compensated' },
      timings: {
        compile: 0.018,
        compileFromCache: false,
        upload: 1e-5,
        kernel: { median: 4.7e-6, p05: 4.6e-6, p95: 5e-6, min: 4.5e-6, samples: 50 },
      },
      launch: { block: 256, grid: 1, loads: 'words', mapping: 'striped', registers: 32, occupancy: 1 },
      bandwidth: { bytes: 3200, bytesPerSecond: 6.8e8 },
      diagnostics: [
        {
          code: 'double-literal',
          severity: 'warning',
          message: 'A double literal.',
          range: { start: { line: 3, character: 20 }, end: { line: 3, character: 23 } },
        },
      ],
    },
  ],
};

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('Report', () => {
  it('survives JSON as it is', () => {
    assert.deepEqual(v.parse(reportSchema, throughJson(full)), full);
  });

  it('needs no more than a run that did not get far', () => {
    const [first] = full.runs;
    assert.ok(first !== undefined);
    const { id, startedAt, uri, hash, versions, kernel, diagnostics } = first;
    const run = { id, startedAt, uri, hash, versions, kernel, status: 'error', diagnostics };
    const error = { code: 'no-cuda-device', message: 'There is no GPU.' };
    const parsed = v.parse(reportSchema, { schemaVersion: 1, runs: [{ ...run, error }] });
    assert.deepEqual(parsed.runs[0], { ...run, error });
  });

  it('ignores keys that it does not know, wherever they are', () => {
    const [run] = full.runs;
    const later = {
      ...full,
      more: 1,
      runs: [{ ...run, roofline: {}, timings: { ...run?.timings, graph: 1e-6 } }],
    };
    assert.deepEqual(v.parse(reportSchema, later), full);
  });

  it('refuses what it cannot mean', () => {
    const [run] = full.runs;
    const wrong = [
      { ...full, schemaVersion: 2 },
      { ...full, runs: [{ ...run, status: 'fine' }] },
      { ...full, runs: [{ ...run, n: '400' }] },
      { ...full, runs: [{ ...run, timings: { compile: null } }] },
      { ...full, runs: [{ ...run, result: { dtype: 'float32', value: null } }] },
      { ...full, runs: [{ ...run, kernel: undefined }] },
    ];
    for (const report of wrong) assert.equal(v.safeParse(reportSchema, report).success, false);
  });
});

describe('CheckReport', () => {
  it('keeps the ranges of the Language Server Protocol', () => {
    const report = {
      schemaVersion: 1,
      files: [{ path: 'dot.reduce', diagnostics: full.runs[0]?.diagnostics ?? [] }],
    };
    assert.deepEqual(v.parse(checkReportSchema, throughJson(report)), report);
  });
});

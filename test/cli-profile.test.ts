import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { Report } from '../protocol/report';
import { report, warpfold } from './support/cli';
import { workspace } from './support/workspace';

const kernels = `kernel total { dtype_out = int64; arguments = const int *x; reduce_expr = a + b; neutral = 0; }
case fine of total { x = arange(20000); expect = 199990000; }
case wrong of total { x = [1, 2, 3]; expect = 7; }
kernel indices { dtype_out = int64; map_expr = i; reduce_expr = a + b; neutral = 0; }
case many of indices { n = 5000; }
`;

function kernelFile(context: TestContext): { readonly cwd: string } {
  return { cwd: workspace(context, { 'k.reduce': kernels }) };
}

const profileOf = (...args: readonly string[]): readonly string[] => [
  'profile',
  'k.reduce',
  '--device',
  'cpu',
  ...args,
];
const fine = ['--case', 'fine', '--samples', '6', '--time', '0'] as const;

describe('warpfold profile', () => {
  test('prints the statistics of every case, and fails where a result is wrong', async (context) => {
    const { code, stdout } = await warpfold(profileOf('--samples', '6', '--time', '0'), kernelFile(context));
    assert.equal(code, 1);
    const [, head = '', ...rows] = stdout.split('\n');
    assert.match(head, /^ +kernel +case +n +median +p5 +p95 +min +noise +samples +bandwidth$/);
    const time = String.raw`[\d.]+ [nµm]?s +`;
    assert.match(
      rows[0] ?? '',
      new RegExp(String.raw`^ +total +fine +20\u202f000 +(?:${time}){4}±[\d.]+ % +6 +[\d.]+ \wB/s$`),
    );
    assert.match(rows[2] ?? '', new RegExp(String.raw`^ +indices +many +5\u202f000 +(?:${time}){4}±[\d.]+ % +6$`));
    assert.match(stdout, /total · wrong: expected 7 \(exactly\), got 6/);
    assert.match(stdout, /3 runs, 1 failed/);
    assert.doesNotMatch(stdout, /by size/);
  });

  test('says what a deterministic kernel costs beside its default plan', async (context) => {
    const text = `kernel same { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; deterministic = true; }
kernel any { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }`;
    const folder = { cwd: workspace(context, { 'k.reduce': text }) };
    const few = ['--samples', '5', '--time', '0'] as const;
    const { code, stdout } = await warpfold(profileOf(...few), folder);
    assert.equal(code, 0);
    const costs = stdout.split('\n').filter((line) => line.includes('deterministic'));
    assert.equal(costs.length, 1, stdout);
    assert.match(costs[0] ?? '', /^ {2}same, deterministic: [\d.]+× the time of the default plan \([\d.]+\s[nµm]?s\)$/);

    const { report: profiled } = await report(profileOf(...few), folder);
    const [same, any] = profiled.runs;
    assert.equal(same?.launch?.deterministic, true);
    const { median, plainMedian, ratio, samples } = same.determinism ?? assert.fail('nothing was measured');
    assert.ok(Math.abs(ratio - median / plainMedian) < 1e-12 && samples >= 5);
    assert.equal(any?.determinism, undefined);
    assert.equal(any?.launch?.deterministic, undefined);
    // A plain run measures nothing of it.
    const { report: run } = await report(['run', 'k.reduce', '--device', 'cpu', '--kernel', 'same'], folder);
    assert.equal(run.runs[0]?.determinism, undefined);
  });

  test('shows the sweep on request, the whole reduction last, with bars that end at the best', async (context) => {
    const { code, stdout } = await warpfold(profileOf('--sweep', ...fine), kernelFile(context));
    assert.equal(code, 0);
    const lines = stdout.split('\n');
    const begin = lines.findIndex((line) => /^total · fine by size/.test(line));
    const rows = lines.slice(begin + 2, begin + 6);
    assert.deepEqual(
      rows.map((row) => row.trim().split(/ {2,}/)[0]),
      ['1\u202f024', '4\u202f096', '16\u202f384', '20\u202f000'],
    );
    assert.ok(rows.some((row) => row.endsWith(` ${'█'.repeat(24)}`)));
    // A fit, where the times of small and large sizes lie on one line.
    assert.match(lines[begin + 6] ?? '', /^(\s+fit: .+)?$/);
  });

  test('prints each sample, or each point of the sweep, as CSV', async (context) => {
    const folder = kernelFile(context);
    const samples = await warpfold(profileOf('--csv', ...fine), folder);
    assert.equal(samples.code, 0);
    const [header, ...rows] = samples.stdout.split('\r\n');
    assert.equal(header, 'kernel,case,device,count,sample,seconds');
    assert.deepEqual(
      rows.map((row) => row.replace(/[^,]+$/, '')),
      [...[0, 1, 2, 3, 4, 5].map((sample) => `total,fine,cpu,20000,${sample},`), ''],
    );
    assert.ok(rows.slice(0, -1).every((row) => Number(row.split(',').at(-1)) >= 0));

    const sweep = await warpfold(profileOf('--csv', '--sweep', '--case', 'many'), folder);
    const points = sweep.stdout.split('\r\n').map((row) => row.split(','));
    assert.equal(
      points[0]?.join(),
      'kernel,case,device,count,median_seconds,p05_seconds,p95_seconds,samples,bytes,bytes_per_second',
    );
    assert.deepEqual(
      points.slice(1, -1).map((cells) => [...cells.slice(0, 4), ...cells.slice(8)]),
      // Nothing is read, so that there is no bandwidth.
      ['1024', '4096', '5000'].map((count) => ['indices', 'many', 'cpu', count, '0', '']),
    );
  });

  test('prints a report with samples and sweep as JSON', async (context) => {
    const { code, report: result } = await report(profileOf(...fine), kernelFile(context));
    assert.equal(code, 0);
    const [run] = result.runs;
    assert.equal(run?.timings?.kernel?.values?.length, 6);
    assert.equal(run.sweep?.length, 4);
    assert.equal(run.reference, undefined);
  });

  describe('--baseline', () => {
    /** A report of `fine` whose times are those measured now, times a factor. */
    async function baseline(context: TestContext, factor: number, change: (of: Report) => Report = (same) => same) {
      const folder = kernelFile(context);
      const { report: measured } = await report(profileOf(...fine), folder);
      const runs = measured.runs.map((run) => {
        const { median, p05, p95, min, samples } = run.timings?.kernel ?? assert.fail('it was timed');
        const kernel = {
          median: median * factor,
          p05: p05 * factor,
          p95: p95 * factor,
          min: min * factor,
          samples,
        };
        return { ...run, timings: { kernel } };
      });
      writeFileSync(path.join(folder.cwd, 'base.json'), JSON.stringify(change({ ...measured, runs })));
      return warpfold(profileOf('--baseline', 'base.json', ...fine), folder);
    }

    test('says faster and slower, by how much, and succeeds either way', async (context) => {
      const faster = await baseline(context, 100);
      assert.equal(faster.code, 0);
      assert.match(faster.stdout, /against baseline\n.*faster, −9\d\.\d %\n/);
      const slower = await baseline(context, 0.01);
      assert.equal(slower.code, 0);
      assert.match(slower.stdout, /slower, \+\d+ %\n/);
    });

    test('says why runs cannot be compared', async (context) => {
      const fewer = await baseline(context, 1, (one) => ({
        ...one,
        runs: one.runs.map((run) => ({ ...run, count: 7 })),
      }));
      assert.match(fewer.stdout, /not comparable\n +! total · fine: The baseline reduced 7 elements/);
      const other = await baseline(context, 1, (one) => ({ ...one, runs: [] }));
      assert.match(other.stdout, /! total · fine: The baseline has no run of it/);
    });

    test('is refused before anything runs where it is no report', async (context) => {
      const folder = workspace(context, { 'k.reduce': kernels, 'base.json': '{ "runs": 1 }' });
      const wrong = await warpfold(profileOf('--baseline', 'base.json'), { cwd: folder });
      assert.deepEqual([wrong.code, wrong.stdout], [1, '']);
      assert.match(wrong.stderr, /base\.json holds no report\. Write one with: warpfold profile/);
      const missing = await warpfold(profileOf('--baseline', 'none.json'), { cwd: folder });
      assert.equal(missing.code, 1);
      assert.match(missing.stderr, /none\.json: there is no such file/);
    });
  });

  test('understands no nonsense', async (context) => {
    const folder = kernelFile(context);
    for (const [args, message] of [
      [['--json', '--csv'], /Choose --json or --csv/],
      [['--csv', '--baseline', 'b.json'], /leave out --json and --csv/],
      [['--samples', '0'], /--samples takes a number from 1 on/],
      [['--samples', 'many'], /--samples takes a whole number; "many" is none/],
      [['--time', '-1'], /--time/],
      [['--time', 'long'], /--time takes seconds, such as 2 or 0\.5/],
    ] as const) {
      const { code, stderr } = await warpfold(profileOf(...args), folder);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  test('says why there are no counters, beside the profile', async (context) => {
    const { code, stdout } = await warpfold(profileOf(...fine, '--counters'), kernelFile(context));
    assert.equal(code, 0);
    assert.match(stdout, /total · fine counters\n.* Hardware counters are of NVIDIA GPUs, and this ran on the CPU\./);
  });

  test('is explained', async () => {
    const { code, stdout } = await warpfold(['profile', '--help']);
    assert.equal(code, 0);
    for (const option of [
      '--sweep',
      '--counters',
      '--baseline REPORT',
      '--csv',
      '--samples N',
      '--time SECONDS',
      '--kernel NAME',
    ])
      assert.ok(stdout.includes(`  ${option}  `), option);
    assert.match((await warpfold(['help'])).stdout, /\n {2}profile +Time /);
  });
});

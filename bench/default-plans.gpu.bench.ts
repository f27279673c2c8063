// The default plans beside the best that tuning finds: how much there is to gain.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkDocument } from '../language';
import { RunnerClient } from '../runner/client/runner-client';
import { caseOf, kernels } from './support/reductions';
import { geometricMean, table } from './support/statistics';

const POWERS = [17, 22, 26];
const BUDGET_SECONDS = 2;

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-bench-'));
  const runner = new RunnerClient({
    entry: path.join(process.cwd(), 'dist/runner.js'),
    role: 'execute',
    env: { WARPFOLD_CACHE_DIR: folder },
  });
  const rows: (readonly string[])[] = [];
  const ratios: number[] = [];
  let device = 'an unknown device';
  try {
    for (const kernel of checkDocument(kernels).kernels) {
      for (const n of POWERS.map((power) => 2 ** power)) {
        const tuning = await runner.tune({
          ...{
            uri: 'untitled:bench.reduce',
            text: `${kernels}\n${caseOf(kernel, n)}`,
            kernel: kernel.name,
            case: 'bench',
          },
          ...{ device: 'cuda:0', budgetSeconds: BUDGET_SECONDS, save: false },
        });
        if (tuning.status !== 'ok') throw new Error(`${kernel.name} was not tuned: ${tuning.error?.message}`);
        device = tuning.device?.name ?? device;
        const { tuned, trials, default: usual } = tuning;
        const ratio = 1 / (1 + (tuned?.change ?? 0));
        ratios.push(ratio);
        rows.push([
          kernel.name,
          `2^${Math.log2(n)}`,
          `${((usual?.kernel.median ?? NaN) * 1e6).toFixed(2)} µs`,
          ratio.toFixed(3),
          String(trials.length),
          Object.entries(tuned?.parameters ?? {})
            .map(([name, value]) => `${name} ${value}`)
            .join(', '),
        ]);
      }
    }
    console.log(`\nDefault plans on ${device}, ${BUDGET_SECONDS} s of search each\n`);
    console.log(table([['kernel', 'n', 'default', 'default / best', 'tried', 'best'], ...rows]));
    console.log(`\nGeometric mean ${geometricMean(ratios).toFixed(3)}, greatest ${Math.max(...ratios).toFixed(3)}`);
  } finally {
    runner.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import * as vscode from 'vscode';
import { REPORT_SCHEMA_VERSION, type Report, type Run } from '../../protocol/report';
import type { Application } from '../application';
import { commandIds } from '../commands/command-ids';
import { targetOf } from '../runs/run-store';
import { runsToCsv } from './csv';
import { openSource } from './open-source';
import type { ViewRequest } from './results-view';
import { saveAs } from './save';

/** Does what the view asked for. Runs are named by their ids: what is not known is not touched. */
export async function handleRequest(application: Application, request: ViewRequest): Promise<void> {
  const { runs, controller, baselines, documents } = application;
  const withRun = async (id: string, act: (run: Run) => Promise<unknown>): Promise<void> => {
    const run = runs.find(id);
    if (run !== undefined) await act(run);
  };
  switch (request.type) {
    case 'cancel':
      runs
        .activeRuns()
        .find(({ id }) => id === request.id)
        ?.cancel();
      return;
    case 'runAtCursor':
      await vscode.commands.executeCommand(commandIds.runKernel);
      return;
    case 'runAgain':
      return withRun(request.id, (run) => controller.run([targetOf(run)], { profile: request.profile }));
    case 'setBaseline':
      return withRun(request.id, (run) => baselines.set(run));
    case 'export': {
      const chosen = request.ids.flatMap((id) => runs.find(id) ?? []);
      if (chosen.length > 0) await exportRuns(chosen, request.format);
      return;
    }
    case 'savePlot':
      await saveAs(
        request.name,
        request.format,
        request.format === 'svg' ? request.data : Buffer.from(request.data, 'base64'),
      );
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(request.text);
      return;
    case 'openSource':
      return withRun(request.id, (run) => openSource(run, documents));
    case 'openDiagnostic':
      return withRun(request.id, async (run) => {
        const diagnostic = run.diagnostics[request.index];
        if (diagnostic !== undefined) await openSource(run, documents, diagnostic.range);
      });
  }
}

async function exportRuns(chosen: readonly Run[], format: 'json' | 'csv'): Promise<void> {
  const kernels = new Set(chosen.map(({ kernel }) => kernel));
  const [only] = kernels;
  const name = kernels.size === 1 && only !== undefined ? only : 'warpfold-runs';
  if (format === 'csv') return saveAs(name, 'csv', runsToCsv(chosen));
  const report: Report = { schemaVersion: REPORT_SCHEMA_VERSION, runs: [...chosen] };
  return saveAs(name, 'json', `${JSON.stringify(report, undefined, 2)}\n`);
}

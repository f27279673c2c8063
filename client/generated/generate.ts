import * as vscode from 'vscode';
import { WarpfoldError } from '../../protocol/errors';
import type { CodeLink } from '../../protocol/rpc';
import { inEditorWords, isMissingTool } from '../runs/missing-tools';
import type { RunnerService } from '../runs/runner-service';
import { readSettings } from '../settings';
import { artifacts } from './artifacts';
import type { GeneratedTarget } from './generated-target';
import { notice, whyNotCompiled } from './notice';

export interface Generated {
  readonly text: string;
  /** False where the text says why there is no code. */
  readonly isCode: boolean;
  /** PTX and SASS: what each instruction was made from. */
  readonly links?: readonly CodeLink[];
}

/** Generates or compiles a kernel from the text that its document has now. What goes wrong is told in the text. */
export async function generate(runner: RunnerService, target: GeneratedTarget): Promise<Generated> {
  const { title } = artifacts[target.artifact];
  if (!vscode.workspace.isTrusted) {
    return failed(
      notice(
        `${title} of ${target.kernel} is not shown: this workspace is not trusted, and compiling executes code of it.`,
        'Trust the workspace (command “Workspaces: Manage Workspace Trust”), and this page fills itself.',
      ),
    );
  }
  try {
    const uri = vscode.Uri.parse(target.uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const { device, runner: settings } = readSettings();
    const { kernels } = await runner.client().compile({
      uri: target.uri,
      version: document.version,
      text: document.getText(),
      kernel: target.kernel,
      case: target.case,
      artifact: target.artifact,
      device,
      settings,
    });
    const [kernel] = kernels;
    if (kernel?.artifact !== undefined) {
      return { text: kernel.artifact, isCode: true, ...(kernel.links === undefined ? {} : { links: kernel.links }) };
    }
    return failed(
      kernel === undefined
        ? notice(`There is no kernel "${target.kernel}".`)
        : whyNotCompiled(kernel, vscode.workspace.asRelativePath(uri)),
    );
  } catch (error) {
    return failed(explain(`${title} of ${target.kernel} cannot be shown.`, error));
  }
}

function explain(what: string, error: unknown): string {
  if (!(error instanceof WarpfoldError)) return notice(what, error instanceof Error ? error.message : String(error));
  const { code, message, advice } = error.data;
  const devices = 'The command “Warpfold: Show Devices” lists what was looked for, and where.';
  const isTold = !isMissingTool(code) || advice?.includes('"warpfold devices"') === true;
  return notice(what, message, ...(advice === undefined ? [] : [inEditorWords(advice)]), ...(isTold ? [] : [devices]));
}

function failed(text: string): Generated {
  return { text, isCode: false };
}

import * as vscode from 'vscode';
import type { SettingsInput } from '../protocol/rpc';
import { DEFAULT_TUNE_SECONDS } from '../protocol/tuning';

/** The section `warpfold` of the settings, as package.json contributes and documents it. */
export interface ClientSettings {
  /** `auto`, `cpu` or `cuda:N`. */
  readonly device: string;
  /** Seconds. */
  readonly timeLimit: number;
  readonly inlineResults: boolean;
  readonly runOnSave: boolean;
  /** Seconds that a search for a faster plan may take. */
  readonly tuneBudget: number;
  /** Whether a profile measures the accuracy too. */
  readonly profileAccuracy: boolean;
  /** What the runner is told. */
  readonly runner: SettingsInput;
}

export function readSettings(): ClientSettings {
  const section = vscode.workspace.getConfiguration('warpfold');
  const path = (key: string): string | undefined => {
    const value = section.get<string>(key, '').trim();
    return value === '' ? undefined : value;
  };
  const tuningFile = path('tuningFile');
  const [nvrtcPath, nvccPath, compilerPath] = [path('nvrtcPath'), path('nvccPath'), path('compilerPath')];
  return {
    device: section.get<string>('device', 'auto'),
    timeLimit: section.get<number>('timeLimit', 60),
    inlineResults: section.get<boolean>('inlineResults', true),
    runOnSave: section.get<boolean>('runOnSave', false),
    tuneBudget: section.get<number>('tuneBudget', DEFAULT_TUNE_SECONDS),
    profileAccuracy: section.get<boolean>('profileAccuracy', false),
    runner: {
      defaultLength: section.get<number>('defaultLength', 1 << 20),
      cpuThreads: section.get<number>('cpuThreads', 0),
      useTuning: section.get<boolean>('useTuning', true),
      ...(tuningFile === undefined ? {} : { tuningFile }),
      ...(nvrtcPath === undefined ? {} : { nvrtcPath }),
      ...(nvccPath === undefined ? {} : { nvccPath }),
      ...(compilerPath === undefined ? {} : { compilerPath }),
    },
  };
}

import path from 'node:path';
import type { SettingsInput } from '../protocol/rpc';
import { RunnerClient } from '../runner/client/runner-client';

/** A client for the runner that the build put beside this program. */
export function createRunner(options: { readonly timeLimitSeconds?: number }): RunnerClient {
  return new RunnerClient({ entry: runnerEntry(), role: 'execute', ...options });
}

function runnerEntry(): string {
  return process.env['WARPFOLD_RUNNER'] ?? path.join(__dirname, 'runner.js');
}

/** Settings that the environment makes. */
export function settingsFromEnvironment(): SettingsInput {
  const { WARPFOLD_NVRTC: nvrtcPath, WARPFOLD_CXX: compilerPath, WARPFOLD_NVCC: nvccPath } = process.env;
  return {
    ...(nvrtcPath === undefined ? {} : { nvrtcPath }),
    ...(compilerPath === undefined ? {} : { compilerPath }),
    ...(nvccPath === undefined ? {} : { nvccPath }),
  };
}

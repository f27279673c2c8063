import path from 'node:path';
import type { TestContext } from 'node:test';
import { RunnerClient } from '../../runner/client/runner-client';
import { root } from './root';

/** A runner that compiles with NVRTC, until the test ends; undefined where there is no NVRTC, and the test is skipped. */
export async function nvrtcRunner(context: TestContext): Promise<RunnerClient | undefined> {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'compile' });
  context.after(() => runner.dispose());
  const { findings } = await runner.devices();
  if (findings.some(({ name, found }) => name === 'NVRTC' && found !== undefined)) return runner;
  context.skip('there is no NVRTC on this machine');
  return undefined;
}

// npm run screenshots: takes pictures of every view in dark, light and high contrast, into docs/images.
import { reportFailure } from './lib/failure.mjs';
import { packageExtension } from './lib/package.mjs';
import { run } from './lib/process.mjs';

try {
  await packageExtension();
  run(process.execPath, ['--import', 'tsx', 'test/editor/screenshots.ts'], {
    env: { ...process.env, WARPFOLD_VSCODE: 'newest' },
  });
} catch (error) {
  reportFailure(error);
}

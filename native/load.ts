import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

import { WarpfoldError, type ErrorData } from '../protocol/errors';
import type { Addon } from './binding';

const FILE_NAME = 'warpfold.node';

/**
 * Loads the C++ addon. Only `runner/` calls it.
 *
 * Throws a `WarpfoldError` that lists what was tried, with the system's reason for each, and says how to build it.
 *
 * @param from the folder of the running code; the addon is looked for there and in the folders above.
 */
export function loadAddon(from: string = __dirname): Addon {
  if (process.env['WARPFOLD_WITHOUT_ADDON'] !== undefined) throw new WarpfoldError(withoutAddon);
  const require = createRequire(join(from, 'index.js'));
  const tried: string[] = [];
  for (const file of addonFiles(from)) {
    if (!existsSync(file)) {
      tried.push(`${file}: no such file`);
      continue;
    }
    try {
      return require(file) as Addon;
    } catch (error) {
      tried.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new WarpfoldError({
    code: 'internal',
    message: `Warpfold's native addon does not load. Tried:\n${tried.map((line) => `  ${line}`).join('\n')}`,
    doing: 'loading the native addon',
    advice: 'Build it with `npm run build`, which needs CMake and a C++17 compiler.',
  });
}

/** What a package for every platform says: the bundler sets `WARPFOLD_WITHOUT_ADDON` in it. */
const withoutAddon: ErrorData = {
  code: 'internal',
  message: `This package of Warpfold has no native addon for ${process.platform}-${process.arch}, so kernels cannot be compiled or run.`,
  doing: 'loading the native addon',
  advice:
    'Install the package that is made for this platform, or make it in a checkout with `npm run package`. Checking, completion and formatting work without.',
};

/** Where the addon may be, nearest first: beside a bundle, in a development build, prebuilt in a package. */
function addonFiles(from: string): string[] {
  const platform = `${process.platform}-${process.arch}`;
  return [from, resolve(from, '..'), resolve(from, '../..')].flatMap((folder) => [
    join(folder, FILE_NAME),
    join(folder, 'build', 'Release', FILE_NAME),
    join(folder, 'prebuilds', platform, FILE_NAME),
  ]);
}

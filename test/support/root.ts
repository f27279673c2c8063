import { existsSync } from 'node:fs';
import path from 'node:path';

/** The repository: tests are started there, bundled or not. */
export const root = process.cwd();

if (!existsSync(path.join(root, 'package.json'))) throw new Error('Start the tests from the root of the repository.');

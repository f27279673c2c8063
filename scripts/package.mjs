// npm run package: the extension as a VSIX for this platform, in build/. `-- --without-addon` makes the one for all other
// platforms, which has the language features and says what is missing when one runs.
import { parseArgs } from 'node:util';
import { reportFailure } from './lib/failure.mjs';
import { packageExtension } from './lib/package.mjs';

try {
  const { values } = parseArgs({ options: { 'without-addon': { type: 'boolean', default: false } } });
  await packageExtension({ withAddon: !values['without-addon'] });
} catch (error) {
  reportFailure(error);
}

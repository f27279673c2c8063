// npm run build: everything that running needs, from a fresh checkout.
import { ensureAddon, ensureBundles, ensureExampleData, ensureNodeModules } from './lib/setup.mjs';
import { reportFailure } from './lib/failure.mjs';

try {
  ensureNodeModules();
  ensureAddon();
  ensureBundles();
  ensureExampleData();
} catch (error) {
  reportFailure(error);
}

import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where compiled binaries are kept: `WARPFOLD_CACHE_DIR`, or `warpfold` in the folder that the system has for caches.
 */
export function defaultCacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env['WARPFOLD_CACHE_DIR'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'warpfold');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'warpfold');
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG base directory specification has relative paths ignored.
  return path.join(xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'), 'warpfold');
}

import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** A program as the system finds it by name or path; undefined where there is none. */
export function resolveProgram(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const endings = platform === 'win32' ? ['', '.exe', '.bat', '.cmd'] : [''];
  const hasFolder = name.includes('/') || (platform === 'win32' && name.includes('\\'));
  const folders = hasFolder ? [''] : (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(Boolean);
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

export function isExecutable(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a program writes about its version; an error with the system's reason where it does not run. */
export function versionText(file: string, argument: string, env: NodeJS.ProcessEnv): string | Error {
  const ended = spawnSync(file, [argument], {
    encoding: 'utf8',
    timeout: 10_000,
    env: { ...env, LC_ALL: 'C.UTF-8' },
    windowsHide: true,
  });
  if (ended.error !== undefined) return ended.error;
  if (ended.status !== 0) {
    const reason = ended.stderr.split('\n').find((line) => line.trim() !== '');
    return new Error(reason?.trim() ?? `it ended with status ${ended.status ?? ended.signal}`);
  }
  return `${ended.stdout}${ended.stderr}`.trim();
}

/** What changes when a program is replaced: where it really lies, its size and its time. */
export function identityOf(file: string): string {
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  return `${real} ${size} ${mtimeMs}`;
}

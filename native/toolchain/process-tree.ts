import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Ends a process and all that it started: compilers are drivers whose work is done by children. They stay in the group
 * of this process, so that what ends this one as a group ends them too.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true });
    return;
  }
  for (const each of [pid, ...descendants(pid)]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

function descendants(pid: number): number[] {
  return children(pid).flatMap((child) => [child, ...descendants(child)]);
}

function children(pid: number): number[] {
  try {
    if (process.platform === 'linux') return numbers(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
  } catch {
    // A kernel without that file, or the process has ended.
  }
  return numbers(spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout ?? '');
}

function numbers(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

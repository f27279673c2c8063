// Running programs from the project's scripts. Only Node's own modules: these scripts run before anything is installed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs a program in the root with its output on this terminal. Throws where it cannot start or fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) throw new Error(`${program} could not be started: ${result.error.message}`);
  if (result.status !== 0) {
    throw new Error(
      `${path.basename(program)} ${args.slice(0, 3).join(' ')} failed (${result.signal ?? `exit code ${result.status}`}).`,
    );
  }
}

/** Runs a program and returns what it printed on standard output; undefined where it is missing or fails. */
export function capture(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', ...options });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** A program that an npm package brought, as arguments for Node. */
export function npmProgram(packageName, relativePath) {
  return path.join(root, 'node_modules', packageName, relativePath);
}

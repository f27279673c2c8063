// VS Code and its relatives, where one is installed.
import path from 'node:path';
import { capture, root, run } from './process.mjs';

const programs = ['code', 'code-insiders', 'codium', 'cursor'];
const isWindows = process.platform === 'win32';

/** Extensions and settings of the project's own: the person's stay as they are. */
const own = path.join(root, 'build', 'editor');
const profile = ['--user-data-dir', path.join(own, 'data'), '--extensions-dir', path.join(own, 'extensions')];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The first editor that is installed and can show a window; undefined where there is none. */
export function findInstalledEditor() {
  const hasDisplay =
    isWindows ||
    process.platform === 'darwin' ||
    process.env.DISPLAY !== undefined ||
    process.env.WAYLAND_DISPLAY !== undefined;
  if (!hasDisplay) return undefined;
  return programs
    .map((program) => (isWindows ? `${program}.cmd` : program))
    .find((program) => {
      // As root it refuses everything, its version too, unless it is told where user data goes.
      const args = [...asRoot, ...profile.slice(0, 2), '--version'];
      return capture(program, args, { shell: isWindows, stdio: ['ignore', 'pipe', 'ignore'] }) !== undefined;
    });
}

/** Opens a folder with the packaged extension, in a profile of the project's own. */
export function openInEditor(editor, { vsix, folder, file }) {
  const start = (...args) => run(editor, [...asRoot, ...profile, ...args], { shell: isWindows });
  start('--install-extension', vsix, '--force');
  console.log(`Opening ${path.relative(root, folder)}/ in ${editor} …`);
  start('--new-window', '--disable-workspace-trust', folder, file);
}

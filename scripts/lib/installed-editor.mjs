// VS Code and its relatives, where one is installed.
import path from 'node:path';
import { capture, root, run } from './process.mjs';

const programs = ['code', 'code-insiders', 'codium', 'cursor'];
const isWindows = process.platform === 'win32';

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
    .find((program) => capture(program, ['--version'], { shell: isWindows }) !== undefined);
}

/** Opens a folder with the packaged extension. Extensions and settings are the project's own: the person's stay as they are. */
export function openInEditor(editor, { vsix, folder, file }) {
  const own = path.join(root, 'build', 'editor');
  const profile = ['--user-data-dir', path.join(own, 'data'), '--extensions-dir', path.join(own, 'extensions')];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const start = (...args) => run(editor, [...asRoot, ...profile, ...args], { shell: isWindows });
  start('--install-extension', vsix, '--force');
  console.log(`Opening ${path.relative(root, folder)}/ in ${editor} …`);
  start('--new-window', '--disable-workspace-trust', folder, file);
}

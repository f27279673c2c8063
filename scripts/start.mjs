// npm start: builds what is missing, then opens the examples in the VS Code that is installed, with the extension in a
// profile of its own. Where there is none, or with `--browser`, it serves the real VS Code to a browser; `--port N` chooses
// where. `--terminal` runs the examples in the terminal.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { reportFailure } from './lib/failure.mjs';
import { packageExtension } from './lib/package.mjs';
import { root, run } from './lib/process.mjs';
import { ensureAddon, ensureBundles, ensureExampleData, ensureNodeModules } from './lib/setup.mjs';
import { findInstalledEditor, openInEditor } from './lib/installed-editor.mjs';
import { serveToBrowser } from './lib/vscode-in-browser.mjs';

const examples = path.join(root, 'examples');

function runInTerminal() {
  ensureBundles();
  const files = readdirSync(examples).filter((file) => file.endsWith('.reduce'));
  run(process.execPath, ['dist/cli.js', 'run', ...files.map((file) => path.join('examples', file))]);
}

try {
  const { values: flags } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      terminal: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
    },
  });
  ensureNodeModules();
  ensureAddon();
  ensureExampleData();
  if (flags.terminal) runInTerminal();
  else {
    const vsix = await packageExtension();
    const editor = flags.browser ? undefined : findInstalledEditor();
    const opened = { vsix, folder: examples, file: path.join(examples, '01_dot_product.reduce') };
    if (editor === undefined) await serveToBrowser({ ...opened, port: Number(flags.port) });
    else openInEditor(editor, opened);
  }
} catch (error) {
  reportFailure(error);
}

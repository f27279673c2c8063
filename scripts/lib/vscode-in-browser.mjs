// The real VS Code, served to a browser, from the npm registry alone: code-server is VS Code with its full Node extension
// host. It is installed at its first use, into the user's cache folder.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { root, run } from './process.mjs';

/**
 * `oldest` is the version that `engines.vscode` promises, `newest` the newest that was tried. `node` is the major version
 * that each needs: another Node comes along from the npm package `node`. Sizes in MB, as measured on Linux.
 */
export const releases = {
  oldest: { codeServer: '4.100.3', vscode: '1.100', node: 20, download: 89, disk: 320 },
  newest: { codeServer: '4.139.1', vscode: '1.139', node: 24, download: 200, disk: 620 },
};

/** User settings that keep VS Code about the workspace: no welcome page, no assistant, no dialogs. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const nodePackage = { download: 57, disk: 190 };

/** The release that needs no other Node than this one, or else the smallest. */
function releaseForThisNode() {
  return Object.values(releases).find(({ node }) => node === runningMajor()) ?? releases.oldest;
}

/**
 * Installs a release where it is missing, after saying how much that downloads.
 *
 * @returns the Node that it needs and the script that starts it.
 */
export function ensureVsCode(release) {
  if (process.platform === 'win32') throw new Error('VS Code in the browser does not run on Windows. Install VS Code.');
  const folder = path.join(cacheFolder(), `code-server-${release.codeServer}-node-${release.node}`);
  if (!existsSync(folder)) install(release, folder);
  const ownNode = path.join(folder, 'node', 'node_modules', 'node', 'bin', 'node');
  return {
    node: existsSync(ownNode) ? ownNode : process.execPath,
    entry: path.join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

/**
 * Installs a packaged extension where it is not installed yet.
 *
 * @returns the extensions folder to start VS Code with.
 */
export function ensureExtension(release, vsix) {
  // A folder for each package: windows that are open keep the one that they were started with.
  const digest = createHash('sha256').update(readFileSync(vsix)).digest('hex').slice(0, 12);
  const folder = path.join(root, 'build', `extensions-${release.vscode}`, digest);
  const stamp = path.join(folder, 'installed');
  if (existsSync(stamp)) return folder;
  const { node, entry } = ensureVsCode(release);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(path.join(tmpdir(), 'warpfold-install-'));
  try {
    const folders = ['--user-data-dir', data, '--config', path.join(data, 'config.yaml'), '--extensions-dir', folder];
    // It logs on standard error that it does without its compiled modules: that is shown only where the rest fails.
    const { status, stderr } = spawnSync(node, [entry, ...folders, '--install-extension', vsix], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`VS Code ${release.vscode} did not install ${vsix}:\n${stderr}`);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  writeFileSync(stamp, '');
  return folder;
}

/** The arguments that start VS Code with an extensions folder and a user's data of its own. Nobody is asked for a password. */
export function serverArguments({ entry, extensions, data, port = 0, trusted = true, folder }) {
  return [
    entry,
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', path.join(data, 'config.yaml')],
    ...['--user-data-dir', data, '--extensions-dir', extensions],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(trusted ? ['--disable-workspace-trust'] : []),
    folder,
  ];
}

/** Serves a folder, with the packaged extension, until the person ends it. Resolves then. */
export async function serveToBrowser({ vsix, folder, file, port }) {
  const release = releaseForThisNode();
  const { node, entry } = ensureVsCode(release);
  const extensions = ensureExtension(release, vsix);
  const data = path.join(root, 'build', 'editor', 'browser');
  const settings = path.join(data, 'User', 'settings.json');
  if (!existsSync(settings)) {
    mkdirSync(path.dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify(quietSettings, undefined, 2));
  }
  const child = spawn(node, serverArguments({ entry, extensions, data, port, folder }), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const read = (text) => {
    output += text;
    const address = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(output)?.[1];
    if (address === undefined) return;
    child.stdout.off('data', read).resume();
    const payload = JSON.stringify([['openFile', `vscode-remote://${address.slice('http://'.length)}${file}`]]);
    const query = `folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`;
    console.log(`\nVS Code ${release.vscode} with Warpfold is at\n\n  ${address}/?${query}\n\nCtrl+C ends it.`);
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0 || code > 128 || signal !== null) resolve();
      else reject(new Error(`VS Code ended (exit code ${code}):\n${output}`));
    });
  });
}

/** Outside the repository, so that every checkout shares it. */
function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'warpfold', 'vscode');
}

function runningMajor() {
  return Number(process.versions.node.split('.')[0]);
}

function install(release, folder) {
  const needsNode = release.node !== runningMajor();
  const sum = (key) => release[key] + (needsNode ? nodePackage[key] : 0);
  console.log(
    `Installing VS Code ${release.vscode} for the browser: downloads about ${sum('download')} MB, takes ${sum('disk')} MB in ${cacheFolder()} …`,
  );
  mkdirSync(cacheFolder(), { recursive: true });
  // Aside, then renamed: an installation that was interrupted is never taken for a whole one.
  const aside = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(path.join(aside, 'package.json'), '{ "private": true }');
    // No install scripts: they would compile modules that nothing here needs.
    const npm = (directory, ...args) =>
      run('npm', ['install', ...args, '--omit=dev', '--no-audit', '--no-fund', '--loglevel', 'error'], {
        cwd: directory,
      });
    npm(aside, '--ignore-scripts', `code-server@${release.codeServer}`, `${ripgrepPackage}@1.18.0`);
    const vscode = path.join(aside, 'node_modules', 'code-server', 'lib', 'vscode');
    npm(vscode, '--ignore-scripts');
    npm(path.join(vscode, 'extensions'), '--ignore-scripts');
    if (needsNode) {
      // In a folder of its own, with its script: that fetches the binary, which is another npm package.
      const own = path.join(aside, 'node');
      mkdirSync(own);
      writeFileSync(path.join(own, 'package.json'), '{ "private": true }');
      npm(own, `node@${release.node}`);
    }
    linkRipgrep(aside, vscode);
    stubPasswordHashing(aside);
    // Another process may have been faster.
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The search program, which the package in older versions of VS Code downloads by an install script. */
const ripgrepPackage = `@vscode/ripgrep-${process.platform}-${process.arch}`;

function linkRipgrep(aside, vscode) {
  const ownPackage = path.join(vscode, 'node_modules', '@vscode', 'ripgrep');
  const bin = path.join(ownPackage, 'bin');
  if (!existsSync(ownPackage) || existsSync(path.join(bin, 'rg'))) return;
  const program = path.join(aside, 'node_modules', ripgrepPackage, 'bin', 'rg');
  mkdirSync(bin, { recursive: true });
  symlinkSync(path.relative(bin, program), path.join(bin, 'rg'));
}

/** code-server loads a compiled module to hash passwords; it is started without passwords. */
function stubPasswordHashing(aside) {
  const folder = path.join(aside, 'node_modules', 'argon2');
  const { main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  writeFileSync(path.join(folder, main), 'module.exports = {};\n');
}

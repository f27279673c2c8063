import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ensureExtension,
  ensureVsCode,
  quietSettings,
  releases,
  serverArguments,
  type Release,
} from '../../../scripts/lib/vscode-in-browser.mjs';
import { root } from '../../support/root';

/** The version of VS Code to test in: `WARPFOLD_VSCODE=oldest` (the default) or `newest`. */
export const release: Release = process.env['WARPFOLD_VSCODE'] === 'newest' ? releases.newest : releases.oldest;

const vsix = path.join(root, 'build', `warpfold-${process.platform}-${process.arch}.vsix`);

/** What a person would be asked, or would see, and a test would not expect; and nothing that moves, which costs time. */
const testSettings = {
  'editor.cursorBlinking': 'solid',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'window.commandCenter': false,
  'workbench.reduceMotion': 'on',
};

export interface ServerOptions {
  /** Files of the workspace, by their path in it. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** False: the workspace is not trusted, and nobody asks whether it is. */
  readonly trusted?: boolean;
  /** Another package than this platform's. */
  readonly vsix?: string;
}

/** A VS Code with the packaged extension, and user data of its own; a workspace in it. */
export class VsCodeServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly scratch: string,
    readonly address: string,
    /** The workspace's folder. */
    readonly folder: string,
    readonly processId: number,
  ) {}

  static async start(options: ServerOptions): Promise<VsCodeServer> {
    const packaged = options.vsix ?? vsix;
    if (!existsSync(packaged)) throw new Error(`${packaged} is missing: run npm run package.`);
    const { node, entry } = ensureVsCode(release);
    const extensions = ensureExtension(release, packaged);
    const scratch = mkdtempSync(path.join(tmpdir(), 'warpfold-editor-'));
    const data = path.join(scratch, 'data');
    const folder = path.join(scratch, 'workspace');
    writeFiles(folder, options.files);
    const settings = JSON.stringify({ ...quietSettings, ...testSettings, ...options.settings });
    // Settings of machine scope, as those that name programs, are read from the second.
    writeFiles(data, { 'User/settings.json': settings, 'Machine/settings.json': settings });
    const child = spawn(
      node,
      serverArguments({ entry, extensions, data, folder, trusted: options.trusted ?? true }),
      // A group of its own, so that the end of it is the end of all that it started.
      { env: environment(options.env), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    try {
      return new VsCodeServer(child, scratch, await addressOf(child), folder, child.pid ?? 0);
    } catch (error) {
      endGroup(child);
      rmSync(scratch, { recursive: true, force: true });
      throw error;
    }
  }

  /** Another workspace of the same VS Code. It ends with the first one. */
  withWorkspace(files: ServerOptions['files']): VsCodeServer {
    const folder = mkdtempSync(path.join(this.scratch, 'workspace-'));
    writeFiles(folder, files);
    return new VsCodeServer(this.child, this.scratch, this.address, folder, this.processId);
  }

  /** The page that opens the workspace. */
  get url(): string {
    return `${this.address}/?folder=${encodeURIComponent(this.folder)}`;
  }

  stop(): void {
    endGroup(this.child);
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 10 });
  }
}

function writeFiles(folder: string, files: ServerOptions['files']): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Without what belongs to the tests, or to a VS Code whose terminal they are started in. */
function environment(extra: ServerOptions['env']): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => key !== 'NODE_OPTIONS' && !key.startsWith('VSCODE_'));
  return { ...Object.fromEntries(own), ...extra };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (data: Buffer): void => {
      output += data.toString();
      const address = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`VS Code ended before it served (exit code ${code}):\n${output}`));
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
  }
}

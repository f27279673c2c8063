/** One version of VS Code for the browser. */
export interface Release {
  readonly codeServer: string;
  readonly vscode: string;
  /** The major version of Node that it needs. */
  readonly node: number;
}

export const releases: { readonly oldest: Release; readonly newest: Release };

/** Installs it where it is missing. */
export function ensureVsCode(release: Release): { readonly node: string; readonly entry: string };

/** Installs a packaged extension where it is not installed yet, and gives the folder to start VS Code with. */
export function ensureExtension(release: Release, vsix: string): string;

export function serverArguments(options: {
  readonly entry: string;
  readonly extensions: string;
  /** The folder of the user's data. */
  readonly data: string;
  /** 0 or left out: a free one. */
  readonly port?: number;
  readonly trusted?: boolean;
  readonly folder: string;
}): string[];

/** User settings that keep VS Code about the workspace. */
export const quietSettings: Readonly<Record<string, unknown>>;

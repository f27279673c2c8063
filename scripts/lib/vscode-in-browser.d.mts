/** One version of VS Code for the browser. */
export interface Release {
  readonly codeServer: string;
  readonly vscode: string;
  /** The major version of Node that it needs. */
  readonly node: number;
}

export const releases: { readonly oldest: Release; readonly newest: Release };

export function releaseForThisNode(): Release;

/** Installs it where it is missing. */
export function ensureVsCode(release: Release): { readonly node: string; readonly entry: string };

/** Installs a packaged extension where it is not installed yet, and gives the folder to start VS Code with. */
export function ensureExtension(release: Release, vsix: string): string;

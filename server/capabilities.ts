import type { ServerCapabilities } from 'vscode-languageserver';

/** What the server can do: what each part that was set up says of itself, and nothing else. */
export function mergeCapabilities(parts: readonly ServerCapabilities[]): ServerCapabilities {
  return Object.assign({}, ...parts) as ServerCapabilities;
}

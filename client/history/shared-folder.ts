/**
 * The path of the storage that all windows of a workspace share, of the one that a window was given. VS Code gives each further
 * window that shows a workspace at the same time (two tabs of a browser, say) a folder of its own: the first one's name with a
 * number behind it, `…/workspaceStorage/<id>-1/<extension>`. A path of another form stays as it is.
 */
export function sharedFolder(storagePath: string): string {
  return storagePath.replace(/(\/workspaceStorage\/[^/]{6,})-\d(\/[^/]+)$/, '$1$2');
}

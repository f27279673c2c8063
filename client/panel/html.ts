export interface PanelPage {
  /** Where the page may load from, as a source expression of its policy. */
  readonly cspSource: string;
  /** Random, and new for each page. */
  readonly nonce: string;
  readonly script: string;
  readonly stylesheet: string;
  readonly codicons: string;
}

/**
 * The page that the view's script fills. Its policy lets it load its own script and stylesheets and nothing else; images are
 * the plots that it turns into PNGs by itself.
 */
export function panelHtml({ cspSource, nonce, script, stylesheet, codicons }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    'img-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Warpfold Results</title>
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${codicons}">
  <link rel="stylesheet" href="${stylesheet}">
</head>
<body>
  <main id="panel"></main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

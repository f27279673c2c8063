import type { Hover, MarkupContent, ServerCapabilities } from 'vscode-languageserver';
import { hover, inlayHints } from '../../language/services';
import type { Session } from '../session';
import { hoverRenderer } from './markup';
import { atPosition, inRange } from './requests';

/** What the text does not say: hovers, and hints between its characters. */
export function reading(session: Session): ServerCapabilities {
  const { connection, client, configuration, guard } = session;
  const render = hoverRenderer(client);
  connection.onHover(
    atPosition(session, 'Hover', null, (analysis, position): Hover | null => {
      const found = hover(analysis, position);
      // The service writes one text; the protocol's older forms do not occur.
      return found === undefined ? null : { ...found, contents: render(found.contents as MarkupContent) };
    }),
  );
  connection.languages.inlayHint.on(
    inRange(session, 'Inlay hints', [], (analysis, range) =>
      inlayHints(analysis, range, configuration.settings.inlayHints),
    ),
  );
  if (client.workspace?.inlayHint?.refreshSupport === true) {
    let shown = JSON.stringify(configuration.settings.inlayHints);
    configuration.onChange(() => {
      guard.task('Inlay hints', () => {
        const wanted = JSON.stringify(configuration.settings.inlayHints);
        if (wanted === shown) return;
        shown = wanted;
        // A client that cannot is one that has gone.
        connection.languages.inlayHint.refresh().catch(() => undefined);
      });
    });
  }
  return { hoverProvider: true, inlayHintProvider: true };
}

import * as v from 'valibot';
import { convertPyCuda, documentItems, kernelTemplates, placeForItem } from '../../language/services';
import {
  convertPasteParamsSchema,
  itemsParamsSchema,
  serverMethods,
  templatesParamsSchema,
  trustParamsSchema,
  type ConvertPasteResult,
  type ItemsResult,
  type TemplatesResult,
  type WorkspaceItemsResult,
} from '../../protocol/server';
import type { Session } from '../session';
import type { WorkspaceFiles } from '../workspace-files';
import { demand } from './requests';

/** Warpfold's own messages. */
export function customMessages({ connection, guard, documents, configuration }: Session, files: WorkspaceFiles): void {
  const noItems: ItemsResult = { version: 0, items: [] };
  connection.onRequest(
    serverMethods.items,
    guard.request('Items', noItems, (params: unknown): ItemsResult => {
      demand(v.is(itemsParamsSchema, params), 'Items', 'textDocument');
      const document = documents.get(v.parse(itemsParamsSchema, params).textDocument.uri);
      return document === undefined ? noItems : documentItems(document.analysis());
    }),
  );
  connection.onRequest(
    serverMethods.templates,
    guard.request('Templates', { templates: [] }, (params: unknown): TemplatesResult => {
      demand(v.is(templatesParamsSchema, params), 'Templates', 'textDocument');
      const { textDocument, position } = v.parse(templatesParamsSchema, params);
      const analysis = textDocument && documents.get(textDocument.uri)?.analysis();
      return {
        templates: [...kernelTemplates(analysis?.model)],
        ...(analysis && position && { place: placeForItem(analysis, position) }),
      };
    }),
  );
  connection.onRequest(
    serverMethods.convertPaste,
    guard.request('Conversion of PyCUDA code', null, (params: unknown): ConvertPasteResult => {
      demand(v.is(convertPasteParamsSchema, params), 'Conversion of PyCUDA code', 'text');
      const { text: python, textDocument } = v.parse(convertPasteParamsSchema, params);
      const taken = textDocument && documents.get(textDocument.uri)?.analysis().model.kernelsByName.keys();
      const text = convertPyCuda(python, taken);
      return text === undefined ? null : { text };
    }),
  );
  connection.onRequest(
    serverMethods.workspaceItems,
    guard.request('Workspace items', [], async (_params: unknown, token): Promise<WorkspaceItemsResult> => {
      const found = documents.all().map((document) => ({ uri: document.uri, ...documentItems(document.analysis()) }));
      for await (const { uri, version, items } of files.closed((open) => documents.get(open) !== undefined)) {
        if (token.isCancellationRequested) break;
        found.push({ uri, version, items });
      }
      return found;
    }),
  );
  connection.onNotification(
    serverMethods.trust,
    guard.notification('Trust', (params: unknown) => {
      configuration.setTrusted(v.parse(trustParamsSchema, params).trusted);
    }),
  );
}

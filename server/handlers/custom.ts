import * as v from 'valibot';
import { documentItems } from '../../language/services';
import { itemsParamsSchema, serverMethods, trustParamsSchema, type ItemsResult } from '../../protocol/server';
import type { Session } from '../session';
import { demand } from './requests';

/** Warpfold's own messages. */
export function customMessages({ connection, guard, documents, configuration }: Session): void {
  const noItems: ItemsResult = { version: 0, items: [] };
  connection.onRequest(
    serverMethods.items,
    guard.request('Items', noItems, (params: unknown): ItemsResult => {
      demand(v.is(itemsParamsSchema, params), 'Items', 'textDocument');
      const document = documents.get(v.parse(itemsParamsSchema, params).textDocument.uri);
      return document === undefined ? noItems : documentItems(document.analysis());
    }),
  );
  connection.onNotification(
    serverMethods.trust,
    guard.notification('Trust', (params: unknown) => {
      configuration.setTrusted(v.parse(trustParamsSchema, params).trusted);
    }),
  );
}

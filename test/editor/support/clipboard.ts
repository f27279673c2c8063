import type { Page } from 'playwright-core';

// The page's own clipboard: what the editor copies to and pastes from.

export async function readClipboard(page: Page): Promise<string> {
  await grant(page);
  return page.evaluate<string>('navigator.clipboard.readText()');
}

export async function writeClipboard(page: Page, text: string): Promise<void> {
  await grant(page);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
}

function grant(page: Page): Promise<void> {
  return page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
}

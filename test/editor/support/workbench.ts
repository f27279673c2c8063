import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { poll } from '../../support/poll';
import { appears } from './appears';
import { TextEditor } from './text-editor';

/** The window of VS Code, by roles and labels: what a person, or a screen reader, finds. */
export class Workbench {
  constructor(readonly page: Page) {}

  static async open(page: Page, url: string): Promise<Workbench> {
    await page.goto(url);
    const workbench = new Workbench(page);
    await workbench.ready();
    return workbench;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Opens a file of the workspace's root from the explorer. */
  async openFile(name: string): Promise<TextEditor> {
    const explorer = this.page.getByRole('tab', { name: /^Explorer/ });
    if (!(await this.page.locator('.explorer-folders-view').isVisible())) await explorer.click();
    // A tree that is still being filled moves its rows, and takes the second click for another row's.
    await poll(`${name} to be open`, async () => {
      await this.page.getByRole('treeitem', { name, exact: true }).dblclick();
      return appears(this.page.getByRole('tab', { name, selected: true }), 5000);
    });
    const editor = this.editor();
    await editor.ready();
    return editor;
  }

  /** The editor of the active group. */
  editor(): TextEditor {
    return new TextEditor(this.page, this.page.locator('.editor-group-container.active .monaco-editor').first());
  }

  /** Runs a command by its title, as the command palette lists it. */
  async runCommand(title: string): Promise<void> {
    // The palette lists what is there when it opens: an extension's commands come a moment after the window.
    await poll(`the command “${title}”`, async () => {
      await this.openPalette(title);
      if (await appears(this.option(title), 3000)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    await this.option(title).first().click();
  }

  /** Whether the palette offers a command now. */
  async offersCommand(title: string): Promise<boolean> {
    await this.openPalette(title);
    const options = this.quickInput.getByRole('option');
    await options.first().waitFor();
    const offered = (await this.option(title).count()) > 0;
    await this.page.keyboard.press('Escape');
    return offered;
  }

  /** The box at the top: palette, choices, input. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** A choice of the box at the top. */
  option(label: string): Locator {
    return this.quickInput.getByRole('option', { name: new RegExp(`^${escape(label)}(, |$)`) });
  }

  /** Answers the box that asks where to save. */
  async saveAs(file: string): Promise<void> {
    const input = this.quickInput.locator('input[type="text"]').first();
    // The box suggests a place a moment after it opened, which would replace what was typed before.
    const { ext } = path.parse(file);
    await poll(`a suggested ${ext}`, async () => (await input.inputValue()).endsWith(ext));
    await input.fill(file);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Notifications that are on the screen, by a part of their text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  async dismissNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** The status bar's entries, by a part of their text. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The rows of the problems view, which it opens. */
  async problems(): Promise<Locator> {
    if (!(await this.page.locator('.markers-panel').isVisible())) {
      await this.runCommand('Problems: Focus on Problems View');
    }
    return this.page.locator('.markers-panel').getByRole('treeitem');
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await this.page.locator('.explorer-folders-view').getByRole('treeitem').first().waitFor({ timeout: 60_000 });
  }

  private async openPalette(title: string): Promise<void> {
    const input = this.quickInput.locator('input[type="text"]').first();
    await poll('the command palette', async () => {
      await this.page.keyboard.press('F1');
      return appears(input, 2000);
    });
    await input.fill(`>${title}`);
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import type { Locator, Page } from 'playwright-core';
import { poll } from '../../support/poll';
import { appears } from './appears';
import { drawnTexts, lensAbove, lineAt, shownLines } from './in-page';

/** What a decoration draws behind a line: `= 21,253,400 · 6.9 µs`. */
export interface InlineText {
  /** The line's own text. */
  readonly line: string;
  readonly text: string;
}

/** The text editor of the active group: its text, cursor, lenses and what decorations add. */
export class TextEditor {
  constructor(
    private readonly page: Page,
    readonly element: Locator,
  ) {}

  async ready(): Promise<void> {
    await this.element.locator('.view-line').first().waitFor();
  }

  /** Puts the cursor behind the first occurrence of a text after the top of the file. */
  async cursorTo(text: string): Promise<void> {
    await this.select(text);
    await this.page.keyboard.press('ArrowRight');
  }

  /** Selects the first occurrence of a text. */
  async select(text: string): Promise<void> {
    const find = this.element.locator('.find-widget.visible');
    // A window that is busy loses keys now and then, or takes the focus elsewhere.
    await poll('the find widget to open', async () => {
      await this.focus();
      await this.page.keyboard.press('Control+Home');
      await this.page.keyboard.press('Control+f');
      return appears(find, 3000);
    });
    const input = find.getByRole('textbox', { name: 'Find' });
    await input.fill('');
    await input.fill(text);
    await find.locator('.matchesCount', { hasText: /^1 of / }).waitFor({ state: 'attached' });
    // Escape closes a notification first, where there is one.
    await poll('the find widget to close', async () => {
      await this.page.keyboard.press('Escape');
      return appears(find, 1000, 'hidden');
    });
  }

  /** Replaces the first occurrence of a text by typing. */
  async replace(text: string, by: string): Promise<void> {
    await this.select(text);
    if (by === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.type(by);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** The lines on the screen, top first. */
  async lines(): Promise<readonly string[]> {
    return (await this.page.evaluate<string[]>(shownLines)).map(plain);
  }

  /** Waits until a line on the screen contains a text. */
  async line(text: string): Promise<string> {
    return poll(`a line with “${text}”`, async () => (await this.lines()).find((line) => line.includes(text)));
  }

  /** Lenses, by their title. */
  lens(title: string): Locator {
    return this.element.locator('.codelens-decoration a', { hasText: new RegExp(`^\\s*${title}$`) });
  }

  /** Clicks the lens above the line that contains a text. */
  async clickLens(title: string, line: string): Promise<void> {
    await this.cursorTo(line);
    const index = await poll(`the lens “${title}” above “${line}”`, async () => {
      const found = await this.page.evaluate<number>(lensAbove(title, line));
      return found >= 0 && { found };
    });
    await this.element.locator('.codelens-decoration a').nth(index.found).click();
  }

  /** What decorations draw behind the text of lines: styles, not text, so the page's own engine is asked. */
  async inlineTexts(): Promise<readonly InlineText[]> {
    const found = await this.page.evaluate<InlineText[]>(drawnTexts);
    return found.map(({ line, text }) => ({ line: plain(line).trim(), text: plain(text) }));
  }

  /** Waits for a text that decorations draw behind a line; both are looked for in part. */
  async inlineText(line: string, text: RegExp): Promise<string> {
    let seen: readonly InlineText[] = [];
    try {
      return await poll(`${text} behind “${line}”`, async () => {
        seen = await this.inlineTexts();
        return seen.find((inline) => inline.line.includes(line) && text.test(inline.text))?.text;
      });
    } catch (error) {
      throw new Error(`${String(error)} There stood: ${JSON.stringify(seen)}`, { cause: error });
    }
  }

  /** The message of a failed test, which VS Code itself draws behind its line. */
  testMessage(text: string): Locator {
    return this.element.locator('.test-error-content-widget').filter({ hasText: text });
  }

  /** Rests the mouse on what decorations draw behind a line, and waits for what then opens. */
  async hoverInlineText(line: string): Promise<Locator> {
    const drawn = this.element.locator('.view-line', { hasText: line }).locator('[class*="ced-"]').last();
    const hover = this.page.locator('.monaco-hover:visible').filter({ has: this.page.getByRole('table') });
    return poll(`the hover on the text behind “${line}”`, async () => {
      const box = await drawn.boundingBox();
      if (box === null) return undefined;
      // The editor opens it when the mouse comes to rest, so it has to come from elsewhere.
      await this.page.mouse.move(box.x + box.width / 2, box.y - 200, { steps: 2 });
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
      return hover.waitFor({ timeout: 3000 }).then(
        () => hover,
        () => undefined,
      );
    });
  }

  /** Saves the file, and waits until it is. */
  async save(): Promise<void> {
    await poll('the file to be saved', async () => {
      await this.page.keyboard.press('Control+s');
      const dirty = this.page.locator('.editor-group-container.active .tab.active.dirty');
      return dirty.waitFor({ state: 'detached', timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** The text of the line that something is drawn on. */
  async lineBeside(drawn: Locator): Promise<string> {
    const box = await drawn.boundingBox();
    return box === null ? '' : plain(await this.page.evaluate<string>(lineAt(box.y + box.height / 2)));
  }

  /** The list of suggestions. */
  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible').getByRole('option');
  }

  private async focus(): Promise<void> {
    await this.page.keyboard.press('Control+1');
  }
}

/** The text as it was written: the editor draws spaces as no-break spaces. */
function plain(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../../support/root';
import type { Workbench } from './workbench';

/** The Results panel, which is a page of its own, two frames deep. */
export class ResultsPanel {
  private constructor(
    private readonly page: Page,
    readonly content: FrameLocator,
  ) {}

  /** Opens the panel; there may be no run yet. */
  static async show(workbench: Workbench): Promise<ResultsPanel> {
    await workbench.runCommand('Warpfold: Show Results');
    return ResultsPanel.shown(workbench);
  }

  /** Waits for the panel, which something else opens. */
  static async shown({ page }: Workbench): Promise<ResultsPanel> {
    const panel = new ResultsPanel(page, page.frameLocator('iframe.webview.ready').frameLocator('#active-frame'));
    await panel.content.locator('#panel > *').first().waitFor({ state: 'attached' });
    return panel;
  }

  /** The list's rows, newest first, by a part of their text. */
  rows(text: string | RegExp = ''): Locator {
    return this.content
      .getByRole('grid', { name: 'Runs' })
      .locator('.list-body')
      .getByRole('row')
      .filter({ hasText: text });
  }

  /** What is shown of the chosen run. */
  get detail(): Locator {
    return this.content.getByRole('region', { name: 'Chosen run' });
  }

  /** A part of the details by its heading. */
  section(title: string): Locator {
    return this.detail.getByRole('region', { name: title, exact: true });
  }

  /** A run that has not ended. */
  active(label: string): Locator {
    return this.content.getByRole('list', { name: 'Running' }).getByRole('listitem').filter({ hasText: label });
  }

  button(name: string): Locator {
    return this.content.getByRole('button', { name, exact: true });
  }

  /** What axe finds wrong: `rule: element`. Empty where nothing is. */
  async accessibilityViolations(): Promise<readonly string[]> {
    const frame = await this.frame();
    await frame.evaluate(readFileSync(path.join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
    return frame.evaluate<string[]>(
      `axe.run(document).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + target + ': ' + failureSummary)))`,
    );
  }

  private async frame(): Promise<Frame> {
    const outer = await (await this.page.locator('iframe.webview.ready').elementHandle())?.contentFrame();
    const inner = outer?.childFrames()[0];
    if (inner === undefined) throw new Error('The panel is not there.');
    return inner;
  }
}

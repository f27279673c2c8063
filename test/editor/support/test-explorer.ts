import type { Locator, Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** VS Code's own view of tests. */
export class TestExplorer {
  private constructor(private readonly page: Page) {}

  static async open(workbench: Workbench): Promise<TestExplorer> {
    const tab = workbench.page.getByRole('tab', { name: 'Testing' });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    return new TestExplorer(workbench.page);
  }

  /** A test or a file of tests by its label: its name, and in brackets how it ended. */
  item(name: string | RegExp): Locator {
    return this.page.locator('.test-explorer').getByRole('treeitem', { name }).first();
  }
}

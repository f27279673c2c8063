// The Results panel: from its first script to 500 runs painted, in Chromium, the slices of the list waiting in the page.
import { launchChromium } from '../../test/support/chromium';
import { poll } from '../../test/support/poll';
import { PanelPage } from '../../test/webview/support/panel-page';
import { manyRuns } from '../../test/webview/support/runs';
import { quantiles, table } from '../support/statistics';

const STARTS = 10;
const RUNS = 500;
/** Milliseconds that the panel may take. */
const GOAL = 200;

async function measure(): Promise<void> {
  const browser = await launchChromium();
  const runs = manyRuns(RUNS);
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const { page } = await PanelPage.open(browser, { runs, answersInPage: true });
    await poll('the painted list', () =>
      page.evaluate(() => performance.getEntriesByName('warpfold/panel/painted').length > 0),
    );
    times.push(
      await page.evaluate(
        () => performance.measure('start', 'warpfold/panel/begin', 'warpfold/panel/painted').duration,
      ),
    );
    await page.close();
  }
  await browser.close();
  const { p50, p95 } = quantiles(times);
  console.log(
    table([
      ['results panel', 'median', 'p95', 'goal'],
      [`first script to ${RUNS} runs painted`, `${p50.toFixed(0)} ms`, `${p95.toFixed(0)} ms`, `${GOAL} ms`],
    ]),
  );
}

measure().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

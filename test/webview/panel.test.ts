import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { source as axe } from 'axe-core';
import type { Browser, Locator } from 'playwright-core';
import { poll } from '../support/poll';
import { launchChromium } from '../support/chromium';
import { PanelPage, type PanelOptions } from './support/panel-page';
import {
  cancelledRun,
  checkedRun,
  counters,
  cpuRun,
  errorRun,
  experiment,
  failedRun,
  faultedRun,
  findingRun,
  gpuProfile,
  hugeStructRun,
  longNamesRun,
  manyRuns,
  rooflessRun,
  sanitizerRun,
  structRun,
  timeoutRun,
  untunedRun,
} from './support/runs';
import { themes, type ThemeName } from './support/themes';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

/** Opens the panel for one test, and asserts that its policy and its script had nothing to complain about. */
async function withPanel(options: PanelOptions, test: (panel: PanelPage) => Promise<void>): Promise<void> {
  const panel = await PanelPage.open(browser, options);
  try {
    await test(panel);
    assert.deepEqual(panel.complaints, []);
  } finally {
    await panel.page.close();
  }
}

const rowTexts = (panel: PanelPage): Promise<string[]> => panel.page.locator('.list-body [role=row]').allTextContents();

const hasFocus = (control: Locator): Promise<boolean> => control.evaluate((element) => element.matches(':focus'));

describe('the list of runs', () => {
  it('says how to begin where nothing ran, and offers to', () =>
    withPanel({ runs: [] }, async (panel) => {
      await panel.page.getByRole('heading', { name: 'No runs yet' }).waitFor();
      await panel.page.getByRole('button', { name: 'Run Kernel' }).click();
      await panel.heard('runAtCursor');
    }));

  it('shows kernel, case, result, time, bandwidth and change, and the newest run beside it', () =>
    withPanel({ runs: experiment(), baseline: experiment()[10], width: 1700 }, async (panel) => {
      await panel.page.getByRole('heading', { level: 2, name: 'dot_product · large' }).waitFor();
      const first = panel.page.locator('#row-0');
      const text = (await first.innerText()).replaceAll(/\s+/g, ' ');
      assert.match(text, /OK: dot_product · large cuda:0 2²⁶ 16785412 180 µs 2\.93 TB\/s −18\.0 %/);
      assert.equal(await first.getAttribute('aria-selected'), 'true');
      assert.match(await panel.page.locator('#row-10').innerText(), /baseline/);
    }));

  it('is walked by keys, opened by Enter and left by Escape', () =>
    withPanel({ runs: manyRuns(300) }, async (panel) => {
      const { page } = panel;
      const grid = page.getByRole('grid', { name: 'Runs' });
      await grid.focus();
      const isOn = (id: string): Promise<unknown> =>
        poll(`the details of ${id}`, () => panel.said.findLast((message) => message.type === 'select')?.id === id);
      await isOn('run-300');
      await page.keyboard.press('ArrowDown');
      await isOn('run-299');
      assert.equal(await grid.getAttribute('aria-activedescendant'), 'row-1');
      await page.keyboard.press('End');
      await isOn('run-1');
      await page.locator('#row-299').waitFor();
      await page.keyboard.press('PageUp');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowUp');
      await isOn('run-300');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'detail-title');
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
    }));

  it('filters by words, and remembers the filter', () =>
    withPanel({ runs: [...experiment(), failedRun, structRun] }, async (panel) => {
      await panel.page.locator('#row-0').waitFor();
      await panel.page.getByLabel('Filter runs').fill('argmax small');
      await panel.page.getByText('1 of 26 runs').waitFor();
      assert.match((await rowTexts(panel)).join(), /argmax · small/);
      const state = (await panel.state()) as { filter: string };
      assert.equal(state.filter, 'argmax small');
    }));

  it('sorts by a column, both ways, and returns to the newest first', () =>
    withPanel({ runs: [gpuProfile(), errorRun, structRun] }, async (panel) => {
      await panel.page.locator('#row-2').waitFor();
      const header = panel.page.getByRole('grid').getByRole('columnheader', { name: 'Time' });
      const labels = async (): Promise<string[]> =>
        (await panel.page.locator('.list-body .cell-kernel .text').allTextContents()).map((text) => text.trim());
      await header.getByRole('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'ascending');
      assert.deepEqual(await labels(), ['dot_product · large', 'argmax · small', 'broken']);
      await header.getByRole('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'descending');
      assert.deepEqual(await labels(), ['argmax · small', 'dot_product · large', 'broken']);
      await header.getByRole('button').click();
      assert.equal(await header.getAttribute('aria-sort'), 'none');
      assert.deepEqual(await labels(), ['dot_product · large', 'broken', 'argmax · small']);
    }));

  it('holds 500 runs in a few rows, and every one can be reached', () =>
    withPanel({ runs: manyRuns(500) }, async (panel) => {
      await panel.page.getByText('500 runs').waitFor();
      assert.equal(await panel.page.getByRole('grid').getAttribute('aria-rowcount'), '501');
      assert.ok((await panel.page.locator('.list-body [role=row]').count()) < 80);
      await panel.page.locator('.list-body').evaluate((list) => {
        list.scrollTop = list.scrollHeight;
      });
      await panel.page.locator('#row-499').waitFor();
      const marks = await panel.page.evaluate(() => performance.getEntriesByType('mark').map(({ name }) => name));
      assert.deepEqual(marks, ['warpfold/panel/begin', 'warpfold/panel/painted']);
    }));
});

describe('what runs', () => {
  it('is shown on top with its stage, and can be cancelled', () =>
    withPanel({ runs: [cpuRun] }, async (panel) => {
      await panel.show([
        { id: 7, kernel: 'endless', case: 'loop', isProfile: false, startedAt: Date.now(), stage: 'running' },
      ]);
      await panel.page.getByRole('list', { name: 'Running' }).getByText('endless · loop').waitFor();
      await panel.page.getByRole('button', { name: 'Cancel endless · loop' }).click();
      assert.equal((await panel.heard('cancel')).id, 7);
      await panel.show([]);
      await panel.page.getByRole('list', { name: 'Running' }).waitFor({ state: 'hidden' });
    }));

  it('heads the list when it has ended, is announced and, where the newest was shown, shown', () =>
    withPanel({ runs: [cpuRun] }, async (panel) => {
      await panel.page.locator('#row-0').waitFor();
      await panel.end({ ...structRun, id: 'new' });
      await panel.page.getByRole('heading', { level: 2, name: 'argmax · small' }).waitFor();
      const said = await panel.page.getByRole('status').innerText();
      assert.match(said, /^argmax · small: OK, \{ value: 9\.1, index: 17 \} in 74\.3\sms\.$/);
    }));

  it('does not take away the run that someone studies', () =>
    withPanel({ runs: [gpuProfile(), cpuRun], state: { shown: 'cpu-run' } }, async (panel) => {
      await panel.page.getByText('Intel(R) Xeon(R)').waitFor();
      await panel.end({ ...structRun, id: 'new' });
      await panel.page.locator('#row-2').waitFor();
      assert.equal(await panel.page.locator('#detail-title').innerText(), 'dot_product · large');
    }));
});

describe('the chosen run', () => {
  it('shows how far a result can be trusted, where that was measured', () =>
    withPanel({ runs: [gpuProfile(), cpuRun] }, async (panel) => {
      const accuracy = panel.page.getByRole('region', { name: 'Accuracy' });
      await accuracy.waitFor();
      const text = (await accuracy.innerText()).replaceAll(/\s+/g, ' ');
      for (const part of [
        'Accumulator plain',
        'Absolute error 1.75',
        'Relative error 1.0e−7',
        'Error 0.875 ulp',
        'Spread 3 values of 3 shapes, 2 ulp apart',
        'Condition number 37.3',
        'Trusted 6.9 digits',
        'striped, 256 threads × 16 elements, 1 056 blocks (this run) 16785412 0.875 ulp',
      ]) {
        assert.ok(text.includes(part), `${part} in ${text}`);
      }
      await panel.page.locator('#row-1').click();
      await panel.page.getByRole('heading', { level: 2, name: 'dot_product · large' }).waitFor();
      await panel.page.getByRole('region', { name: 'Launch' }).getByText('Accumulators').waitFor();
      assert.equal(await accuracy.count(), 0);
    }));

  it('shows value, phases, samples, sweep, launch, comparison and trend', () =>
    withPanel({ runs: experiment(), baseline: experiment()[10], height: 2400 }, async (panel) => {
      const { page } = panel;
      await page.getByRole('heading', { level: 3, name: 'Size sweep' }).waitFor();
      const text = (await page.getByRole('region', { name: 'Chosen run' }).innerText()).replaceAll(/[\s\u202f]+/g, ' ');
      for (const expected of [
        'The result is as expected (within rtol 1e−5).',
        'Reference 16785410.25',
        'Relative error 1.0e−7 against a compensated',
        'Time, hot 180 µs 179 µs to 184 µs',
        'Time, cold 183 µs',
        'Bandwidth, cold 2.93 TB/s 87.4 % of peak, 94.0 % of roof',
        'Cold L2 emptied before each; the bandwidth is of this 183 µs 182 µs to 187 µs',
        '1.22× faster',
        'Faster: the median time fell by 18.0 %',
        'on another text',
        'Grid 1 056 blocks',
        'Registers a thread 32',
        'Local memory a thread 0 B',
        'Occupancy 100 % nothing limits it',
        'Plan tuned',
        'Memory peak: 3.35 TB/s (memory clock and bus width). Measured roof: 3.12 TB/s',
        '24 runs',
      ]) {
        assert.ok(text.includes(expected), `“${expected}” is not in: ${text}`);
      }
      const plots = await page.getByRole('img').all();
      const names = await Promise.all(plots.map(async (plot) => plot.locator('title').textContent()));
      assert.deepEqual(names, [
        'Phases of dot_product · large',
        'Samples of dot_product · large',
        'Time of dot_product · large by size',
        'Bandwidth of dot_product · large by size',
        'Earlier runs of dot_product · large',
      ]);
      for (const plot of plots) assert.notEqual(await plot.locator('desc').textContent(), '');
    }));

  it('shows a complex value as a table, with what was expected', () =>
    withPanel({ runs: [failedRun] }, async (panel) => {
      const table = panel.page.getByRole('table', { name: 'Value' });
      await table.waitFor();
      const rows = (await table.getByRole('row').allInnerTexts()).map((row) => row.split(/\s+/));
      assert.deepEqual(rows, [
        ['Part', 'Result', 'Expected', 'Reference'],
        ['re', '12.5', '12.5', '12.5'],
        ['Not', 'as', 'expected:', 'im', '-3.25', '3.25', '-3.25'],
      ]);
      await panel.page.getByText('The result is not as expected (within rtol 1e−5).').waitFor();
    }));

  it('says why a tuned plan was not used', () =>
    withPanel({ runs: [untunedRun] }, async (panel) => {
      const launch = panel.page.getByRole('region', { name: 'Launch' });
      await launch.getByText('The tuned plan was not used. .warpfold/tuning.json: the plan of kernel').waitFor();
    }));

  it('says why the roof was not measured', () =>
    withPanel({ runs: [rooflessRun] }, async (panel) => {
      const launch = panel.page.getByRole('region', { name: 'Launch' });
      await launch.getByText('The roof was not measured. The kernel that measures it failed: The GPU has').waitFor();
      assert.doesNotMatch(await panel.page.getByRole('region', { name: 'Launch' }).innerText(), /Measured roof/);
    }));

  it('shows a checked run as such, and nothing that it does not measure', () =>
    withPanel({ runs: [checkedRun] }, async (panel) => {
      await panel.page.getByText('Every access was in range. The result is as expected').waitFor();
      const tiles = (await panel.page.locator('.tiles dt').allInnerTexts()).join();
      assert.equal(tiles, 'Result,Accesses');
      assert.equal(await panel.page.locator('.detail').getByText('Memory peak').count(), 0);
    }));

  it('keeps a value of many fields out of the tiles, and marks the field that is not as expected', () =>
    withPanel({ runs: [hugeStructRun] }, async (panel) => {
      await panel.page.locator('.tiles').getByText('50 values, below').waitFor();
      const table = panel.page.getByRole('table', { name: 'Value' });
      assert.equal(await table.getByRole('row').count(), 51);
      const marked = await table.locator('.differing').allInnerTexts();
      assert.deepEqual(
        marked.map((text) => text.replaceAll(/\s+/g, ' ')),
        ['Not as expected: field_number_2'],
      );
    }));

  for (const [name, run] of Object.entries({ 'long names': longNamesRun, 'many fields': hugeStructRun })) {
    it(`is no wider than a side bar, with ${name}`, () =>
      withPanel({ runs: [run], width: 340, height: 700 }, async (panel) => {
        await panel.page.getByRole('heading', { level: 3, name: 'Value' }).waitFor();
        const detail = panel.page.locator('.detail');
        assert.equal(await detail.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
      }));
  }

  it('says what being deterministic costs', () =>
    withPanel(
      {
        runs: [
          {
            ...gpuProfile(),
            launch: { mapping: 'striped', deterministic: true },
            determinism: { median: 208e-6, plainMedian: 200e-6, ratio: 1.04, samples: 100 },
          },
        ],
      },
      async (panel) => {
        const launch = panel.page.getByRole('region', { name: 'Launch' });
        await launch.waitFor();
        const text = (await launch.innerText()).replaceAll('\u00a0', ' ');
        assert.match(text, /Deterministic\s+1\.04× the time of the default plan \(200 µs\)/);
        assert.match(text, /the same on every device/);
      },
    ));

  it('shows what is not known as missing, never as zero', () =>
    withPanel(
      { runs: [{ ...gpuProfile(), launch: { mapping: 'striped' }, bandwidth: undefined, sweep: undefined }] },
      async (panel) => {
        const launch = panel.page.getByRole('region', { name: 'Launch' });
        await launch.waitFor();
        const facts = (await launch.locator('dd').allInnerTexts()).map((fact) => fact.trim());
        assert.deepEqual(facts.slice(0, 8), Array(8).fill('not known'));
        assert.doesNotMatch(await launch.innerText(), /\b0\b|Deterministic/);
      },
    ));

  it('says once what went wrong, where, and how to mend it', () =>
    withPanel({ runs: [timeoutRun] }, async (panel) => {
      const region = panel.page.getByRole('region', { name: 'Chosen run' });
      for (const [run, ...said] of [
        [timeoutRun, 'stopped at its time limit', 'did not finish within 60 s', 'raise the time limit'],
        [
          errorRun,
          'It did not compile.',
          'NVRTC does not compile kernel',
          'identifier "lenght" is undefined',
          'line 5',
        ],
        [findingRun, 'The check found an error.', 'x[i + 1] reads element 1024', 'line 6', 'The indices of "x" are 0'],
        [sanitizerRun, 'The check found an error.', '(memcheck) found:', '2 errors in all', 'line 6', 'line 7'],
        [faultedRun, 'It failed while it ran.', 'not its own', 'CUDA_ERROR_ILLEGAL_ADDRESS', 'names the index'],
        [cancelledRun, 'cancelled.'],
      ] as const) {
        await panel.end(run);
        await panel.page.locator(`.detail .status-${run.status}`).getByText(said[0]).waitFor();
        const text = (await region.innerText()).replaceAll('\u00a0', ' ');
        for (const each of said) assert.equal(text.split(each).length - 1, 1, `“${each}” once in: ${text}`);
      }
    }));

  it('leads from a message to its place in the source', () =>
    withPanel({ runs: [errorRun] }, async (panel) => {
      const { page } = panel;
      await page.getByRole('button', { name: 'identifier "lenght" is undefined' }).click();
      assert.deepEqual(await panel.heard('openDiagnostic'), { type: 'openDiagnostic', id: 'error', index: 1 });
      await page.getByRole('button', { name: 'broken.reduce' }).click();
      assert.equal((await panel.heard('openSource')).id, 'error');
    }));

  it('can be run again, profiled, made the baseline, and its value copied', () =>
    withPanel({ runs: [structRun] }, async (panel) => {
      const tools = panel.page.getByRole('toolbar', { name: 'This run' });
      await tools.getByRole('button', { name: 'Run Again' }).click();
      assert.equal((await panel.heard('runAgain')).profile, false);
      await tools.getByRole('button', { name: 'Profile' }).click();
      await poll('the profile', () => panel.said.some((message) => message.type === 'runAgain' && message.profile));
      await tools.getByRole('button', { name: 'Set as Baseline' }).click();
      assert.equal((await panel.heard('setBaseline')).id, 'struct');
      await tools.getByRole('button', { name: 'Copy the Value' }).click();
      assert.equal((await panel.heard('copy')).text, '{"value":9.100000381469727,"index":17}');
    }));

  it('is named by the extension: the comparison comes into view', () =>
    withPanel({ runs: experiment(), baseline: experiment()[10], height: 360 }, async (panel) => {
      await panel.page.locator('#row-3').waitFor();
      await panel.tell({ type: 'reveal', id: 'gpu-20', comparison: true });
      await poll('the comparison in view', () =>
        panel.page.evaluate(() => document.activeElement?.id === 'section-comparison'),
      );
    }));
});

describe('exports', () => {
  it('takes the runs that are chosen', () =>
    withPanel({ runs: manyRuns(50) }, async (panel) => {
      const { page } = panel;
      await page.getByRole('grid').focus();
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('button', { name: 'Export the chosen runs as CSV' }).click();
      assert.deepEqual(await panel.heard('export'), {
        type: 'export',
        format: 'csv',
        ids: ['run-50', 'run-49', 'run-48'],
      });
      await page.getByRole('grid').focus();
      await page.keyboard.press('Control+a');
      await page.getByRole('button', { name: 'Export the chosen runs as JSON' }).click();
      const all = await poll('all runs', () =>
        panel.said.findLast((message) => message.type === 'export' && message.format === 'json'),
      );
      assert.equal(all.type === 'export' && all.ids.length, 50);
    }));

  it('saves a plot as an SVG that stands by itself, in the colours of the theme', () =>
    withPanel({ runs: [gpuProfile()], theme: 'light' }, async (panel) => {
      await panel.page.getByRole('button', { name: 'Save as SVG: Bandwidth of' }).click();
      const { name, format, data } = await panel.heard('savePlot');
      assert.deepEqual([name, format], ['dot_product · large sweep bandwidth', 'svg']);
      assert.match(data, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.match(data, /<desc[^>]*>[^<]+TB\/s/);
      assert.match(data, /stroke="rgb\(26, 133, 255\)"/);
      assert.doesNotMatch(data, /var\(|class=/);
    }));

  it('saves a plot as a PNG of twice its size', () =>
    withPanel({ runs: [gpuProfile()] }, async (panel) => {
      await panel.page.getByRole('button', { name: 'Save as PNG: Samples of' }).click();
      const { format, data } = await panel.heard('savePlot');
      const bytes = Buffer.from(data, 'base64');
      assert.equal(format, 'png');
      assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
      const width = await panel.page.getByRole('img', { name: /^Samples of/ }).evaluate((plot) => plot.clientWidth);
      assert.equal(bytes.readUInt32BE(16), width * 2);
    }));
});

describe('the view', () => {
  it('is where it was after a reload: run, filter, sort and scrolling', async () => {
    let state: unknown;
    const options = { runs: manyRuns(300), height: 500 };
    await withPanel(options, async (panel) => {
      await panel.page.locator('#row-0').waitFor();
      await panel.page.getByRole('grid').focus();
      await panel.page.keyboard.press('End');
      await panel.page.locator('#row-299').waitFor();
      await panel.page.getByText('Intel(R) Xeon(R)').waitFor();
      await panel.page.locator('.detail').evaluate((detail) => {
        detail.scrollTop = 150;
      });
      await poll('the state', async () => ((await panel.state()) as { detailScroll?: number }).detailScroll === 150);
      state = await panel.state();
    });
    await withPanel({ ...options, state }, async (panel) => {
      await panel.page.locator('#row-299[aria-selected=true]').waitFor();
      await poll('the scrolling', () => panel.page.locator('.detail').evaluate((detail) => detail.scrollTop === 150));
    });
  });

  it('starts anew from a state that it does not know', () =>
    withPanel({ runs: [cpuRun], state: { shown: 5, filter: [] } }, async (panel) => {
      await panel.page.locator('#row-0[aria-selected=true]').waitFor();
    }));

  it('ignores messages that are not the extension’s', async () => {
    const panel = await PanelPage.open(browser, { runs: [cpuRun] });
    await panel.page.locator('#detail-title').waitFor();
    await panel.page.evaluate(() => {
      window.postMessage({ type: 'runs', rows: 'all of them', isFirst: true, isLast: true }, '*');
    });
    await poll('a warning', () => panel.complaints.some((complaint) => complaint.includes('does not know')));
    assert.equal(await panel.page.locator('#row-0').count(), 1);
    await panel.page.close();
  });

  it('reflows in a side bar: nothing is wider than the view', () =>
    withPanel({ runs: [...experiment(), failedRun], width: 280, height: 800 }, async (panel) => {
      await panel.page.getByRole('heading', { level: 3, name: 'Size sweep' }).waitFor();
      const tooWide = await panel.page.locator('.detail').evaluate((detail) => detail.scrollWidth - detail.clientWidth);
      assert.equal(tooWide, 0);
    }));

  for (const [room, width, order] of [
    [
      'one column',
      400,
      ['Value', 'Accuracy', 'Phases', 'Samples', 'Size sweep', 'Launch', 'Against the baseline', 'Earlier runs'],
    ],
    [
      'two columns',
      1400,
      ['Value', 'Accuracy', 'Against the baseline', 'Launch', 'Phases', 'Samples', 'Earlier runs', 'Size sweep'],
    ],
  ] as const) {
    it(`has its sections in the order in which one reads them, in ${room}`, () =>
      withPanel({ runs: experiment(), baseline: experiment()[10], width, height: 900 }, async (panel) => {
        const heads = panel.page.locator('.detail h3');
        await heads.last().waitFor();
        assert.deepEqual(await heads.allTextContents(), order);
      }));
  }

  it('shows counters, the roofline and what warps waited for', () =>
    withPanel({ runs: [{ ...gpuProfile({ id: 'deep' }), counters }] }, async (panel) => {
      const section = panel.page.locator('.section-counters');
      await section.getByText('Achieved occupancy').waitFor();
      const text = await section.innerText();
      assert.match(text, /92\.5\s?% of peak/);
      assert.match(text, /that the memory roof allows at this intensity/);
      assert.match(text, /global or local memory/);
      // What was not measured is said to be missing.
      assert.match(text, /L1 hit rate\s+not known/);
      await section.getByRole('img', { name: /^Roofline of / }).waitFor();
    }));

  it('says why there are no counters, and what to do', () => {
    const error = { code: 'counters-not-permitted', message: 'This user may not.', advice: 'Run as root.' };
    return withPanel({ runs: [{ ...gpuProfile({ id: 'refused' }), counters: { error } }] }, async (panel) => {
      const section = panel.page.locator('.section-counters');
      await section.getByText('This user may not.').waitFor();
      await section.getByText('Run as root.').waitFor();
    });
  });

  it('keeps the focus on a control that moves into another column', () =>
    withPanel({ runs: experiment(), width: 1400, height: 900 }, async (panel) => {
      const save = panel.page.getByRole('button', { name: 'Save as SVG: Samples of' });
      await save.focus();
      await panel.page.setViewportSize({ width: 400, height: 900 });
      await panel.page.locator('.columns').waitFor({ state: 'detached' });
      await poll('the focus', () => hasFocus(save));
    }));

  it('keeps the focus on a control when another run is shown', () =>
    withPanel({ runs: experiment() }, async (panel) => {
      const copy = panel.page.getByRole('button', { name: 'Copy the Value' });
      await copy.focus();
      const earlier = await copy.elementHandle();
      await panel.end(gpuProfile({ id: 'next' }));
      await poll('the next run', () => earlier?.evaluate((button) => !button.isConnected));
      await poll('the focus', () => hasFocus(copy));
    }));

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const [name, options] of Object.entries<PanelOptions>({
      'a profile': { runs: experiment(), baseline: experiment()[10] },
      'an error': { runs: [errorRun, failedRun] },
      'a failure in a side bar': { runs: [failedRun], width: 320 },
      'nothing yet': { runs: [] },
    })) {
      it(`has no violation of accessibility: ${name}, ${theme}`, () =>
        withPanel({ ...options, theme }, async (panel) => {
          await panel.page.locator(options.runs?.length === 0 ? '#welcome-title' : '#detail-title').waitFor();
          await panel.show([{ id: 1, kernel: 'other', isProfile: true, startedAt: Date.now(), stage: 'queued' }]);
          await panel.page.getByText('profile, queued').waitFor();
          assert.deepEqual(panel.complaints, []);
          const violations = await panel.page.evaluate(
            `{ const module = undefined; ${axe} }; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
              violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join('\\n'))))`,
          );
          assert.deepEqual(violations, []);
          // What the policy refuses from here on is axe's own.
          panel.complaints.length = 0;
        }));
    }
  }
});

import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { Run } from '../../protocol/report';
import { History, HISTORY_BYTES, RUNS_PER_KEY } from './history';
import { runOf } from './testing/run-of';

/** A run of about a megabyte. */
const large = (id: string): Run => runOf(id, { kernel: id, error: { code: 'internal', message: 'x'.repeat(1e6) } });

const lineOf = (run: Run): string => `${JSON.stringify(run)}\n`;

interface Place {
  readonly file: string;
  readonly warnings: string[];
  readonly open: () => History;
}

function place(context: TestContext): Place {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-history-'));
  const opened: History[] = [];
  context.after(async () => {
    // Reading may have begun to make the file smaller.
    await Promise.all(opened.map((history) => history.flush()));
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'storage', 'runs.jsonl');
  const warnings: string[] = [];
  const open = (): History => {
    const history = new History({ fsPath: file }, { warn: (text) => warnings.push(text) });
    opened.push(history);
    return history;
  };
  return { file, warnings, open };
}

const idsOf = (runs: readonly Run[]): string[] => runs.map(({ id }) => id);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('what was appended is read again, the newest first', async (context) => {
  const { open } = place(context);
  const history = open();
  assert.deepEqual(await history.read(), []);
  history.append(runOf('1'));
  history.append(runOf('2', { result: { dtype: 'float64', value: 'nan' } }));
  await history.flush();
  const read = await open().read();
  assert.deepEqual(idsOf(read), ['2', '1']);
  assert.deepEqual(read[0]?.result, { dtype: 'float64', value: 'nan' });
});

test('of each file, kernel, case and device the newest stay', async (context) => {
  const { file, open } = place(context);
  const first = open();
  first.append(runOf('other', { case: 'small' }));
  await first.flush();
  const many = range(RUNS_PER_KEY + 5).map((index) => runOf(String(index)));
  writeFileSync(file, [runOf('other', { case: 'small' }), ...many].map(lineOf).join(''));
  const history = open();
  const ids = idsOf(await history.read());
  assert.equal(ids.length, RUNS_PER_KEY + 1);
  assert.deepEqual([ids[0], ids.at(-2), ids.at(-1)], [String(RUNS_PER_KEY + 4), '5', 'other']);
  await history.flush();
  assert.equal(readFileSync(file, 'utf8').trimEnd().split('\n').length, RUNS_PER_KEY + 1);
  assert.deepEqual(readdirSync(path.dirname(file)), ['runs.jsonl']);
});

test('lines that cannot be read cost only themselves', async (context) => {
  const { file, open } = place(context);
  const history = open();
  history.append(runOf('1'));
  await history.flush();
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"id":"torn","star\n{"id":"strange"}\n${lineOf(runOf('2'))}`);
  assert.deepEqual(idsOf(await history.read()), ['2', '1']);
  await history.flush();
  assert.equal(readFileSync(file, 'utf8'), lineOf(runOf('1')) + lineOf(runOf('2')));
});

test('what is appended while the file is made smaller is kept', async (context) => {
  const { file, open } = place(context);
  const history = open();
  history.append(runOf('1'));
  await history.flush();
  writeFileSync(file, `not a run\n${lineOf(runOf('1'))}`);
  const reading = history.read();
  await reading;
  history.append(runOf('2'));
  history.append(runOf('3'));
  await history.flush();
  assert.deepEqual(idsOf(await open().read()), ['3', '2', '1']);

  writeFileSync(file, `not a run\n${lineOf(runOf('1'))}`);
  const again = history.read();
  history.append(runOf('4'));
  await again;
  await history.flush();
  assert.deepEqual(idsOf(await open().read()), ['4', '1']);
});

test('two windows that append at once lose no line', async (context) => {
  const { open } = place(context);
  const [left, right] = [open(), open()];
  for (const index of range(50)) {
    left.append(runOf(`left ${index}`, { error: { code: 'internal', message: 'x'.repeat(10_000) } }));
    right.append(runOf(`right ${index}`, { error: { code: 'internal', message: 'y'.repeat(10_000) } }));
  }
  await Promise.all([left.flush(), right.flush()]);
  assert.equal((await open().read()).length, 100);
});

test('a window that makes the file smaller takes no run from another that appends', async (context) => {
  const { open } = place(context);
  const [left, right] = [open(), open()];
  for (const index of range(RUNS_PER_KEY)) left.append(runOf(`left ${index}`));
  await left.flush();
  for (const index of range(60)) {
    left.append(runOf(`left again ${index}`));
    right.append(runOf(`right ${index}`, { kernel: 'other' }));
    if (index % 4 === 0) await left.read();
  }
  await Promise.all([left.flush(), right.flush()]);
  const ids = idsOf(await open().read());
  assert.deepEqual(
    ids.filter((id) => id.startsWith('right')).toSorted(),
    range(60)
      .map((index) => `right ${index}`)
      .toSorted(),
  );
  assert.equal(ids.filter((id) => id.startsWith('left')).length, RUNS_PER_KEY);
});

test('the file stays below its limit in bytes, and the newest stay in it', async (context) => {
  const { file, open } = place(context);
  const history = open();
  for (const index of range(21)) history.append(large(`k${index}`));
  await history.flush();
  assert.ok(readFileSync(file).length <= HISTORY_BYTES);
  const ids = idsOf(await history.read());
  assert.equal(ids[0], 'k20');
  assert.ok(ids.length >= 15 && !ids.includes('k0'), ids.join());
});

test('a file that cannot be written is told, and costs no run of the session', async (context) => {
  const { file, warnings, open } = place(context);
  writeFileSync(path.dirname(file), 'a file where the folder should be');
  const history = open();
  history.append(runOf('1'));
  await history.flush();
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /could not be written/);
  assert.deepEqual(await history.read(), []);
});

test('what another window appends is news once, and what this one does is none', async (context) => {
  const { open } = place(context);
  const [left, right] = [open(), open()];
  left.append(runOf('left 1'));
  await left.flush();
  assert.deepEqual(idsOf(await right.read()), ['left 1']);
  right.append(runOf('right 1'));
  await right.flush();
  left.append(runOf('left 2'));
  left.append(runOf('left 3'));
  await left.flush();
  assert.deepEqual(idsOf(await right.news()), ['left 3', 'left 2']);
  assert.deepEqual(await right.news(), []);
  right.append(runOf('right 2'));
  assert.deepEqual(await right.news(), []);
});

test('news are read behind a line that is still being written, and with it when it is whole', async (context) => {
  const { file, open } = place(context);
  const history = open();
  history.append(runOf('1'));
  await history.flush();
  const [begun, rest] = [lineOf(runOf('2 é')).slice(0, 40), lineOf(runOf('2 é')).slice(40)];
  appendFileSync(file, begun);
  assert.deepEqual(await history.news(), []);
  appendFileSync(file, rest + lineOf(runOf('3')));
  assert.deepEqual(idsOf(await history.news()), ['3', '2 é']);
});

test('to read news writes nothing, whatever the file holds: no window answers a change with a change', async (context) => {
  const { file, open } = place(context);
  const history = open();
  history.append(runOf('1'));
  await history.flush();
  const text = `not a run\n${range(RUNS_PER_KEY + 5)
    .map((index) => lineOf(runOf(String(index))))
    .join('')}`;
  writeFileSync(file, text);
  const before = statSync(file);
  await history.news();
  await history.flush();
  const after_ = statSync(file);
  assert.deepEqual([after_.ino, after_.mtimeMs, readFileSync(file, 'utf8')], [before.ino, before.mtimeMs, text]);
  assert.deepEqual(readdirSync(path.dirname(file)), ['runs.jsonl']);
});

test('whatever two windows write and when they look, each hears of all that the other has appended', async (context) => {
  const step = fc.record({
    window: fc.constantFrom<0 | 1>(0, 1),
    // To read makes the file smaller where it holds a line that cannot be read.
    doing: fc.constantFrom('append', 'append', 'news', 'spoil', 'read'),
    waits: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { file, open } = place(context);
      const windows = [open(), open()] as const;
      const own = [new Set<string>(), new Set<string>()] as const;
      const heard = [new Set<string>(), new Set<string>()] as const;
      const hear = async (window: 0 | 1): Promise<void> => {
        for (const { id } of await windows[window].news()) heard[window].add(id);
      };
      const working: Promise<void>[] = [];
      for (const [at, { window, doing, waits }] of steps.entries()) {
        const history = windows[window];
        if (doing === 'append') {
          own[window].add(String(at));
          history.append(runOf(String(at)));
        } else if (doing === 'news') working.push(hear(window));
        else if (doing === 'read')
          working.push(history.read().then((runs) => runs.forEach(({ id }) => heard[window].add(id))));
        else if (existsSync(file)) appendFileSync(file, 'not a run\n');
        if (waits) await Promise.all([history.flush(), ...working]);
      }
      await Promise.all([...working, ...windows.map((history) => history.flush())]);
      await Promise.all([hear(0), hear(1)]);
      assert.deepEqual(
        windows.map((_, window) => [...own[(1 - window) as 0 | 1]].filter((id) => !heard[window as 0 | 1].has(id))),
        [[], []],
      );
    }),
    { numRuns: 60 },
  );
});

test('a line that a window died in costs none that is written behind it', async (context) => {
  const { file, open } = place(context);
  const history = open();
  history.append(runOf('1'));
  await history.flush();
  appendFileSync(file, '{"id":"torn","star');
  history.append(runOf('2'));
  await history.flush();
  assert.deepEqual(idsOf(await open().read()), ['2', '1']);
});

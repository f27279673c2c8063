import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { checkDocument } from '../../language';
import { TunedPlans } from './tuned-plans';
import { keyText, tuningKey, type TuningEntry } from './tuning-entry';
import { keepTuningEntry, readTuningFile, tuningFileOf } from './tuning-file';

function folderOf(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-tuning-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const entry: TuningEntry = {
  kernel: 'dot',
  hash: '0123456789abcd',
  device: 'NVIDIA H100 80GB HBM3',
  computeCapability: '9.0',
  driver: 13,
  elementBytes: [4, 4],
  loads: 'words',
  elements: '2^26',
  parameters: { threads_per_block: 512, items_per_thread: 16, vec_size: 4, max_blocks: 264 },
  measured: { count: 2 ** 26, defaultSeconds: 1.8e-4, tunedSeconds: 1.7e-4 },
  tunedAt: '2026-11-28T05:00:00.000Z',
  warpfold: '0.1.0',
};

const keys = fc.record({
  kernel: fc.constantFrom('dot', 'sum'),
  hash: fc.constantFrom('a', 'b'),
  device: fc.constantFrom('GPU', 'CPU'),
  driver: fc.option(fc.constantFrom(12, 13), { nil: undefined }),
  elements: fc.nat({ max: 40 }).map((power) => `2^${power}`),
  elementBytes: fc.array(fc.constantFrom(1, 2, 4, 8), { maxLength: 3 }),
});
const entries = fc
  .record({
    key: keys,
    parameters: fc.dictionary(fc.stringMatching(/^[a-z]+_[a-z]+$/), fc.integer({ min: 1, max: 4096 }), { maxKeys: 4 }),
  })
  .map(({ key: { driver, ...key }, parameters }): TuningEntry => ({
    ...entry,
    ...key,
    ...(driver === undefined ? {} : { driver }),
    parameters: { ...parameters },
  }));

describe('a tuning file', () => {
  it('is read as it was written, by key, in an order that does not depend on when', (context) => {
    const folder = folderOf(context);
    let number = 0;
    fc.assert(
      fc.property(fc.array(entries, { maxLength: 12 }), (written) => {
        const latest = new Map(written.map((each) => [keyText(each), each]));
        const [one, other] = [path.join(folder, `${number++}.json`), path.join(folder, `${number++}.json`)];
        for (const each of written) keepTuningEntry(one, each, each);
        for (const each of [...latest.values()].toReversed()) keepTuningEntry(other, each, each);
        const read = readTuningFile(one).entries;
        assert.deepEqual(new Map(read.map((each) => [keyText(each), each])), latest);
        assert.equal(read.length, latest.size);
        if (written.length > 0) assert.equal(readFileSync(one, 'utf8'), readFileSync(other, 'utf8'));
        for (const [, each] of latest) {
          const found = new TunedPlans(one).find(each);
          assert.deepEqual(found, { parameters: each.parameters, file: one, device: each.device });
        }
      }),
      { numRuns: 50 },
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => !name.endsWith('.json')),
      [],
      'nothing is left beside it',
    );
  });

  it('is made with its folder, for people to read', (context) => {
    const file = path.join(folderOf(context), '.warpfold', 'tuning.json');
    keepTuningEntry(file, entry, entry);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.startsWith('{\n  "schemaVersion": 1,\n  "entries": [\n    {\n      "kernel": "dot",'));
    assert.ok(text.includes('"threads_per_block": 512'));
    assert.ok(text.endsWith('}\n'));
  });

  it('keeps what it does not know', (context) => {
    const file = path.join(folderOf(context), 'tuning.json');
    const foreign = { ...entry, kernel: 'sum', note: 'by hand', measured: { ...entry.measured, power: 300 } };
    writeFileSync(file, JSON.stringify({ schemaVersion: 1, comment: 'ours', entries: [foreign] }));
    keepTuningEntry(file, entry, entry);
    const read = readTuningFile(file);
    assert.equal(read['comment'], 'ours');
    assert.deepEqual(read.entries, [entry, foreign]);
  });

  it('loses an entry that is no better any more, and is not made for that', (context) => {
    const file = path.join(folderOf(context), 'tuning.json');
    keepTuningEntry(file, entry, undefined);
    assert.throws(() => readFileSync(file), { code: 'ENOENT' });
    keepTuningEntry(file, entry, entry);
    keepTuningEntry(file, entry, undefined);
    assert.deepEqual(readTuningFile(file).entries, []);
  });

  it('is never overwritten where it is broken or of a later version: the place is told', (context) => {
    const file = path.join(folderOf(context), 'tuning.json');
    const wrong: readonly [text: string, message: RegExp][] = [
      ['{\n  "schemaVersion": 1,\n  "entries": [,]\n}', /tuning\.json:3:15: /],
      ['{ "schemaVersion": 1, "entries": [', /tuning\.json:1:35: /],
      ['[]', /tuning\.json at schemaVersion: /],
      ['7', /tuning\.json at its top: /],
      ['{ "schemaVersion": 9, "entries": {} }', /later version of Warpfold \(schemaVersion 9; this one knows 1\)/],
      [
        JSON.stringify({ schemaVersion: 1, entries: [{ ...entry, parameters: { vec_size: '4' } }] }),
        /at entries\.0\.parameters\.vec_size: /,
      ],
      [
        JSON.stringify({ schemaVersion: 1, entries: [{ ...entry, elements: '64 Mi' }] }),
        /at entries\.0\.elements: must be a power of two/,
      ],
    ];
    for (const [text, message] of wrong) {
      writeFileSync(file, text);
      assert.throws(() => keepTuningEntry(file, entry, entry), { code: 'tuning-file', message });
      assert.equal(readFileSync(file, 'utf8'), text);
      const found = new TunedPlans(file).find(entry);
      assert.match(found !== undefined && 'problem' in found ? found.problem : '', message);
    }
  });

  it('that cannot be written says so', (context) => {
    const folder = folderOf(context);
    writeFileSync(path.join(folder, 'taken'), '');
    const inFile = path.join(folder, 'taken', 'tuning.json');
    assert.throws(() => keepTuningEntry(inFile, entry, entry), { code: 'tuning-file' });
    mkdirSync(path.join(folder, 'folder.json'));
    assert.throws(() => readTuningFile(path.join(folder, 'folder.json')), { code: 'tuning-file' });
  });

  it('lies beside its document, or where the setting says', () => {
    const uri = pathToFileURL(path.resolve('/work/a b/k.reduce')).href;
    assert.equal(tuningFileOf(uri, undefined), path.resolve('/work/a b/.warpfold/tuning.json'));
    assert.equal(tuningFileOf(uri, '../tuned.json'), path.resolve('/work/tuned.json'));
    assert.equal(tuningFileOf(uri, path.resolve('/etc/t.json')), path.resolve('/etc/t.json'));
    assert.equal(tuningFileOf('untitled:k.reduce', undefined), undefined);
    assert.equal(tuningFileOf('untitled:k.reduce', 'tuned.json'), undefined);
  });
});

describe('the key of a tuned plan', () => {
  const kernelOf = (text: string) => {
    const [kernel] = checkDocument(text).kernels;
    assert.ok(kernel !== undefined);
    return kernel;
  };
  const place = { device: 'GPU', computeCapability: '9.0', driver: 13 };
  const text =
    'kernel k { dtype_out = float32; arguments = const float *x, double s; map_expr = s * x[i]; reduce_expr = a + b; }';

  it('is the same for sizes between two powers of two, and whatever the comments', () => {
    const key = (source: string, count: number): string => keyText(tuningKey(kernelOf(source), place, count));
    assert.equal(tuningKey(kernelOf(text), place, 2 ** 20).elements, '2^20');
    assert.deepEqual(tuningKey(kernelOf(text), place, 1).elementBytes, [4]);
    assert.equal(key(text, 2 ** 20), key(text, 2 ** 21 - 1));
    assert.notEqual(key(text, 2 ** 20), key(text, 2 ** 20 - 1));
    assert.equal(key(text, 100), key(text.replace('reduce_expr', '/* sum */ reduce_expr'), 100));
    assert.notEqual(key(text, 100), key(text.replace('a + b', 'a * b'), 100));
  });

  it('is another one for another device or driver', () => {
    const one = keyText(tuningKey(kernelOf(text), place, 100));
    for (const change of [
      { device: 'Other' },
      { computeCapability: '8.0' },
      { driver: 12 },
      { threads: 4 },
      { loads: 'words' as const },
    ])
      assert.notEqual(keyText(tuningKey(kernelOf(text), { ...place, ...change }, 100)), one);
  });
});

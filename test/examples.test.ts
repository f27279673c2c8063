import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkReport, report } from './support/cli';
import { nvrtcRunner } from './support/nvrtc';
import { root } from './support/root';

const folder = path.join(root, 'examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.reduce'));

describe('every example', () => {
  test('there are examples', () => {
    assert.ok(files.length >= 9, `only ${files.length} examples`);
  });

  test('is checked without a word', async () => {
    const { code, report: result } = await checkReport([folder]);
    assert.equal(code, 0);
    assert.deepEqual(
      result.files.flatMap(({ path: file, diagnostics }) =>
        diagnostics.map(({ code: id, message }) => [file, id, message]),
      ),
      [],
    );
  });

  test('gives the expected result on the CPU, and the reference agrees', async () => {
    const { code, report: result } = await report(['test', folder, '--device', 'cpu']);
    const bad = result.runs
      .filter(({ status }) => status !== 'ok')
      .map(({ kernel, case: name, error, result: value }) => ({ kernel, name, error, value }));
    assert.deepEqual(bad, []);
    assert.equal(code, 0);
    assert.ok(result.runs.length >= files.length);
    for (const { kernel, reference } of result.runs) {
      assert.ok(reference !== undefined, `${kernel} has no reference`);
      assert.ok((reference.relativeError ?? 0) < 1e-5, `${kernel} is ${reference.relativeError} from its reference`);
    }
  });

  test('compiles for a GPU without a word from the compiler', async (context) => {
    const runner = await nvrtcRunner(context);
    if (runner === undefined) return;
    for (const file of files) {
      const location = path.join(folder, file);
      const text = readFileSync(location, 'utf8');
      const { kernels } = await runner.compile({ uri: pathToFileURL(location).href, text, device: 'sm_90' });
      for (const { kernel, ok, compiler, diagnostics } of kernels) {
        assert.deepEqual(
          { kernel, ok, compiler, diagnostics },
          { kernel, ok: true, compiler: 'nvrtc', diagnostics: [] },
        );
      }
    }
  });

  test('the cookbook’s dot product is 21253400', async () => {
    const { report: result } = await report([
      'run',
      path.join(folder, '01_dot_product.reduce'),
      '--case',
      'cookbook',
      '--device',
      'cpu',
    ]);
    assert.deepEqual(result.runs[0]?.result, { dtype: 'float32', value: 21253400 });
    assert.equal(result.runs[0]?.expect?.passed, true);
  });
});

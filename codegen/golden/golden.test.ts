import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { generateCuda, planCuda } from '../index';
import { readKernel } from '../testing/read-kernel';

const folder = dirname(fileURLToPath(import.meta.url));
const update = process.env['UPDATE'] !== undefined;
const h100 = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048, l2Bytes: 50 * 2 ** 20 };

describe('generated text', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.reduce'))) {
    it(`of ${file} is what was reviewed (UPDATE=1 rewrites it)`, () => {
      const { document, kernel } = readKernel(readFileSync(join(folder, file), 'utf8'));
      const plan = planCuda(kernel, h100, 1 << 24);
      const { text } = generateCuda({ document, kernel, fileName: file, plan });
      const golden = join(folder, file.replace(/\.reduce$/, '.cu'));
      if (update) writeFileSync(golden, text);
      assert.equal(text, readFileSync(golden, 'utf8'));
    });
  }
});

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readKernel } from '../testing/read-kernel';
import { generateCpp } from './generate';
import { planCpu } from './plan';

/** The kernels are those of the CUDA generator's golden texts. */
const kernels = path.join(__dirname, '..', 'golden');
const folder = path.join(__dirname, 'golden');
const update = process.env['UPDATE'] !== undefined;

describe('generated text for the CPU', () => {
  for (const file of readdirSync(kernels).filter((name) => name.endsWith('.reduce'))) {
    it(`of ${file} is what was reviewed (UPDATE=1 rewrites it)`, () => {
      const { document, kernel } = readKernel(readFileSync(path.join(kernels, file), 'utf8'));
      const { text } = generateCpp({ document, kernel, fileName: file, plan: planCpu(kernel) });
      const golden = path.join(folder, file.replace(/\.reduce$/, '.cpp'));
      if (update) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(golden, text);
      }
      assert.equal(text, readFileSync(golden, 'utf8'));
    });
  }
});

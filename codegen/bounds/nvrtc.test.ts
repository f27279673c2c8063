import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDocument } from '../../language';
import { generateCpuBoundsCheck } from '../cpu/bounds-check';
import { cpuSupport } from '../cpu/support';
import { runCpp } from '../cpu/testing/run-cpp';
import { generateCudaBoundsCheck } from '../cuda/bounds-check';
import { openNvrtc } from '../testing/nvrtc/nvrtc';

const nvrtc = openNvrtc();
const codegen = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = [join(codegen, 'golden'), join(codegen, 'cpu', 'golden'), join(dirname(codegen), 'examples')];
const kernels = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.reduce'))
    .flatMap((name) => {
      const document = checkDocument(readFileSync(join(folder, name), 'utf8'));
      return document.kernels.map((kernel) => ({ document, kernel, fileName: name }));
    }),
);

describe('bounds checks of all examples', () => {
  it('are there', () => {
    assert.ok(kernels.length > 15 && kernels.every(({ kernel }) => kernel.runnable));
  });

  describe('compile with NVRTC', { skip: typeof nvrtc === 'string' ? nvrtc : false }, () => {
    if (typeof nvrtc === 'string') return;
    after(() => nvrtc.dispose());
    for (const request of kernels) {
      it(`${request.fileName}, ${request.kernel.name}`, () => {
        const { ok, output } = nvrtc.compile(generateCudaBoundsCheck(request).source, 'sm_80');
        assert.ok(ok, output);
        assert.doesNotMatch(output, /warning|remark/i);
      });
    }
  });

  it('compile as C++', () => {
    for (const request of kernels.filter(({ kernel }) => cpuSupport(kernel).ok)) {
      const { source } = generateCpuBoundsCheck(request);
      assert.equal(runCpp(`${source.text}\nint main() {}`, [...source.options, '-O0']), '', request.fileName);
    }
  });
});

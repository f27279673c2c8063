import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GeneratedSource } from '../generated';
import type { CudaPlan } from '../plan';
import { planCuda } from '../plan/cuda';
import { readKernel } from '../testing/read-kernel';
import { generateCuda } from './generate';

const device = { multiprocessors: 10, maxThreadsPerMultiprocessor: 1536 };

function generate(text: string, changes: Partial<CudaPlan> = {}): GeneratedSource {
  const { document, kernel } = readKernel(text);
  return generateCuda({
    document,
    kernel,
    fileName: 'k.reduce',
    plan: { ...planCuda(kernel, device, 1e6), ...changes },
  });
}

function kernelText(fields: string, before = ''): string {
  return `${before}kernel k {\n  dtype_out = float32;\n  reduce_expr = a + b;\n${fields}}\n`;
}

const scaled = kernelText('  arguments = float s, const float *x, int unused;\n  map_expr = s * x[i]\n      + n;\n');

describe('generateCuda', () => {
  it("finds the way back from every character of the user's", () => {
    const source = generate(scaled);
    const lines = source.text.split('\n');
    const start = scaled.indexOf('s * x');
    for (let offset = start; offset < scaled.indexOf(';', start); offset++) {
      if (scaled[offset] === '\n') continue;
      const place = source.map.toGenerated(offset, offset + 1);
      assert.ok(place);
      assert.equal(lines[place.line]?.[place.character], scaled[offset]);
      assert.equal(source.map.toDocument(place.line, place.character), offset);
    }
  });

  it('names the places of a file with Windows line ends as those of any other', () => {
    assert.equal(generate(scaled.replaceAll('\n', '\r\n')).text, generate(scaled).text);
  });

  it('lists the parameters that it needs, in the order of the entry', () => {
    const { parameters } = generate(scaled);
    assert.deepEqual(parameters, [
      { kind: 'scalar', index: 0, bytes: 4 },
      { kind: 'vector', index: 1 },
      { kind: 'n' },
      { kind: 'start' },
      { kind: 'count' },
      { kind: 'partials' },
      { kind: 'result' },
    ]);
    assert.ok(generate(scaled, { loads: 'elements' }).parameters.some(({ kind }) => kind === 'step'));
    const { parameters: indexOnly } = generate(kernelText('  map_expr = i;\n'));
    assert.deepEqual(
      indexOnly.map(({ kind }) => kind),
      ['start', 'step', 'count', 'partials', 'result'],
    );
  });

  it('maps the default map_expr to the arguments', () => {
    const text = kernelText('  arguments = const float *x;\n');
    const { text: generated, map } = generate(text);
    const line = generated.split('\n').findIndex((each) => each.trim() === 'x[i]');
    const offset = map.toDocument(line, generated.split('\n')[line]?.indexOf('x[i]') ?? 0);
    const { kernel } = readKernel(text);
    assert.equal(offset, kernel.start + kernel.map.span.start);
  });

  it('keeps binaries when the kernel moves, unless the code sees its line', () => {
    const plain = kernelText('  map_expr = i;\n');
    assert.equal(generate(`// moved\n\n${plain}`).cacheText, generate(plain).cacheText);
    const observing = kernelText('  map_expr = i;\n  preamble { __device__ int line() { return __LINE__; } }\n');
    assert.notEqual(generate(`// moved\n\n${observing}`).cacheText, generate(observing).cacheText);
  });

  it('puts the preambles of the file first, wherever they stand', () => {
    const own =
      '  preamble { __device__ float own(float x) { return shared_by_all(x); } }\n  arguments = const float *x;\n  map_expr = own(x[i]);\n';
    const { text } = generate(`${kernelText(own)}preamble { __device__ float shared_by_all(float x) { return x; } }\n`);
    assert.ok(text.indexOf('shared_by_all(float x)') < text.indexOf('own(float x)'));
  });

  it('asks for the headers of small floats, and passes the options on', () => {
    const half = kernelText(
      '  arguments = const half *x;\n  options = "--use_fast_math";\n  map_expr = __half2float(x[i]);\n',
    );
    const source = generate(half);
    assert.deepEqual(source.headers, ['cuda_fp16.h']);
    assert.deepEqual(source.options, ['--std=c++17', '--use_fast_math']);
    assert.deepEqual(generate(scaled).headers, []);
  });

  it('refuses a plan that cannot work', () => {
    assert.throws(() => generate(scaled, { threadsPerBlock: 100 }), /threadsPerBlock must be a multiple of 32/);
    assert.throws(() => generate(scaled, { vecSize: 3 }), /vecSize must be/);
    assert.throws(() => generate(scaled, { vecSize: 4, itemsPerThread: 6 }), /itemsPerThread must be a multiple/);
    assert.throws(() => generate(scaled, { maxBlocks: 0 }), /maxBlocks must be at least 1/);
  });
});

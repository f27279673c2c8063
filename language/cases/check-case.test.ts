import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileAccess, VectorSource } from '../checked';
import { arithmetic, complexType, vectorType } from '../types/builtin';
import { layoutStruct } from '../types/layout';
import { checkBody, type TestKernel } from './test-kernel';

const { float, double, int, half, bool } = arithmetic;
const pair = layoutStruct('Pair', [
  { name: 'lo', type: float },
  { name: 'hi', type: float },
]);

const dot: TestKernel = { vectors: { x: float, y: float }, map: 'x[i] * y[i]', neutral: '0' };
const one: TestKernel = { vectors: { x: float }, map: 'x[i]', neutral: '0' };
const gather: TestKernel = { vectors: { x: float, index: int }, indexed: ['x'], map: 'x[index[i]]', neutral: '0' };
const scaled: TestKernel = { vectors: { x: float }, scalars: { s: float, k: int }, map: 's * x[i]', neutral: '0' };

function sourceOf(kernel: TestKernel, body: string, name: string): VectorSource | { kind: 'scalar' } {
  const checked = checkBody(kernel, body);
  assert.deepEqual(
    checked.findings.map((finding) => finding.message),
    [],
  );
  const binding = checked.bindings.find(({ argument }) => argument.name === name);
  assert.ok(binding !== undefined);
  return binding.source;
}

/** The one finding of a body, as `code at text`. */
function mistake(kernel: TestKernel, body: string): string {
  const { findings, at, runnable } = checkBody(kernel, body);
  if (findings.some((finding) => finding.severity === 'error')) assert.equal(runnable, false);
  return findings.map(({ code, span }) => `${code} at ${at(span)}`).join('; ');
}

describe('checkCase', () => {
  it('reads the cookbook case', () => {
    const { runnable, settings, bindings, findings } = checkBody(
      dot,
      'x = arange(400); y = arange(400); expect = 21253400;',
    );
    assert.deepEqual(findings, []);
    assert.ok(runnable);
    assert.equal(settings.n, 400);
    assert.equal(settings.expect, 21253400);
    assert.deepEqual(
      bindings.map(({ source }) => source),
      [0, 1].map(() => ({ kind: 'arange', start: 0, step: 1, length: 400 })),
    );
  });

  it('gives each source the length n, and each random one its position as seed', () => {
    const { bindings } = checkBody(dot, 'n = 1 << 24; x = uniform(-1, 1, seed = 7); y = normal(0, 2);');
    assert.deepEqual(
      bindings.map(({ source }) => source),
      [
        { kind: 'uniform', lo: -1, hi: 1, seed: 7n, length: 1 << 24 },
        { kind: 'normal', mean: 0, sd: 2, seed: 1n, length: 1 << 24 },
      ],
    );
  });

  it('leaves n open where nothing fixes it', () => {
    const { settings, bindings, runnable } = checkBody(one, 'x = ones(); slice = ::-1;');
    assert.ok(runnable);
    assert.equal(settings.n, undefined);
    assert.equal(settings.slice, undefined);
    assert.deepEqual(settings.sliceParts, { step: -1 });
    assert.deepEqual(bindings[0]?.source, { kind: 'full', value: 1 });
  });

  it('resolves a slice against n', () => {
    const { settings } = checkBody(one, 'n = 10; x = ones(); slice = 1:-1:3;');
    assert.deepEqual(settings.slice, { start: 1, step: 3, count: 3 });
  });

  it('keeps the bindings in the order of the kernel', () => {
    const { bindings } = checkBody(scaled, 'k = 3; s = 0.5; x = [1, 2];');
    assert.deepEqual(
      bindings.map(({ argument }) => argument.name),
      ['x', 's', 'k'],
    );
    assert.deepEqual(bindings[2]?.source, { kind: 'scalar', value: 3n });
  });

  it('is not runnable where the kernel is broken', () => {
    assert.equal(checkBody({ ...one, runnable: false }, 'x = [1];').runnable, false);
  });
});

describe('values of a case', () => {
  it('takes lists of numbers, complex values, vectors and structs', () => {
    assert.deepEqual(sourceOf(one, 'x = [1, 0.5, -inf, nan,];', 'x'), {
      kind: 'values',
      values: [1, 0.5, -Infinity, NaN],
      length: 4,
    });
    assert.deepEqual(sourceOf({ ...one, vectors: { x: complexType('float') } }, 'x = [[1, 2], 3];', 'x'), {
      kind: 'values',
      values: [
        { re: 1, im: 2 },
        { re: 3, im: 0 },
      ],
      length: 2,
    });
    const float2 = {
      fields: new Map([
        ['x', 1],
        ['y', 2],
      ]),
    };
    assert.deepEqual(sourceOf({ ...one, vectors: { x: vectorType('float2') } }, 'x = [[1, 2], { y: 2, x: 1 }];', 'x'), {
      kind: 'values',
      values: [float2, float2],
      length: 2,
    });
    assert.deepEqual(sourceOf({ ...one, vectors: { x: pair } }, 'x = full({ hi: 2, lo: 1 }, 3);', 'x'), {
      kind: 'full',
      value: {
        fields: new Map([
          ['lo', 1],
          ['hi', 2],
        ]),
      },
      length: 3,
    });
  });

  it('fills structs with zeros and ones', () => {
    assert.deepEqual(sourceOf({ ...one, vectors: { x: pair } }, 'x = ones(2);', 'x'), {
      kind: 'full',
      value: {
        fields: new Map([
          ['lo', 1],
          ['hi', 1],
        ]),
      },
      length: 2,
    });
  });

  it('expects a struct of the result type', () => {
    const { settings, findings } = checkBody({ ...one, result: pair }, 'x = [1]; expect = { lo: 1, hi: 2 };');
    assert.deepEqual(findings, []);
    assert.deepEqual(settings.expect, {
      fields: new Map([
        ['lo', 1],
        ['hi', 2],
      ]),
    });
  });

  const mistakes: readonly (readonly [TestKernel, string, string])[] = [
    [{ ...one, vectors: { x: arithmetic['signed char'] } }, 'x = [1, 300, 3];', 'value-does-not-fit at 300'],
    [{ ...one, vectors: { x: int } }, 'x = [1, 0.5];', 'value-does-not-fit at 0.5'],
    [{ ...one, vectors: { x: half } }, 'x = full(1.0e5, 3);', 'value-does-not-fit at 1.0e5'],
    [one, 'x = [1, [2]];', 'wrong-value-form at [2]'],
    [one, 'x = [1, "2"];', 'wrong-value-form at "2"'],
    [{ ...one, vectors: { x: complexType('float') } }, 'x = [[1, 2, 3]];', 'wrong-value-count at [1, 2, 3]'],
    [{ ...one, vectors: { x: vectorType('float4') } }, 'x = [[1, 2]];', 'wrong-value-count at [1, 2]'],
    [{ ...one, vectors: { x: vectorType('float4') } }, 'x = [1];', 'value-does-not-fit at 1'],
    [{ ...one, vectors: { x: pair } }, 'x = [{ lo: 1 }];', 'missing-value-field at { lo: 1 }'],
    [{ ...one, vectors: { x: pair } }, 'x = [{ lo: 1, hy: 2 }];', 'unknown-value-field at hy'],
    [{ ...one, vectors: { x: pair } }, 'x = [{ lo: 1, hi: 2, hi: 3 }];', 'repeated-value-field at hi'],
    [{ ...one, vectors: { x: pair } }, 'x = [[1, 2]];', 'wrong-value-form at [1, 2]'],
    [one, 'x = [1]; expect = [1];', 'wrong-value-form at [1]'],
    [{ ...one, result: int }, 'x = [1]; expect = 0.5;', 'value-does-not-fit at 0.5'],
    [one, 'x = [1, 1 / 3];', 'constant-integer-division at 1 / 3'],
  ];
  for (const [kernel, body, expected] of mistakes) {
    it(`reports ${body}`, () => assert.equal(mistake(kernel, body), expected));
  }
});

describe('bindings of a case', () => {
  const mistakes: readonly (readonly [TestKernel, string, string])[] = [
    [dot, 'x = [1]; y = [2]; z = 3;', 'unknown-binding at z'],
    [dot, 'x = [1];', 'missing-binding at c'],
    [dot, '', 'missing-binding at c'],
    [scaled, 'x = [1]; s = [1]; k = 1;', 'scalar-expected at [1]'],
    [scaled, 'x = [1]; s = uniform(0, 1); k = 1;', 'scalar-expected at uniform(0, 1)'],
    [scaled, 'x = 1; s = 1; k = 1;', 'vector-expected at 1'],
    [one, 'x = "x.npy";', 'vector-expected at "x.npy"'],
    [one, 'x = 2 * arange(5);', 'constant-expected at arange(5)'],
    [one, 'x = [1]; shape = [2, 3];', 'reserved-setting at shape'],
    [one, 'x = [1]; axis = 0;', 'reserved-setting at axis'],
    [one, 'x = ones(); n = -1;', 'bad-setting at -1'],
    [one, 'x = ones(); n = 1.5;', 'bad-setting at 1.5'],
    [one, 'x = ones(); n = [1];', 'bad-setting at [1]'],
    [one, 'x = [1]; slice = 3;', 'bad-setting at 3'],
    [one, 'x = [1]; slice = ::0;', 'slice-step-zero at 0'],
    [one, 'x = [1]; slice = 0.5::;', 'bad-setting at 0.5'],
    [one, 'x = [1]; expect = 1; rtol = -1;', 'bad-setting at -1'],
    [one, 'x = [1]; expect = 1; atol = nan;', 'bad-setting at nan'],
    [one, 'x = [1]; rtol = 0.1;', 'tolerance-without-expect at rtol = 0.1;'],
    [{ ...one, neutral: undefined }, 'x = [];', 'empty-input at []'],
    [{ ...one, neutral: undefined }, 'n = 0; x = ones();', 'empty-input at 0'],
    [{ ...one, neutral: undefined }, 'x = [1, 2]; slice = 2::;', 'empty-input at 2::'],
  ];
  for (const [kernel, body, expected] of mistakes) {
    it(`reports ${body || 'nothing'}`, () => assert.equal(mistake(kernel, body), expected));
  }

  it('allows empty input where there is a neutral', () => {
    assert.ok(checkBody(one, 'x = [];').runnable);
  });

  it('suggests the argument that a name is near to, and does not report it missing as well', () => {
    const { findings } = checkBody({ ...one, vectors: { weights: float } }, 'wieghts = [1];');
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? '', /Did you mean ‘weights’/);
    assert.equal(findings[0]?.fixes[0]?.edits[0]?.newText, 'weights');
  });

  it('does not report names that a broken kernel may have lost', () => {
    assert.deepEqual(checkBody({ ...one, runnable: false }, 'x = [1]; y = [2];').findings, []);
  });

  it('inserts values for missing arguments, which are then accepted', () => {
    const kernel: TestKernel = {
      vectors: { x: float, flags: bool, t: float, p: pair },
      scalars: { k: int, z: complexType('float') },
      indexed: ['t'],
      map: 't[0] * x[i]',
    };
    const { findings, item } = checkBody(kernel, 'k = 3;');
    const [finding] = findings;
    assert.match(finding?.message ?? '', /‘x’, ‘flags’, ‘t’, ‘p’ and ‘z’/);
    const [edit] = finding?.fixes[0]?.edits ?? [];
    assert.ok(edit !== undefined);
    const mended = item.text.slice(0, edit.span.start) + edit.newText + item.text.slice(edit.span.end);
    assert.match(mended, /k = 3;\n {4}x = uniform\(0, 1\);\n/);
    const body = mended.slice(mended.indexOf('{') + 1, mended.lastIndexOf('}'));
    assert.deepEqual(checkBody(kernel, body).findings, []);
  });

  it('offers full for a vector that is given one number', () => {
    const [finding] = checkBody(one, 'x = 2;').findings;
    assert.equal(finding?.fixes[0]?.edits[0]?.newText, 'full(2)');
  });
});

describe('generators', () => {
  const sources: readonly (readonly [TestKernel, string, VectorSource])[] = [
    [one, 'arange(2, 10, 3)', { kind: 'arange', start: 2, step: 3, length: 3 }],
    [one, 'arange(0, 1, 0.1)', { kind: 'arange', start: 0, step: 0.1, length: 10 }],
    [one, 'arange(5, 0, -2)', { kind: 'arange', start: 5, step: -2, length: 3 }],
    [one, 'arange(5, 0)', { kind: 'arange', start: 5, step: 1, length: 0 }],
    [{ ...one, vectors: { x: int } }, 'arange(10, 0, -3)', { kind: 'arange', start: 10n, step: -3n, length: 4 }],
    [
      { ...one, vectors: { x: int } },
      'arange(2147483640, 2147483648)',
      { kind: 'arange', start: 2147483640n, step: 1n, length: 8 },
    ],
    [one, 'linspace(0, 1, 5)', { kind: 'linspace', lo: 0, hi: 1, length: 5 }],
    [
      { ...one, vectors: { x: int } },
      'integers(-5, 5, 9, seed = 3)',
      { kind: 'integers', lo: -5n, hi: 5n, seed: 3n, length: 9 },
    ],
    [
      { ...one, vectors: { x: arithmetic['unsigned char'] } },
      'integers(0, 256, 9)',
      { kind: 'integers', lo: 0n, hi: 256n, seed: 0n, length: 9 },
    ],
    [{ ...one, vectors: { x: bool } }, 'integers(0, 2, 9)', { kind: 'integers', lo: 0n, hi: 2n, seed: 0n, length: 9 }],
    [
      { ...one, vectors: { x: complexType('double') } },
      'uniform(0, 1, 9)',
      { kind: 'uniform', lo: 0, hi: 1, seed: 0n, length: 9 },
    ],
  ];
  for (const [kernel, text, expected] of sources) {
    it(`${text} makes ${expected.length} elements`, () =>
      assert.deepEqual(sourceOf(kernel, `x = ${text};`, 'x'), expected));
  }

  const mistakes: readonly (readonly [TestKernel, string, string])[] = [
    [one, 'unifrom(0, 1)', 'unknown-generator at unifrom'],
    [one, 'zeros(1, 2)', 'generator-arguments at zeros(1, 2)'],
    [one, 'full()', 'generator-arguments at full()'],
    [one, 'zeros(-1)', 'generator-argument at -1'],
    [one, 'zeros(1.5)', 'generator-argument at 1.5'],
    [one, 'zeros([1])', 'generator-argument at [1]'],
    [one, 'ones(3, seed = 1)', 'generator-named-argument at seed'],
    [one, 'uniform(0, 1, sede = 1)', 'generator-named-argument at sede'],
    [one, 'uniform(0, 1, seed = 1, seed = 2)', 'repeated-seed at seed'],
    [one, 'uniform(0, 1, seed = -1)', 'generator-argument at -1'],
    [one, 'uniform(1, 0)', 'generator-argument at 0'],
    [one, 'uniform(0, inf)', 'generator-argument at inf'],
    [one, 'uniform(0, 1.0e39)', 'generator-range at uniform(0, 1.0e39)'],
    [one, 'normal(0, -1)', 'generator-argument at -1'],
    [one, 'arange(0, 10, 0)', 'generator-argument at 0'],
    [one, 'arange(nan)', 'generator-argument at nan'],
    [{ ...one, vectors: { x: int } }, 'arange(0, 1, 0.5)', 'generator-argument at 0.5'],
    [
      { ...one, vectors: { x: int } },
      'arange(2147483640, 2147483649)',
      'generator-range at arange(2147483640, 2147483649)',
    ],
    [{ ...one, vectors: { x: half } }, 'arange(70000)', 'generator-range at arange(70000)'],
    [{ ...one, vectors: { x: int } }, 'integers(5, 5)', 'generator-argument at 5'],
    [{ ...one, vectors: { x: arithmetic['unsigned char'] } }, 'integers(0, 257)', 'generator-argument at 257'],
    [{ ...one, vectors: { x: arithmetic['unsigned char'] } }, 'integers(-1, 9)', 'generator-argument at -1'],
    [{ ...one, vectors: { x: half } }, 'integers(0, 5000)', 'generator-argument at 5000'],
    [{ ...one, vectors: { x: int } }, 'uniform(0, 1)', 'generator-element at uniform'],
    [{ ...one, vectors: { x: int } }, 'linspace(0, 1)', 'generator-element at linspace'],
    [{ ...one, vectors: { x: pair } }, 'arange(5)', 'generator-element at arange'],
    [{ ...one, vectors: { x: complexType('float') } }, 'arange(5)', 'generator-element at arange'],
    [{ ...one, vectors: { x: vectorType('float4') } }, 'uniform(0, 1)', 'generator-element at uniform'],
    [one, 'file(3)', 'generator-argument at 3'],
    [one, 'file("")', 'generator-argument at ""'],
  ];
  for (const [kernel, text, expected] of mistakes) {
    it(`reports ${text}`, () => assert.equal(mistake(kernel, `x = ${text};`), expected));
  }
});

describe('lengths', () => {
  it('takes n from vectors of known length, and gives it to the others', () => {
    const { settings, bindings } = checkBody(dot, 'x = ones(); y = [1, 2, 3];');
    assert.equal(settings.n, 3);
    assert.equal(bindings[0]?.source.kind === 'full' && bindings[0].source.length, 3);
  });

  it('names both vectors whose lengths disagree, at the later one', () => {
    const { findings, at } = checkBody(dot, 'y = arange(4); x = arange(5);');
    const [finding, ...more] = findings;
    assert.deepEqual(more, []);
    assert.equal(finding?.code, 'lengths-disagree');
    assert.equal(finding.message, '‘x’ has 5 elements and ‘y’ has 4: make them agree, or set ‘n’.');
    assert.equal(at(finding.span), 'arange(5)');
    assert.equal(at(finding.related[0]?.location.span ?? { start: 0, end: 0 }), 'arange(4)');
  });

  it('allows vectors that are longer than n, and not shorter ones', () => {
    assert.deepEqual(checkBody(dot, 'n = 4; x = arange(5); y = ones();').findings, []);
    assert.equal(mistake(dot, 'n = 6; x = arange(5); y = ones();'), 'vector-too-short at arange(5)');
  });

  it('wants a length for a vector that is read through an index of its own', () => {
    assert.equal(mistake(gather, 'x = uniform(0, 1); index = [0, 1];'), 'length-needed at uniform(0, 1)');
    const { settings, findings } = checkBody(gather, 'x = uniform(0, 1, 100); index = [0, 1];');
    assert.deepEqual(findings, []);
    assert.equal(settings.n, 2);
  });

  it('counts a vector that is read at [i] and elsewhere', () => {
    const kernel = { ...one, indexed: ['x'], map: 'i + 1 < n ? x[i + 1] - (x)[i] : 0' };
    assert.equal(checkBody(kernel, 'x = [1, 2, 3];').settings.n, 3);
    assert.deepEqual(checkBody(kernel, 'x = ones(); n = 5;').findings, []);
  });
});

describe('data files', () => {
  function npy(descr: string, shape: string, bytes: number): Uint8Array {
    const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }\n`;
    const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, dictionary.length, 0]);
    return Buffer.concat([start, Buffer.from(dictionary), Buffer.alloc(bytes)]);
  }
  const contents: Readonly<Record<string, Uint8Array>> = {
    '/data/x.npy': npy('<f4', '(2, 3)', 24),
    '/data/long.npy': npy('<f8', '(3,)', 24),
    '/data/short.npy': npy('<f4', '(2, 3)', 20),
  };
  const fail = (code: string): never => {
    throw Object.assign(new Error(`${code}: it failed`), { code });
  };
  const files: FileAccess = {
    resolve: (path) => `/data/${path}`,
    stat: (path) => ({ size: (contents[path] ?? fail(path.endsWith('/') ? 'EISDIR' : 'ENOENT')).length, modified: 1 }),
    readHead: (path, length) => (contents[path] ?? fail('ENOENT')).subarray(0, length),
  };

  it('takes dtype and length from the header', () => {
    const { bindings, settings, runnable } = checkBody(one, 'x = file("x.npy");', { files });
    assert.ok(runnable);
    assert.equal(settings.n, 6);
    const source = bindings[0]?.source;
    assert.ok(source?.kind === 'file');
    assert.equal(source.path, '/data/x.npy');
    assert.deepEqual(source.header.shape, [2, 3]);
  });

  const mistakes: readonly (readonly [string, string, RegExp])[] = [
    ['long.npy', 'data-file-dtype', /holds float64.*‘x’ are float32.*x\.astype\(np\.float32\)/],
    ['short.npy', 'data-file', /4 bytes of them are missing/],
    ['none.npy', 'data-file', /‘none\.npy’ does not exist/],
    ['folder/', 'data-file', /is a folder/],
  ];
  for (const [path, code, message] of mistakes) {
    it(`refuses ${path}`, () => {
      const { findings, at } = checkBody(one, `x = file("${path}");`, { files });
      assert.equal(findings.length, 1);
      assert.equal(findings[0]?.code, code);
      assert.match(findings[0].message, message);
      assert.equal(at(findings[0].span), `"${path}"`);
    });
  }

  it('checks only the form without access to files', () => {
    const { findings, runnable } = checkBody({ ...one, vectors: { x: double } }, 'x = file("x.npy");');
    assert.deepEqual(findings, []);
    assert.equal(runnable, false);
  });
});

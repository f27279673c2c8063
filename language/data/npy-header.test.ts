import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { elementCount, parseNpyHeader } from './npy-header';

/** A `.npy` file as NumPy writes it, from the text of its dictionary. */
function npyFile(dictionary: string, dataBytes: number, version = 1): Uint8Array {
  const lengthBytes = version === 1 ? 2 : 4;
  const padding = (64 - ((8 + lengthBytes + dictionary.length + 1) % 64)) % 64;
  const header = Buffer.from(`${dictionary}${' '.repeat(padding)}\n`, 'latin1');
  const start = Buffer.alloc(8 + lengthBytes);
  start.set([0x93, ...Buffer.from('NUMPY'), version, 0]);
  if (version === 1) start.writeUInt16LE(header.length, 8);
  else start.writeUInt32LE(header.length, 8);
  return Buffer.concat([start, header, Buffer.alloc(dataBytes)]);
}

function parse(file: Uint8Array, fileSize = file.length): ReturnType<typeof parseNpyHeader> {
  return parseNpyHeader(file, fileSize);
}

function dictionary(descr: string, shape: string, fortran = 'False'): string {
  return `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
}

function problemOf(file: Uint8Array, fileSize = file.length): string {
  const parsed = parse(file, fileSize);
  assert.ok('problem' in parsed, `expected a problem, got ${JSON.stringify(parsed)}`);
  return parsed.problem;
}

describe('parseNpyHeader', () => {
  it('reads what NumPy writes', () => {
    assert.deepEqual(parse(npyFile(dictionary('<f4', '(400,)'), 1600)), {
      dtype: 'float32',
      byteOrder: 'little',
      fortranOrder: false,
      shape: [400],
      dataOffset: 128,
    });
  });

  const types: readonly (readonly [string, string, number])[] = [
    ['|b1', 'bool', 1],
    ['|i1', 'int8', 1],
    ['<i2', 'int16', 2],
    ['<i4', 'int32', 4],
    ['<i8', 'int64', 8],
    ['|u1', 'uint8', 1],
    ['>u2', 'uint16', 2],
    ['>u4', 'uint32', 4],
    ['>u8', 'uint64', 8],
    ['<f2', 'float16', 2],
    ['<f4', 'float32', 4],
    ['>f8', 'float64', 8],
    ['<c8', 'complex64', 8],
    ['<c16', 'complex128', 16],
    ['<V2', 'bfloat16', 2],
  ];
  for (const [descr, dtype, size] of types) {
    it(`reads ${descr} as ${dtype}`, () => {
      const header = parse(npyFile(dictionary(descr, '(2, 3)'), 6 * size));
      assert.ok(!('problem' in header));
      assert.equal(header.dtype, dtype);
      assert.equal(header.byteOrder, descr.startsWith('>') ? 'big' : 'little');
      assert.equal(elementCount(header), 6);
    });
  }

  it('reads versions 2.0 and 3.0', () => {
    for (const version of [2, 3]) {
      const header = parse(npyFile(dictionary('<f8', '(3,)'), 24, version));
      assert.ok(!('problem' in header));
      assert.equal(header.dataOffset % 64, 0);
    }
  });

  it('takes the spellings that other writers use', () => {
    for (const text of [
      `{"shape":(2,3),"fortran_order":True,"descr":"<f4"}`,
      `{ 'descr' : '<f4' , 'fortran_order' : True , 'shape' : ( 2L , 3L ) }`,
      `{'shape': [2, 3,], 'descr': u'<f4', 'fortran_order': True,}`,
    ]) {
      const header = parse(npyFile(text, 24));
      assert.ok(!('problem' in header), JSON.stringify(header));
      assert.deepEqual(header.shape, [2, 3]);
      assert.equal(header.fortranOrder, true);
    }
  });

  it('reads an empty array', () => {
    const header = parse(npyFile(dictionary('<f4', '(0,)'), 0));
    assert.ok(!('problem' in header));
    assert.equal(elementCount(header), 0);
  });

  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ['objects', '|O', /Python objects.*astype/],
    ['unicode strings', '<U5', /strings.*astype/],
    ['byte strings', '|S3', /strings.*astype/],
    ['dates', '<M8[ns]', /dates.*int64/],
    ['time differences', '<m8[s]', /time differences.*int64/],
    ['raw records', '|V12', /raw records of 12 bytes/],
    ['long doubles', '<f16', /long doubles.*float64/],
    ['complex long doubles', '<c32', /complex long doubles.*complex128/],
    ['anything else', '<q3', /'<q3'/],
  ];
  for (const [what, descr, message] of refusals) {
    it(`refuses ${what} and says what to do`, () => {
      assert.match(problemOf(npyFile(dictionary(descr, '(4,)'), 64)), message);
    });
  }

  it('refuses structured types', () => {
    const text = `{'descr': [('lo', '<f4'), ('hi', '<f4')], 'fortran_order': False, 'shape': (4,), }`;
    assert.match(problemOf(npyFile(text, 32)), /structured type.*fields/);
  });

  it('refuses an array without dimensions', () => {
    assert.match(problemOf(npyFile(dictionary('<f4', '()'), 4)), /single number.*atleast_1d/);
  });

  it('says how many bytes are missing', () => {
    assert.match(problemOf(npyFile(dictionary('<f4', '(400,)'), 1500)), /\(400,\).*1600 bytes.*100 bytes.*missing/);
  });

  it('refuses data that the shape does not account for', () => {
    assert.match(problemOf(npyFile(dictionary('<f4', '(4,)'), 17)), /1 byte more/);
  });

  it('refuses shapes that cannot be', () => {
    assert.match(problemOf(npyFile(dictionary('<f4', '(-4,)'), 16)), /negative size.*-4/);
    assert.match(problemOf(npyFile(dictionary('<f4', '(4000000000, 4000000000)'), 16)), /more elements than/);
    assert.match(problemOf(npyFile(dictionary('<f4', '(9999999999999999999, 0)'), 0)), /more elements than/);
    assert.match(problemOf(npyFile(dictionary('<f4', '(4)'), 16)), /shape is no tuple/);
  });

  it('refuses headers that end early, wherever they end', () => {
    const file = npyFile(dictionary('<f4', '(4,)'), 16);
    for (let length = 1; length < 128; length++) {
      assert.match(problemOf(file.subarray(0, length)), /truncated/, `${length} bytes`);
    }
  });

  it('refuses damaged dictionaries', () => {
    for (const text of [
      '',
      '{',
      `{'descr': '<f4'}`,
      `{'descr': '<f4', 'fortran_order': False, 'shape': (4,)} + 1`,
      `{'descr': '<f4', 'fortran_order': False, 'shape': (4 4)}`,
      `{'descr': '<f4', 'fortran_order': False, 'shape': __import__('os')}`,
      `${'('.repeat(5000)}`,
      `{'descr': '<f4', 'fortran_order': 1, 'shape': (4,)}`,
    ]) {
      assert.match(problemOf(npyFile(text, 16)), /damaged/, text.slice(0, 60));
    }
  });

  it('says what a file is that is no .npy file', () => {
    assert.match(problemOf(Buffer.from('PK\x03\x04....', 'latin1')), /\.npz/);
    assert.match(problemOf(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')), /HDF5/);
    assert.match(problemOf(Buffer.from('1.0, 2.0\n3.0, 4.0\n')), /text file.*loadtxt/);
    assert.match(problemOf(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7])), /no \.npy file/);
    assert.equal(problemOf(Buffer.alloc(0)), 'is empty');
  });

  it('refuses versions that do not exist yet', () => {
    const file = npyFile(dictionary('<f4', '(4,)'), 16);
    file[6] = 4;
    assert.match(problemOf(file), /version 4\.0/);
  });

  it('never throws, whatever the bytes are', () => {
    const file = npyFile(dictionary('<f4', '(2, 3)'), 24);
    const mutation = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 12 }), fc.nat(file.length), (mutations, length) => {
        const mutated = Uint8Array.from(file);
        for (const [position, byte] of mutations) mutated[position] = byte;
        const parsed = parseNpyHeader(mutated.subarray(0, length), length);
        if ('problem' in parsed) assert.ok(parsed.problem.length > 0);
        else assert.ok(Number.isSafeInteger(elementCount(parsed)));
      }),
      { numRuns: 2000 },
    );
  });
});

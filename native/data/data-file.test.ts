import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import type { InputSource } from '../binding';
import { loadAddon } from '../load';
import { materialiser } from '../test/materialise';
import { temporaryFolder } from '../test/toolchain';

const folder = temporaryFolder();
after(folder.remove);
const materialise = materialiser(loadAddon(), folder.path);

type FileSource = Extract<InputSource, { kind: 'file' }>;

let files = 0;

/** A file of some bytes before the data, and its source. */
function fileOf(
  data: Uint8Array,
  rest: Omit<FileSource, 'kind' | 'path' | 'offset' | 'expectedFileBytes'>,
  offset = 64,
) {
  files += 1;
  const path = join(folder.path, `data-${files}.bin`);
  writeFileSync(path, Buffer.concat([Buffer.alloc(offset, 0xee), data]));
  const source: FileSource = { kind: 'file', path, offset, expectedFileBytes: offset + data.length, ...rest };
  return source;
}

function reversed(data: Uint8Array, component: number): Uint8Array {
  const copy = Uint8Array.from(data);
  for (let at = 0; at < copy.length; at += component) copy.subarray(at, at + component).reverse();
  return copy;
}

const DTYPES = [
  ['int8', 1, 1],
  ['int16', 2, 2],
  ['int32', 4, 4],
  ['int64', 8, 8],
  ['uint8', 1, 1],
  ['uint16', 2, 2],
  ['uint32', 4, 4],
  ['uint64', 8, 8],
  ['float16', 2, 2],
  ['float32', 4, 4],
  ['float64', 8, 8],
  ['complex64', 8, 4],
  ['complex128', 16, 8],
] as const;

test('every dtype is read in both byte orders, aligned or not', async () => {
  const length = 37;
  for (const [dtype, size, component] of DTYPES) {
    const data = Uint8Array.from({ length: length * size }, (_, i) => (i * 37 + 11) % 251);
    for (const offset of [64, 65]) {
      const little = fileOf(data, { dtype, byteOrder: 'little', length }, offset);
      assert.deepEqual(await materialise(little, data.length), data, `${dtype} at ${offset}`);
      const big = fileOf(reversed(data, component), { dtype, byteOrder: 'big', length }, offset);
      assert.deepEqual(await materialise(big, data.length), data, `big-endian ${dtype} at ${offset}`);
    }
  }
});

test('bools other than 0 and 1 become 1', async () => {
  const source = fileOf(Uint8Array.of(0, 1, 2, 255), { dtype: 'bool', byteOrder: 'little', length: 4 });
  assert.deepEqual(await materialise(source, 4), Uint8Array.of(0, 1, 1, 1));
});

test('column-major arrays are read in C order, in pieces too', async () => {
  // More elements than one task of the thread pool makes.
  const shape = [70, 61, 129];
  const [rows = 0, columns = 0, planes = 0] = shape;
  const length = rows * columns * planes;
  const fortran = new Int32Array(length);
  const expected = new Int32Array(length);
  let at = 0;
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      for (let k = 0; k < planes; k += 1) {
        fortran[i + rows * (j + columns * k)] = at;
        expected[at] = at;
        at += 1;
      }
    }
  }
  const bytes = new Uint8Array(fortran.buffer);
  const little = fileOf(bytes, { dtype: 'int32', byteOrder: 'little', fortranShape: shape, length });
  assert.deepEqual(new Int32Array((await materialise(little, 4 * length)).buffer), expected);
  const big = fileOf(reversed(bytes, 4), { dtype: 'int32', byteOrder: 'big', fortranShape: shape, length });
  assert.deepEqual(new Int32Array((await materialise(big, 4 * length)).buffer), expected);
});

test('an array of no elements is read', async () => {
  const source = fileOf(new Uint8Array(0), { dtype: 'float32', byteOrder: 'big', fortranShape: [0, 3], length: 0 });
  assert.deepEqual(await materialise(source, 0), new Uint8Array(0));
});

test('a file that is missing, shorter than it says or changed is refused', async () => {
  const data = new Uint8Array(40);
  const source = fileOf(data, { dtype: 'float32', byteOrder: 'little', length: 10 });
  const refused = (changes: Partial<FileSource>, message: RegExp) =>
    assert.rejects(materialise({ ...source, ...changes }, 40), { code: 'data-file', message });
  await refused({ path: join(folder.path, 'nothing.npy') }, /Cannot read .*nothing\.npy: No such file/);
  await refused({ path: folder.path }, /not a regular file/);
  await refused({ length: 11 }, /too short: its 11 elements need 44 bytes from byte 64 on, and the file has 104 bytes/);
  await refused({ offset: 1000 }, /too short/);
  await refused({ expectedFileBytes: 100 }, /changed: it had 100 bytes when its header was read, and has 104 now/);
  await refused({ fortranShape: [3, 4] }, /shape that does not hold 10 elements/);
  await refused({ fortranShape: [2 ** 40, 2 ** 40] }, /shape that does not hold 10 elements/);
  await assert.rejects(materialise({ ...source, length: Number.MAX_SAFE_INTEGER }, 40), {
    code: /data-file|out-of-memory/,
  });
});

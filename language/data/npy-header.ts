import type { NpyHeader } from '../checked';
import type { PythonLiteral } from './python-literal';
import { parsePythonLiteral } from './python-literal';

/** Bytes from the start of a `.npy` file that are enough for any header of an unstructured array. */
export const npyHeadBytes = 65_536 + 12;

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy's name and the size in bytes of each element type that can be read, by its type string without byte order. */
const elementTypes: Readonly<Record<string, { readonly dtype: string; readonly size: number }>> = {
  b1: { dtype: 'bool', size: 1 },
  i1: { dtype: 'int8', size: 1 },
  i2: { dtype: 'int16', size: 2 },
  i4: { dtype: 'int32', size: 4 },
  i8: { dtype: 'int64', size: 8 },
  u1: { dtype: 'uint8', size: 1 },
  u2: { dtype: 'uint16', size: 2 },
  u4: { dtype: 'uint32', size: 4 },
  u8: { dtype: 'uint64', size: 8 },
  f2: { dtype: 'float16', size: 2 },
  f4: { dtype: 'float32', size: 4 },
  f8: { dtype: 'float64', size: 8 },
  c8: { dtype: 'complex64', size: 8 },
  c16: { dtype: 'complex128', size: 16 },
  // NumPy has no bfloat16: arrays of ml_dtypes (JAX, TensorFlow) are saved as two raw bytes an element.
  V2: { dtype: 'bfloat16', size: 2 },
};

/** Why a file cannot be used, as a clause that follows the file's name: `is a zip archive …`. */
export interface NpyProblem {
  readonly problem: string;
}

/**
 * Reads the header of a `.npy` file, versions 1.0 to 3.0.
 *
 * Source: NumPy Enhancement Proposal 1 and the documentation of `numpy.lib.format`.
 *
 * @param head the first bytes of the file: all of it, or at least `npyHeadBytes`
 * @param fileSize the file's size in bytes, against which the shape is checked
 */
export function parseNpyHeader(head: Uint8Array, fileSize: number): NpyHeader | NpyProblem {
  if (fileSize === 0 || head.length === 0) return { problem: 'is empty' };
  if (!magic.every((byte, index) => head[index] === byte)) return { problem: describeForeign(head) };
  const preamble = readPreamble(head, fileSize);
  if ('problem' in preamble) return preamble;

  const text = new TextDecoder(preamble.encoding).decode(head.subarray(preamble.start, preamble.dataOffset));
  const fields = headerFields(parsePythonLiteral(text));
  if (fields === undefined) {
    return { problem: 'has a header that is no .npy header: it is damaged. Save the array again with np.save' };
  }
  const element = readElementType(fields.descr);
  if ('problem' in element) return element;
  const shape = readShape(fields.shape);
  if ('problem' in shape) return shape;
  if (fields.fortranOrder.kind !== 'bool') {
    return { problem: 'has a header whose fortran_order is neither True nor False: it is damaged' };
  }
  const header = {
    dtype: element.dtype,
    byteOrder: element.byteOrder,
    fortranOrder: fields.fortranOrder.value,
    shape: shape.dimensions,
    dataOffset: preamble.dataOffset,
  };
  const problem = sizeProblem(header, element.size, fileSize);
  return problem === undefined ? header : { problem };
}

/** Number of elements of an array. */
export function elementCount(header: NpyHeader): number {
  return header.shape.reduce((product, dimension) => product * dimension, 1);
}

/** What stands before the dictionary: magic, version, length. */
function readPreamble(
  head: Uint8Array,
  fileSize: number,
): { encoding: 'latin1' | 'utf-8'; start: number; dataOffset: number } | NpyProblem {
  const truncated = { problem: 'ends inside its header: the file is truncated. Copy or save it again' };
  const major = head[6];
  const minor = head[7];
  if (major === undefined || minor === undefined) return truncated;
  if (major < 1 || major > 3 || minor !== 0) {
    return { problem: `has .npy format version ${major}.${minor}; versions 1.0, 2.0 and 3.0 can be read` };
  }
  const lengthBytes = major === 1 ? 2 : 4;
  const start = 8 + lengthBytes;
  if (head.length < start) return truncated;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataOffset = start + length;
  if (fileSize < dataOffset) return truncated;
  if (head.length < dataOffset) {
    return { problem: `has a header of ${length} bytes, which only structured types need: save one field of it` };
  }
  return { encoding: major === 3 ? 'utf-8' : 'latin1', start, dataOffset };
}

interface HeaderFields {
  readonly descr: PythonLiteral;
  readonly fortranOrder: PythonLiteral;
  readonly shape: PythonLiteral;
}

/** The three entries that a header has, in any order; undefined where it has others, or not all of them. */
function headerFields(literal: PythonLiteral | undefined): HeaderFields | undefined {
  if (literal?.kind !== 'dict' || literal.entries.length !== 3) return undefined;
  const entries = new Map<string, PythonLiteral>();
  for (const [key, value] of literal.entries) if (key.kind === 'string') entries.set(key.value, value);
  const descr = entries.get('descr');
  const fortranOrder = entries.get('fortran_order');
  const shape = entries.get('shape');
  if (descr === undefined || fortranOrder === undefined || shape === undefined) return undefined;
  return { descr, fortranOrder, shape };
}

function readElementType(
  descr: PythonLiteral,
): { dtype: string; size: number; byteOrder: 'little' | 'big' } | NpyProblem {
  if (descr.kind === 'sequence') {
    return { problem: "holds a structured type: save one of its fields, np.save(path, x['name'])" };
  }
  if (descr.kind !== 'string') return { problem: 'has a header whose descr is no type: it is damaged' };
  const parts = /^([<>|=]?)([A-Za-z?])([0-9]*)(\[.*\])?$/.exec(descr.value);
  const code = `${parts?.[2]}${parts?.[3]}`;
  const element = Object.hasOwn(elementTypes, code) ? elementTypes[code] : undefined;
  if (element === undefined) return { problem: unusableType(descr.value, parts?.[2] ?? '', Number(parts?.[3])) };
  return { ...element, byteOrder: parts?.[1] === '>' ? 'big' : 'little' };
}

function unusableType(descr: string, code: string, size: number): string {
  switch (code) {
    case 'O':
      return 'holds Python objects: convert them to numbers first, np.save(path, x.astype(np.float64))';
    case 'U':
    case 'S':
    case 'a':
      return 'holds strings: convert them to numbers first, np.save(path, x.astype(np.float64))';
    case 'M':
      return 'holds dates: save them as integers, np.save(path, x.astype(np.int64))';
    case 'm':
      return 'holds time differences: save them as integers, np.save(path, x.astype(np.int64))';
    case 'V':
      return `holds raw records of ${size} bytes: save one field of them, np.save(path, x['name'])`;
    case 'f':
      return `holds ${size * 8}-bit long doubles, which a GPU does not have: np.save(path, x.astype(np.float64))`;
    case 'c':
      return `holds complex long doubles, which a GPU does not have: np.save(path, x.astype(np.complex128))`;
    default:
      return `holds elements of type '${descr}', which cannot be used: convert them with x.astype first`;
  }
}

function readShape(shape: PythonLiteral): { dimensions: number[] } | NpyProblem {
  const damaged = { problem: 'has a header whose shape is no tuple of sizes: it is damaged' };
  if (shape.kind !== 'sequence') return damaged;
  if (shape.items.length === 0) {
    return { problem: 'holds a single number, not an array: write the number, or save np.atleast_1d(x)' };
  }
  const dimensions: number[] = [];
  let product = 1n;
  for (const item of shape.items) {
    if (item.kind !== 'integer') return damaged;
    if (item.value < 0n) return { problem: `has a negative size in its shape (${item.value}): it is damaged` };
    product *= item.value;
    dimensions.push(Number(item.value));
  }
  if (product > Number.MAX_SAFE_INTEGER || dimensions.some((size) => size > Number.MAX_SAFE_INTEGER)) {
    return { problem: `has the shape ${pythonTuple(dimensions)}, more elements than any memory holds: it is damaged` };
  }
  return { dimensions };
}

function sizeProblem(header: NpyHeader, elementSize: number, fileSize: number): string | undefined {
  const needed = BigInt(elementCount(header)) * BigInt(elementSize);
  const present = BigInt(fileSize - header.dataOffset);
  const says = `is an array of shape ${pythonTuple(header.shape)} and dtype ${header.dtype}, ${bytes(needed)}, by its header`;
  if (present < needed) {
    return `${says}, but ${bytes(needed - present)} of them are missing: it is truncated. Copy or save it again`;
  }
  if (present > needed) {
    return `${says}, but ${bytes(present - needed)} more follow: it is damaged, or holds several arrays. Save one array`;
  }
  return undefined;
}

function bytes(count: bigint): string {
  return count === 1n ? '1 byte' : `${count} bytes`;
}

function pythonTuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** Signatures of the files that people most often take for a `.npy` file. */
const foreignFiles: readonly { readonly bytes: readonly number[]; readonly problem: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    problem: "is a zip archive (.npz): save one of its arrays, np.save(path, np.load(archive)['name'])",
  },
  {
    bytes: [0x89, 0x48, 0x44, 0x46],
    problem: "is an HDF5 file: save one of its data sets, np.save(path, h5py.File(file)['name'][:])",
  },
  { bytes: [0x1f, 0x8b], problem: 'is compressed with gzip: unpack it first' },
  { bytes: [0x50, 0x41, 0x52, 0x31], problem: 'is a Parquet file: save one column of it with np.save' },
  { bytes: [0x80, 0x02], problem: 'is a Python pickle: save the array in it with np.save' },
  { bytes: [0x80, 0x03], problem: 'is a Python pickle: save the array in it with np.save' },
  { bytes: [0x80, 0x04], problem: 'is a Python pickle: save the array in it with np.save' },
  { bytes: [0x80, 0x05], problem: 'is a Python pickle: save the array in it with np.save' },
];

function describeForeign(head: Uint8Array): string {
  const known = foreignFiles.find((file) => file.bytes.every((byte, index) => head[index] === byte));
  if (known !== undefined) return known.problem;
  if (head.length < magic.length && magic.slice(0, head.length).every((byte, index) => head[index] === byte)) {
    return 'ends inside its header: the file is truncated. Copy or save it again';
  }
  const start = head.subarray(0, 512);
  const isText = start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
  if (isText) return "is a text file: convert it first, np.save(path, np.loadtxt(file, delimiter=','))";
  return 'is no .npy file: save the array with np.save';
}

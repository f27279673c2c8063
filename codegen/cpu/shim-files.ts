/* eslint-disable @typescript-eslint/no-require-imports -- the bundler replaces each `require` of a header by its text */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface ShimFile {
  readonly name: string;
  readonly bundledText: () => string;
}

/** The files of `shim/`, in an order in which each uses only those before it. */
const files: readonly ShimFile[] = [
  { name: 'types.h', bundledText: () => require('./shim/types.h') as string },
  { name: 'vector-types.h', bundledText: () => require('./shim/vector-types.h') as string },
  { name: 'math-single.h', bundledText: () => require('./shim/math-single.h') as string },
  { name: 'math-double.h', bundledText: () => require('./shim/math-double.h') as string },
  { name: 'math-overloads.h', bundledText: () => require('./shim/math-overloads.h') as string },
  { name: 'extrema.h', bundledText: () => require('./shim/extrema.h') as string },
  { name: 'integer-intrinsics.h', bundledText: () => require('./shim/integer-intrinsics.h') as string },
  { name: 'rounding.h', bundledText: () => require('./shim/rounding.h') as string },
  { name: 'conversion.h', bundledText: () => require('./shim/conversion.h') as string },
  { name: 'rounded-arithmetic.h', bundledText: () => require('./shim/rounded-arithmetic.h') as string },
  { name: 'memory.h', bundledText: () => require('./shim/memory.h') as string },
  { name: 'half.h', bundledText: () => require('./shim/half.h') as string },
  { name: 'bfloat16.h', bundledText: () => require('./shim/bfloat16.h') as string },
];

/** What Microsoft's compiler needs before everything else. */
const prelude: ShimFile = { name: 'msvc.h', bundledText: () => require('./shim/msvc.h') as string };

/** The texts of the shim's files, in order. */
export function shimFiles(): readonly string[] {
  return files.map(textOf);
}

export function msvcPrelude(): string {
  return textOf(prelude).replace('#pragma once\n', '').trim();
}

/** A bundle carries the text in itself; elsewhere the file lies beside this module. */
function textOf({ name, bundledText }: ShimFile): string {
  if (process.env['WARPFOLD_BUNDLED'] === '1') return bundledText();
  return readFileSync(path.join(__dirname, 'shim', name), 'utf8');
}

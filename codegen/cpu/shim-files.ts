import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of `shim/`, in an order in which each uses only those before it. */
const fileNames = [
  'types.h',
  'vector-types.h',
  'math-single.h',
  'math-double.h',
  'math-overloads.h',
  'extrema.h',
  'integer-intrinsics.h',
  'rounding.h',
  'conversion.h',
  'rounded-arithmetic.h',
  'memory.h',
  'half.h',
  'bfloat16.h',
] as const;

/** The texts of the shim's files, in order. A bundle carries them in itself; elsewhere they lie beside this module. */
export function shimFiles(): readonly string[] {
  if (process.env['WARPFOLD_BUNDLED'] === '1') return bundledFiles();
  return fileNames.map((name) => readFileSync(path.join(__dirname, 'shim', name), 'utf8'));
}

/** The bundler replaces each `require` of a header by its text. */
function bundledFiles(): readonly string[] {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const files: Readonly<Record<(typeof fileNames)[number], unknown>> = {
    'types.h': require('./shim/types.h'),
    'vector-types.h': require('./shim/vector-types.h'),
    'math-single.h': require('./shim/math-single.h'),
    'math-double.h': require('./shim/math-double.h'),
    'math-overloads.h': require('./shim/math-overloads.h'),
    'extrema.h': require('./shim/extrema.h'),
    'integer-intrinsics.h': require('./shim/integer-intrinsics.h'),
    'rounding.h': require('./shim/rounding.h'),
    'conversion.h': require('./shim/conversion.h'),
    'rounded-arithmetic.h': require('./shim/rounded-arithmetic.h'),
    'memory.h': require('./shim/memory.h'),
    'half.h': require('./shim/half.h'),
    'bfloat16.h': require('./shim/bfloat16.h'),
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
  return fileNames.map((name) => String(files[name]));
}

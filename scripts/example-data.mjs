// Writes the .npy files that the examples read, so that no binary stands in the repository.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/process.mjs';

const folder = path.join(root, 'examples', 'data');

/** A one-dimensional .npy file, format 1.0: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
function writeNpy(name, descr, array) {
  const file = path.join(folder, name);
  if (existsSync(file)) return;
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${array.length},), }`;
  const padded = header.padEnd(Math.ceil((10 + header.length + 1) / 64) * 64 - 11) + '\n';
  const prefix = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 0xff, padded.length >> 8]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, Buffer.concat([prefix, Buffer.from(padded, 'latin1'), Buffer.from(array.buffer)]));
}

// Hourly temperatures of one year in a made-up town, in tenths of a degree Celsius: a yearly and a daily wave.
const hours = 365 * 24;
const temperatures = Float32Array.from({ length: hours }, (_, hour) => {
  const year = -Math.cos((2 * Math.PI * (hour / 24 - 20)) / 365);
  const day = -Math.cos((2 * Math.PI * (hour - 3)) / 24);
  return Math.round(10 * (9.5 + 10.5 * year + 4 * day)) / 10;
});
writeNpy('temperatures.npy', '<f4', temperatures);

const total = temperatures.reduce((sum, value) => sum + value, 0);
if (process.argv.includes('--print')) console.log({ hours, total, mean: total / hours });

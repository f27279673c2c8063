import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { BinaryCache, cacheKey } from './binary-cache';
import { defaultCacheFolder } from './cache-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'warpfold-cache-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entries = (): string[] => readdirSync(path.join(folder, 'binaries-1'));
const fileOf = (key: string): string => path.join(folder, 'binaries-1', `${key}.bin`);
/** A cache that has nothing in memory, as a new process has. */
const fresh = (limitBytes?: number): BinaryCache => new BinaryCache({ folder, limitBytes, memoryBytes: 0 });
const payload = Buffer.from('a binary '.repeat(1000));

describe('the binary cache', () => {
  it('gives back what was written, to this process and to the next', () => {
    const cache = new BinaryCache({ folder });
    assert.equal(cache.read('k'), undefined);
    cache.write('k', payload);
    assert.deepEqual(cache.read('k'), payload);
    assert.deepEqual(fresh().read('k'), payload);
    assert.equal(fresh().readFile('k'), fileOf('k'));
  });

  it('holds the payload at the start of the file, so that a library loads from it', () => {
    const file = fresh().write('k', payload);
    assert.ok(file !== undefined);
    assert.deepEqual(readFileSync(file).subarray(0, payload.length), payload);
  });

  for (const [damage, change] of [
    ['is truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['lost its trailer', (bytes: Buffer) => bytes.subarray(0, payload.length)],
    ['has a flipped bit', (bytes: Buffer) => Buffer.from(bytes.map((byte, k) => (k === 4000 ? byte ^ 1 : byte)))],
    ['is empty', () => Buffer.alloc(0)],
    ['is something else', () => Buffer.from('not a binary')],
  ] as const) {
    it(`misses an entry that ${damage}, and takes it anew`, () => {
      fresh().write('k', payload);
      writeFileSync(fileOf('k'), change(readFileSync(fileOf('k'))));
      assert.equal(fresh().readFile('k'), undefined);
      assert.equal(fresh().read('k'), undefined);
      fresh().write('k', payload);
      assert.deepEqual(fresh().read('k'), payload);
    });
  }

  it('stays within its size: the entries unused for longest go', () => {
    const cache = fresh(3 * (payload.length + 64));
    const used = new Map([
      ['a', 4000],
      ['b', 2000],
      ['c', 3000],
    ]);
    for (const [key, secondsAgo] of used) {
      cache.write(key, payload);
      const then = Date.now() / 1000 - secondsAgo;
      utimesSync(fileOf(key), then, then);
    }
    assert.ok(cache.read('a') !== undefined, 'reading makes it the one used last');
    cache.write('d', payload);
    assert.deepEqual(entries().sort(), ['a.bin', 'b.bin', 'd.bin']);
  });

  it('keeps the entry that was just written, however large', () => {
    const cache = fresh(10);
    cache.write('a', payload);
    cache.write('b', payload);
    assert.deepEqual(entries(), ['b.bin']);
  });

  it('removes what a writer that died left behind, and not what one is writing', () => {
    const cache = fresh();
    cache.write('a', payload);
    const old = path.join(folder, 'binaries-1', 'old.tmp');
    writeFileSync(old, 'half');
    utimesSync(old, 1, 1);
    writeFileSync(path.join(folder, 'binaries-1', 'new.tmp'), 'half');
    cache.write('b', payload);
    assert.deepEqual(entries().sort(), ['a.bin', 'b.bin', 'new.tmp']);
  });

  it('does without a disk that it cannot write', { skip: process.getuid?.() === 0 && 'root writes anywhere' }, () => {
    chmodSync(folder, 0o500);
    const cache = new BinaryCache({ folder });
    assert.equal(cache.write('k', payload), undefined);
    assert.deepEqual(cache.read('k'), payload);
  });

  it('does without a folder that is a file', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const cache = new BinaryCache({ folder: file });
    assert.equal(cache.write('k', payload), undefined);
    assert.deepEqual(cache.read('k'), payload, 'memory has it');
    assert.equal(cache.readFile('k'), undefined);
  });

  it('is safe when two processes write the same keys', async () => {
    const writers = ['one', 'two'].map((name) =>
      spawn(process.execPath, ['--import', 'tsx', '--eval', writer, folder, name], {
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
    );
    const ends = await Promise.all(writers.map((child) => once(child, 'exit')));
    assert.deepEqual(
      ends.map(([status]: unknown[]) => status),
      [0, 0],
    );
    const reader = fresh();
    for (let key = 0; key < 5; key++) assert.match(String(reader.read(`k${key}`)), /^(one|two) \d+ x{50000}$/);
    assert.equal(statSync(folder).isDirectory(), true);
    assert.ok(
      entries().every((name) => name.endsWith('.bin')),
      'no temporary file stays',
    );
  });

  it('bounds what it holds in memory', () => {
    const cache = new BinaryCache({ folder, memoryBytes: 2 * payload.length });
    for (const key of ['a', 'b', 'c']) cache.write(key, payload);
    rmSync(folder, { recursive: true });
    assert.equal(cache.read('a'), undefined);
    assert.deepEqual(cache.read('b'), payload);
    assert.deepEqual(cache.read('c'), payload);
  });
});

/** Writes five keys many times, and ends with 1 when it ever reads anything but a whole entry. */
const writer = `
  const { BinaryCache } = require(${JSON.stringify(path.join(__dirname, 'binary-cache.ts'))});
  const [folder, name] = process.argv.slice(-2);
  for (let round = 0; round < 60; round++) {
    const key = 'k' + round % 5;
    const cache = new BinaryCache({ folder, memoryBytes: 0 });
    cache.write(key, Buffer.from(name + ' ' + round + ' ' + 'x'.repeat(50000)));
    const read = cache.read(key);
    if (read === undefined || !/^(one|two) \\d+ x{50000}$/.test(String(read))) process.exit(1);
  }
`;

describe('a cache key', () => {
  it('differs with every part, and not with their order', () => {
    const key = cacheKey({ source: 'x', options: ['-O3'] });
    assert.equal(key, cacheKey({ options: ['-O3'], source: 'x' }));
    assert.notEqual(key, cacheKey({ source: 'x', options: ['-O2'] }));
    assert.notEqual(cacheKey({ options: ['a b'] }), cacheKey({ options: ['a', 'b'] }));
    assert.match(key, /^[0-9a-f]{64}$/);
  });
});

describe('the default folder', () => {
  it('is where each system keeps caches', () => {
    assert.equal(defaultCacheFolder({}, 'linux', '/home/me'), '/home/me/.cache/warpfold');
    assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/me'), '/x/warpfold');
    assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/me'), '/home/me/.cache/warpfold');
    assert.equal(defaultCacheFolder({}, 'darwin', '/Users/me'), '/Users/me/Library/Caches/warpfold');
    assert.match(defaultCacheFolder({ LOCALAPPDATA: 'L' }, 'win32', 'H'), /^L.warpfold$/);
    assert.equal(defaultCacheFolder({ WARPFOLD_CACHE_DIR: '/c' }, 'linux', '/home/me'), '/c');
  });
});

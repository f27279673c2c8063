import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { CodeCache } from './code-cache';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'warpfold-code-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (): string => path.join(folder, 'deep', 'program');
const text = 'work();';
const code = Buffer.from('what V8 made of it');

describe('the code cache', () => {
  it('gives back what was written for this text, and nothing for another of the same length', () => {
    const cache = new CodeCache(fileOf());
    assert.equal(cache.read(text), undefined);
    cache.write(text, code);
    assert.deepEqual(new CodeCache(fileOf()).read(text), code);
    assert.equal(cache.read('Work();'), undefined);
  });

  it('has one file, of the newest text, and leaves no other', () => {
    const cache = new CodeCache(fileOf());
    cache.write('older', code);
    cache.write(text, code);
    assert.equal(cache.read('older'), undefined);
    assert.deepEqual(cache.read(text), code);
    assert.deepEqual(readdirSync(path.dirname(fileOf())), ['program']);
  });

  it('gives nothing of a file that was damaged or cut anywhere', () => {
    const cache = new CodeCache(fileOf());
    cache.write(text, code);
    const intact = readFileSync(fileOf());
    fc.assert(
      fc.property(fc.nat(intact.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, isCut) => {
        const damaged = Buffer.from(isCut ? intact.subarray(0, at) : intact);
        if (!isCut) damaged[at] = (damaged[at] ?? 0) ^ flip;
        writeFileSync(fileOf(), damaged);
        assert.equal(cache.read(text), undefined);
      }),
    );
  });

  it('does without where there is no place for it', () => {
    writeFileSync(path.join(folder, 'deep'), 'a file where the folder should be');
    const cache = new CodeCache(fileOf());
    cache.write(text, code);
    assert.equal(cache.read(text), undefined);
  });
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { BinaryCache } from '../native/toolchain/binary-cache';
import { defaultCacheFolder } from '../native/toolchain/cache-folder';

/** A program's code is a megabyte or so; those unused for longest go first. */
const KEPT_BYTES = 32 << 20;

const parameters = ['exports', 'require', 'module', '__filename', '__dirname'] as const;

export interface LaunchOptions {
  /** Until then the program has started, and run what it runs at every start. A process that ends before tells it too. */
  readonly startedMilliseconds: number;
  /** Options of V8 that it takes at run time. Those that it does not know are passed over. */
  readonly v8Options?: readonly string[];
}

/**
 * Runs a program of `programs/` in the place of the module that calls this. Half of the time that a start takes would go to
 * V8 reading a megabyte of text: what it makes of that, functions that ran included, is kept for the next start.
 */
export function launch(name: string, { startedMilliseconds, v8Options = [] }: LaunchOptions): void {
  // First: code is made for the options that were set when it was.
  for (const option of v8Options) setFlagsFromString(option);
  const file = path.join(__dirname, 'programs', `${name}.js`);
  const text = readFileSync(file, 'utf8');
  const folder = path.join(defaultCacheFolder(), 'programs');
  const cache = new BinaryCache({ folder, limitBytes: KEPT_BYTES, memoryBytes: 0 });
  // The text itself: V8 compares its length alone. The tag is of V8's version and options, and of what the processor has.
  const key = `${name}-${cachedDataVersionTag()}-${createHash('sha256').update(text).digest('hex')}`;
  const cachedData = cache.read(key);
  const head = `(function (${parameters.join(', ')}) {`;
  const script = new Script(`${head}${text}\n})`, {
    filename: file,
    columnOffset: -head.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (script.cachedDataRejected !== false) {
    const keep = once(() => {
      cache.write(key, script.createCachedData());
    });
    setTimeout(keep, startedMilliseconds).unref();
    process.once('exit', keep);
  }
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  run(exports, require, module, __filename, __dirname);
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

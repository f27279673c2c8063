import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { defaultCacheFolder } from '../native/toolchain/cache-folder';
import { CodeCache } from './code-cache';

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
  // Of V8's version and flags, and of what the processor has: code for others is refused.
  const cache = new CodeCache(path.join(defaultCacheFolder(), 'programs', `${name}-${cachedDataVersionTag()}`));
  const cachedData = cache.read(text);
  const head = `(function (${parameters.join(', ')}) {`;
  const script = new Script(`${head}${text}\n})`, {
    filename: file,
    columnOffset: -head.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (script.cachedDataRejected !== false) {
    const keep = once(() => {
      cache.write(text, script.createCachedData());
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

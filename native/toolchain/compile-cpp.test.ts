import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WarpfoldError } from '../../protocol/errors';
import { BinaryCache } from './binary-cache';
import { compileCpp } from './compile-cpp';
import { type CppCompiler, findCompiler } from './find-compiler';
import { runCompiler } from './run-compiler';
import type { CompilableSource } from './source';

let folder: string;
let compiler: CppCompiler;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'warpfold-compile-'));
  const { found, tried } = findCompiler();
  assert.ok(found !== undefined, JSON.stringify(tried));
  compiler = found;
});
after(() => rmSync(folder, { recursive: true, force: true }));

function source(text: string, options: readonly string[] = []): CompilableSource {
  const map = { toDocument: () => undefined, nearestExpression: () => ({ start: 0, end: 0 }) };
  return { text, cacheText: text, fileName: 'k.reduce', options, map };
}

const answer = (value: number): CompilableSource =>
  source(`extern "C" __attribute__((visibility("default"))) int answer() { return ${value}; }`);

/** Calls a function of a shared library in a process of its own. */
function call(library: string): number | null {
  const program = path.join(folder, 'call');
  if (!existsSync(program)) {
    const text = `#include <dlfcn.h>
      int main(int, char **argv) { return ((int (*)())dlsym(dlopen(argv[1], RTLD_NOW), "answer"))(); }`;
    const built = spawnSync(compiler.path, ['-x', 'c++', '-', '-o', program, '-ldl'], {
      input: text,
      encoding: 'utf8',
    });
    assert.equal(built.status, 0, built.stderr);
  }
  return spawnSync(program, [library]).status;
}

describe('compiling for the CPU', { skip: process.platform === 'win32' }, () => {
  it('makes a library that loads, and finds it again', async () => {
    const cache = new BinaryCache({ folder: path.join(folder, 'cache') });
    const first = await compileCpp({ source: answer(42), compiler, cache });
    assert.ok(first.ok && !first.fromCache);
    assert.equal(call(first.library), 42);
    const again = await compileCpp({ source: answer(42), compiler, cache });
    assert.ok(again.ok && again.fromCache);
    assert.equal(again.library, first.library);
    assert.equal(call(again.library), 42);
  });

  it('compiles anew for another text, other options, another compiler', async () => {
    const cache = new BinaryCache({ folder: path.join(folder, 'cache2') });
    await compileCpp({ source: answer(1), compiler, cache });
    const others = [
      { source: answer(2), compiler },
      { source: source(answer(1).text, ['-DX']), compiler },
      { source: answer(1), compiler: { ...compiler, identity: 'newer' } },
    ];
    for (const other of others) {
      const result = await compileCpp({ ...other, cache });
      assert.ok(result.ok && !result.fromCache);
    }
  });

  it('rebuilds a damaged entry silently', async () => {
    const cache = new BinaryCache({ folder: path.join(folder, 'cache3') });
    const first = await compileCpp({ source: answer(7), compiler, cache });
    assert.ok(first.ok);
    truncateSync(first.library, 1000);
    const again = await compileCpp({ source: answer(7), compiler, cache });
    assert.ok(again.ok && !again.fromCache);
    assert.equal(call(again.library), 7);
  });

  it('keeps no program that includes files: they may change', async () => {
    const cache = new BinaryCache({ folder: path.join(folder, 'cache4') });
    const including = source(`#include <stddef.h>\n${answer(5).text}`);
    for (let round = 0; round < 2; round++) {
      const result = await compileCpp({ source: including, compiler, cache });
      assert.ok(result.ok && !result.fromCache);
      assert.equal(call(result.library), 5);
      result.release();
      assert.equal(existsSync(result.library), false);
    }
  });

  it('gives the log of what does not compile, functions without a body included', async () => {
    const wrong = await compileCpp({ source: source('#line 3 "k.reduce"\n  nonsense'), compiler });
    assert.ok(!wrong.ok);
    assert.match(wrong.log, /k\.reduce:3:3: error: /);
    const missing = await compileCpp({ source: source('int f(); int g() { return f(); }'), compiler });
    assert.ok(!missing.ok);
    assert.match(missing.log, /undefined reference to .f\(\)/);
  });

  it('ends a compiler that never comes to an end, with its children, and leaves nothing behind', async (context) => {
    const temporary = mkdtempSync(path.join(folder, 'tmp-'));
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
    context.after(() => {
      if (usual === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = usual;
    });
    const endless = source(
      'template <int N> struct T { static const int v = T<N + 1>::v + T<N + 2>::v; }; int x = T<0>::v;',
      ['-ftemplate-depth=1000000'],
    );
    await assert.rejects(compileCpp({ source: endless, compiler, timeoutSeconds: 0.5 }), { code: 'timeout' });
    const controller = new AbortController();
    const cancelled = compileCpp({ source: endless, compiler, signal: controller.signal });
    setImmediate(() => controller.abort());
    await assert.rejects(cancelled, { code: 'cancelled' });
    assert.deepEqual(readdirSync(temporary), []);
  });

  it('does not start where it is cancelled already', async () => {
    const request = { source: answer(9), compiler, signal: AbortSignal.abort() };
    await assert.rejects(compileCpp(request), { code: 'cancelled' });
  });
});

describe('running a compiler', { skip: process.platform === 'win32' }, () => {
  it('collects both outputs and the status', async () => {
    const end = await runCompiler({
      program: '/bin/sh',
      arguments: ['-c', 'echo out; echo err >&2; exit 3'],
      folder,
      timeoutSeconds: 10,
    });
    assert.equal(end.status, 3);
    assert.deepEqual(end.log.trim().split('\n').sort(), ['err', 'out']);
  });

  it('says which program could not be started', async () => {
    const program = path.join(folder, 'gone');
    await assert.rejects(runCompiler({ program, arguments: [], folder, timeoutSeconds: 1 }), (error) => {
      assert.ok(error instanceof WarpfoldError);
      assert.equal(error.code, 'compile-failed');
      assert.equal(error.data.doing, program);
      return true;
    });
  });

  it('ends grandchildren too', async () => {
    // The grandchild holds the pipe: the promise settles only once it is gone.
    const script = '/bin/sh -c "sleep 600 & wait" & wait';
    const call = runCompiler({ program: '/bin/sh', arguments: ['-c', script], folder, timeoutSeconds: 0.3 });
    await assert.rejects(call, { code: 'timeout' });
  });
});

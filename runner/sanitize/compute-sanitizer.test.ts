import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import * as v from 'valibot';
import { checkDocument } from '../../language';
import { findSanitizer } from '../../native/toolchain';
import { executeParamsSchema } from '../../protocol/rpc';
import type { BackendRequest } from '../backends/backend';
import { watchWithSanitizer } from './compute-sanitizer';
import { MarkedError } from './marked-error';

const text = `kernel far {
    dtype_out = float32;
    arguments = const float *x;
    map_expr = at(x, i);
    reduce_expr = a + b;
}
preamble { __device__ float at(const float *p, long long j) { return p[j + 1000]; } }
`;

/** A program that writes `log` where compute-sanitizer would, and leaves the answer of a run or none. */
function fakeSanitizer(
  context: TestContext,
  log: string,
  answer: string | undefined,
): { program: string; calls: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const program = path.join(folder, 'compute-sanitizer');
  const calls = path.join(folder, 'calls');
  writeFileSync(path.join(folder, 'log'), log);
  writeFileSync(
    program,
    `#!/bin/sh
if [ "$1" = --version ]; then echo "NVIDIA (R) Compute Sanitizer"; echo "Version 2025.3.0.0 (build 1)"; exit; fi
echo "$@" >> '${calls}'
while [ $# -gt 1 ]; do
  if [ "$1" = --log-file ]; then cp '${folder}/log' "$2"; fi
  shift
done
cat "$1" >> '${calls}'
${answer === undefined ? 'true' : `echo '${answer}' > "$1.answer"`}
`,
  );
  chmodSync(program, 0o755);
  return { program, calls };
}

function watch(program: string): Promise<unknown> {
  const document = checkDocument(text);
  const [kernel] = document.kernels;
  assert.ok(kernel !== undefined);
  const settings = { sanitize: true, sanitizerTool: 'memcheck' };
  const params = v.parse(executeParamsSchema, { token: 1, uri: 'file:///far.reduce', text, kernel: 'far', settings });
  const request = {
    document,
    kernel,
    fileName: 'far.reduce',
    settings: params.settings,
    signal: new AbortController().signal,
  } as BackendRequest;
  return watchWithSanitizer(params, request, program);
}

describe(
  'a run under compute-sanitizer',
  { skip: process.platform === 'win32' && 'the stand-in is a shell script' },
  () => {
    it('fails with what the tool found, at the line of the text', async (context) => {
      const { program, calls } = fakeSanitizer(
        context,
        `========= COMPUTE-SANITIZER
========= Invalid __global__ read of size 4 bytes
=========     at at(const float *, long long)+0x1a0 in far.reduce:7
=========     by thread (3,0,0) in block (0,0,0)
========= ERROR SUMMARY: 1 error
`,
        undefined,
      );
      await assert.rejects(watch(program), (error) => {
        assert.ok(error instanceof MarkedError);
        assert.equal(error.code, 'sanitizer-error');
        assert.match(error.message, /memcheck.*Invalid __global__ read of size 4 bytes\. Line 7\./);
        const [diagnostic] = error.diagnostics;
        assert.equal(diagnostic?.range.start.line, 6);
        assert.equal(text.split('\n')[6]?.length, diagnostic.range.end.character);
        return true;
      });
      const call = readFileSync(calls, 'utf8');
      assert.match(call, /--tool memcheck --target-processes all .*--padding \d+ .*--watched-run/);
      assert.match(call, /"accuracy":false.*"profile":false,"counters":false,.*"sanitize":false.*"watched":true/);
    });

    it('passes where the tool finds nothing', async (context) => {
      const clean = '========= COMPUTE-SANITIZER\n========= ERROR SUMMARY: 0 errors\n';
      assert.deepEqual(await watch(fakeSanitizer(context, clean, '{}').program), []);
    });

    it('says so where the watched run failed by itself', async (context) => {
      const clean = '========= COMPUTE-SANITIZER\n========= ERROR SUMMARY: 0 errors\n';
      const answer = '{ "error": { "code": "out-of-memory", "message": "No room." } }';
      const [diagnostic] = (await watch(fakeSanitizer(context, clean, answer).program)) as { message: string }[];
      assert.match(diagnostic?.message ?? '', /could not check this run: No room\./);
    });

    it('says so where the tool could not do its work', async (context) => {
      const broken = '========= COMPUTE-SANITIZER\n========= Error: Device not supported\n';
      const [diagnostic] = (await watch(fakeSanitizer(context, broken, undefined).program)) as {
        message: string;
        severity: string;
      }[];
      assert.equal(diagnostic?.severity, 'warning');
      assert.match(diagnostic.message, /could not check this run: Error: Device not supported/);
    });

    it('uses a tool that is found, by its version', (context) => {
      const { program } = fakeSanitizer(context, '', '{}');
      const { found, tried } = findSanitizer({ PATH: `${path.dirname(program)}:/usr/bin:/bin` }, 'linux');
      assert.deepEqual(found, { path: program, version: '2025.3.0.0' });
      assert.equal(tried.at(-1)?.outcome, 'found');
    });

    it('finds the tool in a toolkit’s folder of its own, and in a Python wheel', (context) => {
      const { program } = fakeSanitizer(context, '', '{}');
      const folder = path.dirname(program);
      const toolkit = path.join(folder, 'toolkit', 'compute-sanitizer');
      const wheel = path.join(folder, 'venv/lib/python3.12/site-packages/nvidia/cu13/compute-sanitizer');
      for (const place of [toolkit, wheel]) {
        mkdirSync(place, { recursive: true });
        copyFileSync(program, path.join(place, 'compute-sanitizer'));
      }
      const pathOf = (env: NodeJS.ProcessEnv) => findSanitizer({ PATH: '/usr/bin:/bin', ...env }, 'linux').found?.path;
      assert.equal(pathOf({ CUDA_HOME: path.dirname(toolkit) }), path.join(toolkit, 'compute-sanitizer'));
      assert.equal(pathOf({ VIRTUAL_ENV: path.join(folder, 'venv') }), path.join(wheel, 'compute-sanitizer'));
    });
  },
);

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSanitizerLog } from './sanitizer-log';

describe('a log of compute-sanitizer', () => {
  it('of memcheck tells errors with their innermost place', () => {
    const { errors, failures } = readSanitizerLog(`========= COMPUTE-SANITIZER
========= Invalid __global__ read of size 4 bytes
=========     at wf_map(long long, const float *, const long long *)+0x1a0 in gather.reduce:4
=========     by thread (3,0,0) in block (0,0,0)
=========     Access to 0x7f5e3c000000 is out of bounds
=========     and is 449 bytes after the nearest allocation at 0x7f5e3bfffe00 of size 64 bytes
=========     Device Frame: wf_kernel_gather+0x1a0 in gather.cu:210
=========     Saved host backtrace up to driver entry point at kernel launch time
=========         Host Frame: cuLaunchKernel [0x335e3e] in libcuda.so.1
=========${' '}
========= Misaligned Shared or Local Address
=========     at 0x00000160 in gather.reduce:7:f(float*)
=========${' '}
========= Target application returned an error
========= ERROR SUMMARY: 2 errors
`);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      errors.map(({ message, place }) => [message, place]),
      [
        ['Invalid __global__ read of size 4 bytes', { file: 'gather.reduce', line: 4 }],
        ['Misaligned Shared or Local Address', { file: 'gather.reduce', line: 7 }],
      ],
    );
    assert.equal(errors[0]?.details[1], 'by thread (3,0,0) in block (0,0,0)');
  });

  it('of racecheck and initcheck tells races and reads of nothing', () => {
    const { errors } = readSanitizerLog(`========= COMPUTE-SANITIZER
========= Error: Race reported between Write access at k+0x70 in k.reduce:9
=========     and Read access at k+0x90 in k.reduce:11 [4 hazards]
=========
========= RACECHECK SUMMARY: 1 hazard displayed (1 error, 0 warnings)
========= Uninitialized __global__ memory read of size 4 bytes
=========     at k+0x10 in k.reduce:5
========= ERROR SUMMARY: 1 error
`);
    assert.deepEqual(
      errors.map(({ place }) => place?.line),
      [9, 5],
    );
  });

  it('without errors has none, and failures of the tool are none of the kernel', () => {
    assert.deepEqual(readSanitizerLog('========= COMPUTE-SANITIZER\n========= ERROR SUMMARY: 0 errors\n'), {
      errors: [],
      failures: [],
    });
    const { errors, failures } = readSanitizerLog(
      '========= COMPUTE-SANITIZER\n========= Error: Target application terminated before first instrumented API call\n',
    );
    assert.deepEqual([errors.length, failures.length], [0, 1]);
  });
});

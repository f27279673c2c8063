import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseLog } from './parse-log';

describe('the log of', () => {
  it('NVCC and NVRTC gives columns by its carets', () => {
    // CUDA 13: nvcc -cubin.
    const log = `dot.reduce(12): error: identifier "undef_thing" is undefined
                  a * b + undef_thing
                          ^

dot.reduce(22): warning #177-D: variable "unused" was declared but never referenced
   float unused;
         ^

Remark: The warnings can be suppressed with "-diag-suppress <warning-number>"

1 error detected in the compilation of "err.cu".
`;
    assert.deepEqual(parseLog(log), [
      {
        severity: 'error',
        message: 'identifier "undef_thing" is undefined',
        file: 'dot.reduce',
        line: 12,
        column: 25,
        columnUnit: 'utf16',
      },
      {
        severity: 'warning',
        message: 'variable "unused" was declared but never referenced',
        file: 'dot.reduce',
        line: 22,
        column: 8,
        columnUnit: 'utf16',
      },
    ]);
  });

  it('NVRTC decodes the characters that it escapes before the caret', () => {
    const log = `a.reduce(3): error: identifier "y" is undefined
          /* \\U000000e9\\U0001f600 */ y
${' '.repeat(2 + 8 + 3 + 20 + 4)}^
`;
    // é is one UTF-16 unit and the face two: eight blanks, three, three, four.
    assert.equal(parseLog(log)[0]?.column, 8 + 3 + 3 + 4 + 1);
  });

  it('NVRTC without a caret has no column', () => {
    const [message] = parseLog('x.reduce(3): catastrophic error: cannot open source file "no.h"\n');
    assert.deepEqual(message, {
      severity: 'error',
      message: 'cannot open source file "no.h"',
      file: 'x.reduce',
      line: 3,
      columnUnit: 'utf16',
    });
  });

  it('GCC and Clang gives columns in bytes, and notes apart', () => {
    const log = `In file included from kernel.cpp:1:
dot.reduce: In function ‘float wf_map(const float*)’:
dot.reduce:12:25: error: ‘undef_thing’ was not declared in this scope
dot.reduce:9:7: note: suggested alternative: ‘under’
C:\\work\\dot.reduce:22:6: fatal error: no.h: No such file or directory
compilation terminated.
`;
    assert.deepEqual(
      parseLog(log).map(({ severity, file, line, column, columnUnit }) => [severity, file, line, column, columnUnit]),
      [
        ['error', 'dot.reduce', 12, 25, 'byte'],
        ['note', 'dot.reduce', 9, 7, 'byte'],
        ['error', 'C:\\work\\dot.reduce', 22, 6, 'byte'],
      ],
    );
  });

  it('MSVC with and without columns', () => {
    const log = `kernel.cpp
dot.reduce(12,25): error C2065: 'undef_thing': undeclared identifier
dot.reduce(13): fatal error C1083: Cannot open include file: 'no.h': No such file or directory
`;
    assert.deepEqual(
      parseLog(log).map(({ message, line, column }) => [message, line, column]),
      [
        ["'undef_thing': undeclared identifier", 12, 25],
        ["Cannot open include file: 'no.h': No such file or directory", 13, undefined],
      ],
    );
  });

  it('the linker names what is defined nowhere', () => {
    const log = `/usr/bin/ld: /tmp/ccvZx0.o: in function \`wf_partial_f':
kernel.cpp:(.text+0x9): undefined reference to \`scale(float)'
collect2: error: ld returned 1 exit status
`;
    const messages = parseLog(log);
    assert.equal(messages.length, 1);
    assert.equal(messages[0]?.message, '"scale(float)" is declared but defined nowhere');
  });

  it('anything else is passed over', () => {
    assert.deepEqual(parseLog('make: *** error\n(12): nothing\n:::\n\r\n'), []);
  });
});

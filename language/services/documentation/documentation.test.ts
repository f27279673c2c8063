import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caseSettings, kernelFields } from '../../syntax/fields';
import { arithmetic, complexType, vectorType } from '../../types/builtin';
import { dtypeNames } from '../../types/dtypes';
import { fieldDocumentation } from './fields';
import { keywordDocumentation } from './keywords';
import { settingDocumentation } from './settings';
import { cTypeDocumentation, dtypeDocumentation } from './types';
import { variableDocumentation } from './variables';

describe('documentation of the language', () => {
  it('has every field, with its counterpart', () => {
    for (const field of kernelFields) assert.match(fieldDocumentation(field) ?? '', /\*PyCUDA:\*/, field);
    assert.equal(fieldDocumentation('nonsense'), undefined);
  });

  it('has every setting, dtype and word of the language', () => {
    for (const setting of caseSettings) assert.ok(settingDocumentation(setting), setting);
    for (const dtype of dtypeNames) assert.match(dtypeDocumentation(dtype) ?? '', /byte/, dtype);
    for (const word of ['kernel', 'case', 'of', 'preamble']) assert.ok(keywordDocumentation(word), word);
    for (const name of ['i', 'n', 'a', 'b']) assert.ok(variableDocumentation(name), name);
    assert.equal(dtypeDocumentation('float31'), undefined);
    assert.equal(settingDocumentation('constructor'), undefined);
    assert.equal(fieldDocumentation('constructor'), undefined);
  });

  it('states ranges exactly', () => {
    assert.equal(
      cTypeDocumentation(arithmetic['unsigned long long']),
      'Unsigned integer of 64 bits, 8 bytes: 0 … 18446744073709551615. In NumPy: `uint64`.',
    );
    assert.equal(
      cTypeDocumentation(arithmetic['signed char']),
      'Signed integer of 8 bits, 1 byte: -128 … 127. In NumPy: `int8`.',
    );
    assert.equal(cTypeDocumentation(arithmetic.bool), 'Truth value, 1 byte: `false` or `true`.');
  });

  it('states what floating types hold', () => {
    assert.equal(
      cTypeDocumentation(arithmetic.float),
      'Floating-point number of 32 bits, 4 bytes: largest 3.402823e+38, smallest normal 1.175494e-38, ' +
        'epsilon 1.192093e-7; 6 decimal digits, whole numbers exact up to 2^24. In NumPy: `float32`.',
    );
    assert.match(
      dtypeDocumentation('bfloat16') ?? '',
      /epsilon 0\.0078125; 2 decimal digits.*In C: `__nv_bfloat16`\. A result of it accumulates in `float32`\./,
    );
  });

  it('states how composite types lie in memory', () => {
    assert.equal(
      cTypeDocumentation(complexType('float')),
      'Complex number of two `float` parts, 8 bytes, aligned to 8. In NumPy: `complex64`.',
    );
    assert.equal(cTypeDocumentation(vectorType('float3')), 'Vector of 3 `float`, 12 bytes, aligned to 4.');
  });
});

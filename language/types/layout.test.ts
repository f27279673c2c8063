import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { arithmetic, complexType, unknownType, vectorType } from './builtin';
import { isSmallFloat } from './conversions';
import { alignmentOf, arrayType, layoutStruct, sizeOf } from './layout';
import { spell } from './spelling';
import type { StructType, Type } from './type';

function fieldsOf(...types: Type[]): { name: string; type: Type }[] {
  return types.map((type, index) => ({ name: `f${index}`, type }));
}

test('fields are padded to their alignment, and the struct to the largest', () => {
  const struct = layoutStruct('S', fieldsOf(arithmetic.char, arithmetic.double, arithmetic.short));
  assert.deepEqual(
    struct.fields.map((field) => field.offset),
    [0, 8, 16],
  );
  assert.equal(struct.size, 24);
  assert.equal(struct.alignment, 8);
});

test('CUDA vectors and complex numbers have their own alignment', () => {
  assert.equal(alignmentOf(vectorType('float4')), 16);
  assert.equal(alignmentOf(vectorType('float3')), 4);
  assert.equal(sizeOf(vectorType('float3')), 12);
  assert.equal(alignmentOf(complexType('double')), 16);
  assert.equal(layoutStruct('S', fieldsOf(arithmetic.int, vectorType('float2'))).size, 16);
});

test('alignas raises the alignment and the size', () => {
  const struct = layoutStruct('S', fieldsOf(arithmetic.float), 16);
  assert.equal(struct.size, 16);
  assert.equal(struct.alignment, 16);
});

test('an empty struct takes a byte, and a field of unknown size makes the struct opaque', () => {
  assert.equal(layoutStruct('Empty', []).size, 1);
  const opaque = layoutStruct('S', fieldsOf(arithmetic.int, unknownType));
  assert.ok(opaque.opaque);
  assert.equal(sizeOf(opaque), undefined);
});

/** C++ that asserts the layout of a struct, with those of the structs below it first. */
function declare(struct: StructType, seen: Set<string>): string {
  if (seen.has(struct.name)) return '';
  seen.add(struct.name);
  let before = '';
  const members = struct.fields.map(({ name, type }) => {
    const [element, suffix] = type.kind === 'array' ? [type.element, `[${type.length}]`] : [type, ''];
    if (element.kind === 'struct') before += declare(element, seen);
    return `${spell(element)} ${name}${suffix};`;
  });
  const offsets = struct.fields.map(
    ({ name, offset }) => `static_assert(offsetof(${struct.name}, ${name}) == ${offset}, "${struct.name}.${name}");`,
  );
  return `${before}struct ${struct.name} { ${members.join(' ')} };
static_assert(sizeof(${struct.name}) == ${struct.size} && alignof(${struct.name}) == ${struct.alignment}, "${struct.name}");
${offsets.join('\n')}\n`;
}

test('layouts of random structs are those of a C++ compiler', (context) => {
  if (process.platform !== 'linux' || spawnSync('g++', ['--version']).error !== undefined) {
    context.skip('there is no g++ with 8-byte longs here');
    return;
  }
  const scalars = Object.values(arithmetic).filter((type) => !isSmallFloat(type));
  let count = 0;
  const { struct } = fc.letrec<{ type: Type; struct: StructType }>((tie) => ({
    type: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom<Type>(...scalars) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom<Type>(...scalars), fc.integer({ min: 1, max: 5 }))
          .map(([element, length]) => arrayType(element, length)),
      },
      { weight: 1, arbitrary: tie('struct') },
    ),
    struct: fc
      .array(tie('type'), { minLength: 1, maxLength: 6 })
      .map((types) => layoutStruct(`S${count++}`, fieldsOf(...types))),
  }));
  const structs = fc.sample(struct, { numRuns: 200, seed: 1 });
  const seen = new Set<string>();
  const source = `#include <cstddef>\n${structs.map((each) => declare(each, seen)).join('')}`;
  const { status, stderr } = spawnSync('g++', ['-std=c++17', '-fsyntax-only', '-x', 'c++', '-'], {
    input: source,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});

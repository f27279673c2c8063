import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { philox } from '../test/random-model';
import { compileCpp, temporaryFolder } from '../test/toolchain';

const folder = temporaryFolder();
after(folder.remove);

/** The known answers of philox4x32 with 10 rounds in Random123's kat_vectors: counter, key, result. */
const KNOWN_ANSWERS = [
  ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
] as const;

const PROGRAM = String.raw`
  #include <cstdio>
  #include <cstdlib>
  #include "data/generators.h"
  int main(int, char **arguments) {
    unsigned word[6];
    for (int i = 0; i < 6; ++i) word[i] = std::strtoul(arguments[i + 1], nullptr, 16);
    const auto result = warpfold::data::philox({{word[0], word[1], word[2], word[3]}}, word[4], word[5]);
    std::printf("%08x %08x %08x %08x", result.word[0], result.word[1], result.word[2], result.word[3]);
  }
`;

test('Philox4x32-10 gives the known answers of Random123', () => {
  const program = compileCpp(PROGRAM, join(folder.path, 'philox'), 'program');
  for (const [counter, key, expected] of KNOWN_ANSWERS) {
    const result = spawnSync(program, [...counter.split(' '), ...key.split(' ')], { encoding: 'utf8' });
    assert.equal(result.stdout, expected);
  }
});

test('so does the model that the other tests compare with', () => {
  for (const [counter, key, expected] of KNOWN_ANSWERS) {
    const [c0 = 0n, c1 = 0n, c2 = 0n, c3 = 0n] = counter.split(' ').map((word) => BigInt(`0x${word}`));
    const [k0 = 0n, k1 = 0n] = key.split(' ').map((word) => BigInt(`0x${word}`));
    const words = philox([c0, c1, c2, c3], [k0, k1]).map((word) => word.toString(16).padStart(8, '0'));
    assert.equal(words.join(' '), expected);
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accuracies } from '../../language/check/accuracy';
import { settingNames, reservedSettingNames } from '../../language/cases/settings';
import { generatorNames } from '../../language/cases/generators';
import { builtinTypeNames } from '../../language/cpp/builtin-types';
import { keywords } from '../../language/cpp/keywords';
import { operatorWords } from '../../language/cpp/punctuators';
import { allConstants } from '../../language/cuda/constants';
import { isDeviceName } from '../../language/cuda/device-names';
import { allFunctions } from '../../language/cuda/table';
import { kernelFields } from '../../language/syntax/fields';
import { vectorTypes } from '../../language/types/builtin';
import { dtypeNames } from '../../language/types/dtypes';
import { builtinType } from '../../language/types/resolve';
import { tokenize } from './tokenize';
import { expand, wordsOf } from './words';

function assertSame(inGrammar: Iterable<string>, known: Iterable<string>): void {
  const [words, wanted] = [new Set(inGrammar), new Set(known)];
  assert.deepEqual(
    {
      'not in the grammar': [...wanted].filter((word) => !words.has(word)),
      'unknown to the checker': [...words].filter((word) => !wanted.has(word)),
    },
    { 'not in the grammar': [], 'unknown to the checker': [] },
  );
}

/** The scopes of a word where it stands in `text`. */
async function scopesIn(text: string, word: string): Promise<readonly string[]> {
  const token = (await tokenize(text)).flat().find((candidate) => candidate.text === word);
  return token?.scopes ?? [];
}

async function scopeIn(text: string, word: string): Promise<string> {
  return (await scopesIn(text, word)).at(-1) ?? '';
}

describe('the words of the grammar are those of the checker', () => {
  test('CUDA functions', () => {
    const device = [...wordsOf('cpp-functions', 'support.function.device')];
    const all = [...wordsOf('cpp-functions', 'support.function')];
    assertSame(
      all.filter((name) => !device.includes(name)),
      [...allFunctions()].map(({ name }) => name),
    );
    assert.deepEqual(
      device.filter((name) => !isDeviceName(name)),
      [],
    );
  });

  test('CUDA variables', () => {
    const names = [...wordsOf('cpp-functions', 'variable.language.cuda')];
    assert.deepEqual(
      names.filter((name) => !isDeviceName(name)),
      [],
    );
  });

  test('constants', () => {
    assertSame(
      wordsOf('cpp-constants', 'constant.language'),
      allConstants().map(({ name }) => name),
    );
  });

  test('vector types', () => {
    const ofPairs = [...wordsOf('cpp-types', 'support.type.cuda')].filter((name) => /^__.*2$/.test(name));
    const vectors = [...wordsOf('cpp-types', 'support.type.vector')].filter((name) => name !== 'dim3');
    assertSame([...vectors, ...ofPairs.filter((name) => vectorTypes.has(name))], vectorTypes.keys());
  });

  test('short names of unsigned types', () => {
    const unknown = [...wordsOf('cpp-types', 'support.type.posix')].filter((name) => builtinType(name) === undefined);
    assert.deepEqual(unknown, []);
  });

  test('dtypes', () => assertSame(wordsOf('dtype', 'support.type.dtype'), dtypeNames));

  test('accuracies', () => assertSame(wordsOf('accuracy', 'constant.language'), accuracies));

  test('generators', () => assertSame(wordsOf('case-value', 'support.function.generator'), generatorNames));
});

describe('the words of the checker are coloured as what they are', () => {
  test('fields', async () => {
    for (const field of kernelFields) {
      assert.equal(await scopeIn(`kernel k {\n${field} = 0;\n}`, field), 'support.type.property-name.reduce');
    }
  });

  test('settings', async () => {
    for (const setting of [...settingNames, ...reservedSettingNames]) {
      const scope = await scopeIn(`case c of kernel {\n${setting} = 0;\n}`, setting);
      assert.equal(scope, 'support.type.property-name.setting.reduce');
    }
  });

  test('types', async () => {
    for (const type of builtinTypeNames()) {
      const word = type.replace(/^std::/, '');
      for (const text of [`kernel k {\narguments = ${type} *p;\n}`, `kernel k {\nmap_expr = (${type})x;\n}`]) {
        assert.match(await scopeIn(text, word), /^(storage|support)\.type\./, text);
      }
    }
  });

  test('keywords', async () => {
    for (const keyword of keywords) {
      const scope = await scopeIn(`preamble {\n${keyword} ;\n}`, keyword);
      assert.match(scope, /^(keyword|storage|constant\.language|variable\.language)\./, keyword);
    }
  });

  test('words that are operators', async () => {
    for (const word of operatorWords.keys()) {
      assert.equal(await scopeIn(`kernel k {\nmap_expr = x ${word} y;\n}`, word), 'keyword.operator.word.cpp');
    }
  });

  test('a function is one only where it is called, and whole', async () => {
    for (const { name } of allFunctions()) {
      for (const [text, word] of [
        [`map_expr = ${name} + 1;`, name],
        [`map_expr = ${name}_(1);`, `${name}_`],
        [`map_expr = my_${name}(1);`, `my_${name}`],
      ] as const) {
        assert.doesNotMatch(await scopeIn(`kernel k {\n${text}\n}`, word), /^support\.function/, text);
      }
    }
  });
});

test('patterns are expanded to all of their words', () => {
  assert.deepEqual(expand('\\b(?:ab?|[xy](?:1|2))(?=\\s*\\()').sort(), ['a', 'ab', 'x1', 'x2', 'y1', 'y2']);
  assert.throws(() => expand('\\w+'), /makes no list of words/);
});

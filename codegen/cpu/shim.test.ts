import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFunctions } from '../../language/cuda/table';
import { spell } from '../../language/types/spelling';
import type { Type } from '../../language/types/type';
import { complexSource } from '../emit/complex';
import { Names } from '../emit/names';
import { shimDeclarations, shimSource } from './shim';
import { gpuOnlyFunctions } from './support';
import { runCpp } from './testing/run-cpp';

const wholeShim = (): string => shimSource(new Set(shimDeclarations().flatMap(({ names }) => names)));

describe('the CPU shim', () => {
  it('has every function of the CUDA table with its very signatures, but for the GPU-only ones', () => {
    const missing = new Set(gpuOnlyFunctions());
    const functions = [...allFunctions()].filter(({ name }) => !missing.has(name));
    assert.ok(functions.length > 500, `only ${functions.length} functions`);
    const names = functions.map(({ name }) => name);
    const complex = complexSource({
      types: [],
      userTexts: [`pycuda::complex<float> complex<double> ${names.join(' ')}`],
      qualifier: 'inline',
      names: new Names([]),
    });
    const checks = functions.flatMap(({ name, overloads }) =>
      overloads.map(({ result, parameters }) =>
        signatureCheck(
          name,
          result,
          parameters.map(({ type }) => type),
        ),
      ),
    );
    runCpp([wholeShim(), complex, same, ...checks, 'int main() {}'].join('\n'));
  });

  it('lacks only what this list names', () => {
    const directions = (names: string): string[] =>
      names.split(' ').flatMap((name) => ['rz', 'ru', 'rd'].map((direction) => `__${name}_${direction}`));
    const inverse = ['cyl_bessel_i0', 'cyl_bessel_i1', 'erfcinv', 'erfcx', 'erfinv', 'normcdfinv'];
    const expected = [
      ...inverse,
      ...inverse.map((name) => `${name}f`),
      ...directions('dadd dsub dmul ddiv fma drcp dsqrt'),
    ];
    assert.deepEqual([...gpuOnlyFunctions()].sort(), expected.sort());
  });

  it('emits nothing for a program that uses nothing, and only what a program needs', () => {
    assert.equal(shimSource(new Set(['x', 'i', 'float', 'return'])), '');
    const source = shimSource(new Set(['hypot']));
    assert.match(source, /double hypot\(double x, double y\)/);
    assert.match(source, /float hypot\(float x, float y\)/);
    assert.doesNotMatch(source, /sinf|__half|struct/);
  });

  it('brings the operators of a type along with the type', () => {
    const source = shimSource(new Set(['__half']));
    assert.match(source, /__half operator\*\(__half x, __half y\)/);
    assert.doesNotMatch(source, /__half2|__nv_bfloat16/);
  });

  it('uses only names that it declares before', () => {
    const seen = new Set<string>();
    const all = new Set(shimDeclarations().flatMap(({ names }) => names));
    for (const { names, uses } of shimDeclarations()) {
      for (const name of names) seen.add(name);
      for (const word of uses) assert.ok(!all.has(word) || seen.has(word), `${names.join()} uses ${word} too early`);
    }
  });
});

const same = `template <class A, class B> struct same { static constexpr bool value = false; };
template <class A> struct same<A, A> { static constexpr bool value = true; };
template <class T> T make();`;

/** Plain functions must have the address of the signature; those of the complex class take references, and are called. */
function signatureCheck(name: string, result: Type, parameters: readonly Type[]): string {
  const spelled = parameters.map(spell);
  const isClass = [result, ...parameters].some((type) => type.kind === 'complex' && type.family === 'pycuda');
  if (!isClass)
    return `static_assert(static_cast<${spell(result)} (*)(${spelled.join(', ')})>(&${name}) != nullptr, "");`;
  const call = `pycuda::${name}(${spelled.map((type) => `make<${type}>()`).join(', ')})`;
  const given = parameters.some(({ kind }) => kind === 'complex') ? call : call.replace('(', `<${realOf(result)}>(`);
  return `static_assert(same<decltype(${given}), ${spell(result)}>::value, "${name}");`;
}

function realOf(type: Type): string {
  return type.kind === 'complex' ? type.element.name : spell(type);
}

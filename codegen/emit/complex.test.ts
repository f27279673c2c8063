import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { complexType } from '../../language/types/builtin';
import { complexSource } from './complex';
import { Names } from './names';

function sourceFor(userTexts: readonly string[], types: Parameters<typeof complexSource>[0]['types'] = []): string {
  return complexSource({ userTexts, types, names: new Names(userTexts), qualifier: 'inline' });
}

const unary = ['exp', 'log', 'log10', 'sqrt', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'conj'];
const real = ['abs', 'arg', 'norm', 'real', 'imag'];

/** Compares each function with the standard library's, and prints the largest relative difference of each. */
function comparison(): string {
  const compare = (name: string, ours: string, theirs: string): string => `report("${name}", ${ours}, ${theirs});`;
  const each = [
    ...[...unary, ...real].map((name) => compare(name, `${name}(z)`, `std::${name}(Std(z.re, z.im))`)),
    ...['+', '-', '*', '/'].flatMap((operator) => [
      compare(operator, `z ${operator} w`, `Std(z.re, z.im) ${operator} Std(w.re, w.im)`),
      compare(operator, `z ${operator} 3`, `Std(z.re, z.im) ${operator} 3.0`),
      compare(operator, `3 ${operator} z`, `3.0 ${operator} Std(z.re, z.im)`),
    ]),
    compare('pow', 'pow(z, w)', 'std::pow(Std(z.re, z.im), Std(w.re, w.im))'),
    compare('pow', 'pow(z, -5)', 'std::pow(Std(z.re, z.im), -5.0)'),
    compare('pow', 'pow(2.0, z)', 'std::pow(2.0, Std(z.re, z.im))'),
    compare('polar', 'polar(2.0, z.re)', 'std::polar(2.0, z.re)'),
    ...[
      ['cuCadd', '+'],
      ['cuCsub', '-'],
      ['cuCmul', '*'],
      ['cuCdiv', '/'],
    ].map(([name, operator]) =>
      compare(`${name}`, `from(${name}(pair(z), pair(w)))`, `Std(z.re, z.im) ${operator} Std(w.re, w.im)`),
    ),
    compare('cuCfma', 'from(cuCfma(pair(z), pair(w), pair(z)))', 'Std(z.re, z.im) * Std(w.re, w.im) + Std(z.re, z.im)'),
    compare('cuCabs', 'cuCabs(pair(z))', 'std::abs(Std(z.re, z.im))'),
  ];
  return `
#include <complex>
#include <cstdio>
#include <map>
#include <string>
struct float2 { float x, y; };
struct double2 { double x, y; };
${sourceFor([[...unary, ...real, 'polar pow pycuda::complex cuCadd cuCsub cuCmul cuCdiv cuCfma cuCabs'].join(' ')])}
using Ours = pycuda::complex<double>;
using Std = std::complex<double>;
std::map<std::string, double> worst;
Std value(const Ours &z) { return {z.re, z.im}; }
double value(double x) { return x; }
template <typename A, typename B>
void report(const char *name, const A &ours, const B &theirs) {
  const double scale = std::abs(theirs), error = std::abs(value(ours) - theirs) / (scale > 0 ? scale : 1);
  if (!(error <= worst[name])) worst[name] = error;
}
double2 pair(const Ours &z) { return {z.re, z.im}; }
Ours from(const double2 &z) { return {z.x, z.y}; }
int main() {
  const double parts[] = {-3.7, -1, -0.25, 0.5, 1, 2.25};
  for (double a : parts) for (double b : parts) for (double c : parts) {
    const Ours z(a, b), w(c, a - b / 2);
    ${each.join('\n    ')}
  }
  // Neither squares nor their sums may overflow where the result does not.
  const Ours huge(1e300, 1e300);
  report("huge", huge / huge, Std(1)), report("huge", abs(huge), std::abs(Std(1e300, 1e300)));
  for (const auto &[name, error] : worst) std::printf("%s %g\\n", name.c_str(), error);
}
`;
}

describe('complexSource', () => {
  it('is empty for programs without complex numbers', () => {
    assert.equal(sourceFor(['x[i] * y[i]', 'struct complex_plane { int complex; };']), '');
  });

  it('defines only what is used', () => {
    const source = sourceFor(['conj(z[i])'], [complexType('float')]);
    assert.match(source, /struct alignas\(2 \* sizeof\(Real\)\) complex/);
    assert.match(source, / conj\(/);
    assert.doesNotMatch(source, / (?:exp|tanh|cuCmulf)\(/);
  });

  it('defines what the functions in use need', () => {
    assert.match(sourceFor(['pycuda::complex<float>', 'tanh(z)']), / sinh\([^]* cosh\([^]* tanh\(/);
  });

  it("leaves a `complex` of the user's own alone", () => {
    assert.equal(sourceFor(['template <typename T> struct complex { T x, y; };', 'complex<float>(1, 2)']), '');
  });

  it('leaves the headers that define it alone', () => {
    assert.equal(sourceFor(['#include <cuComplex.h>', 'cuCmulf(z[i], z[i])']), '');
    assert.equal(sourceFor(['#include <pycuda-complex.hpp>', 'pycuda::complex<float>(1)']), '');
  });

  it('computes what the standard library computes', { skip: hasCompiler() ? false : 'needs g++' }, () => {
    const work = mkdtempSync(join(tmpdir(), 'warpfold-complex-'));
    try {
      const file = join(work, 'compare.cpp');
      writeFileSync(file, comparison());
      execFileSync('g++', ['-std=c++17', '-O1', file, '-o', join(work, 'compare')]);
      const lines = execFileSync(join(work, 'compare'), { encoding: 'utf8' }).trim().split('\n');
      assert.ok(lines.length > 20);
      for (const line of lines) {
        const [name, error] = line.split(' ');
        assert.ok(Number(error) < 1e-13, `${name} differs by ${error}`);
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
});

function hasCompiler(): boolean {
  return spawnSync('g++', ['--version']).status === 0;
}

import { sizeOf } from '../../language/types/layout';
import { loads } from '../../language/cuda/load';
import type { KernelProgram } from '../emit/program';
import { wordsOf } from '../emit/words';

/** What stands before functions and variables of a target. */
export interface Qualifiers {
  readonly inline: string;
  readonly storage: string;
}

/**
 * The types that stand for vectors in a map whose accesses are checked. `x(3)` is the pointer `x` as access 3 uses it;
 * `x()` is the bare pointer, for places that nothing can follow. `x` alone, which only a macro can leave, is checked without
 * a number of its own.
 */
export function checkedPointers(program: KernelProgram, accessCount: number, { inline, storage }: Qualifiers): string {
  const { kernel, names, userTexts } = program;
  const vectors = kernel.arguments.filter(({ role }) => role === 'vector');
  const largest = Math.max(16, ...vectors.map(({ type }) => sizeOf(type) ?? 0));
  const words = wordsOf(userTexts.join('\n'));
  const usedLoads = loads.map(({ name }) => name).filter((name) => words.has(name));
  return names.fill(
    [
      `// Accesses are numbered in an order in which causes come before consequences.
constexpr int @unnumbered = ${accessCount};
constexpr int @no_access = @unnumbered + 1;

// The first access that is out of range at one value of \`i\`.
struct @fault {
  int $access = @no_access;
  int $argument = -1;
  long long $index = 0;
};

// What an access to a vector without elements gives.
alignas(64) ${storage} unsigned char @nothing[${largest}] = {};

// A pointer into a vector that knows where the vector ends. An access out of range is noted and gives the nearest element.
template <typename $T>
struct @pointer {
  const $T *$first;
  long long $offset;
  long long $length;
  int $argument;
  int $access;
  @fault *$fault;

  template <typename $I>
  ${inline} const $T &operator[](const $I $further) const {
    const long long $index = $offset + (long long)$further;
    if ($index >= 0 && $index < $length) return $first[$index];
    if ($access < $fault->$access) {
      $fault->$access = $access;
      $fault->$argument = $argument;
      $fault->$index = $index;
    }
    if ($length == 0) return *(const $T *)@nothing;
    return $first[$index < 0 ? 0 : $length - 1];
  }
  ${inline} const $T &operator*() const { return (*this)[0]; }
  ${inline} const $T *operator->() const { return &(*this)[0]; }

  ${inline} @pointer $moved(const long long $by) const {
    return {$first, $offset + $by, $length, $argument, $access, $fault};
  }
  template <typename $I>
  ${inline} @pointer operator+(const $I $by) const { return $moved((long long)$by); }
  template <typename $I>
  ${inline} @pointer operator-(const $I $by) const { return $moved(-(long long)$by); }
  ${inline} long long operator-(const @pointer &$other) const {
    return ($first + $offset) - ($other.$first + $other.$offset);
  }
  template <typename $I>
  friend ${inline} @pointer operator+(const $I $by, const @pointer &$pointer) { return $pointer.$moved((long long)$by); }

  ${inline} operator const $T *() const { return $first + $offset; }
};

// A vector of the kernel.
template <typename $T>
struct @vector : @pointer<$T> {
  ${inline} @vector(const $T *const $first, const long long $length, const int $argument, @fault *const $fault)
      : @pointer<$T>{$first, 0, $length, $argument, @unnumbered, $fault} {}
  ${inline} @pointer<$T> operator()(const int $access) const {
    return {this->$first, 0, this->$length, this->$argument, $access, this->$fault};
  }
  ${inline} const $T *operator()() const { return this->$first; }
};`,
      ...usedLoads.map(
        (name) => `template <typename $T>
${inline} $T ${name}(const @pointer<$T> &$pointer) { return *$pointer; }`,
      ),
    ].join('\n\n'),
  );
}

// Kernels of the fake driver. Each `…_parameter_bytes` lists the sizes of a kernel's parameters, ended by 0;
// a `…_milliseconds` tells what a launch takes.
#include <cmath>
#include <cstring>

#include "data/generators.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

template <typename Value>
Value argument(void **arguments, int index) {
  Value value;
  std::memcpy(&value, arguments[index], sizeof(value));
  return value;
}

}  // namespace

/// Copies a vector to the result: pointer, bytes, result.
EXPORT const unsigned echo_parameter_bytes[] = {8, 8, 8, 0};
EXPORT int echo(void **arguments, unsigned, unsigned) {
  std::memcpy(argument<void *>(arguments, 2), argument<const void *>(arguments, 0),
              static_cast<std::size_t>(argument<long long>(arguments, 1)));
  return 0;
}

struct Facts {
  unsigned grid;
  unsigned block;
  unsigned leftInPartials;
  long long scalar;
  long long addressModulo16;
};

/// Reports how it was launched: pointer, scalar, partials, result. It writes all of the partials, and leaves
/// zeros there as the kernels do.
EXPORT const unsigned facts_parameter_bytes[] = {8, 8, 8, 8, 0};
EXPORT int facts(void **arguments, unsigned grid, unsigned block) {
  auto *partials = argument<unsigned char *>(arguments, 2);
  unsigned left = 0;
  for (unsigned k = 0; k < grid * 8; ++k) left |= partials[k];
  const Facts facts = {grid, block, left, argument<long long>(arguments, 1),
                       argument<long long>(arguments, 0) % 16};
  std::memset(partials, 0x55, grid * 8);
  std::memset(partials, 0, grid * 8);
  std::memcpy(argument<void *>(arguments, 3), &facts, sizeof(facts));
  return 0;
}

/// Fails as a kernel does that reads where it must not.
EXPORT const unsigned fault_parameter_bytes[] = {8, 0};
EXPORT int fault(void **, unsigned, unsigned) {
  return 700;
}

/// What is generated for a kernel `total`, a sum of int32 in int64, launched with whatever plan: vector,
/// start, count, partials, result. Its elements have to be equal. With blocks of 64 it gives a wrong result.
EXPORT const unsigned wf_kernel_total_parameter_bytes[] = {8, 8, 8, 8, 8, 0};
EXPORT int wf_kernel_total(void **arguments, unsigned, unsigned block) {
  const long long element = *argument<const int *>(arguments, 0);
  *argument<long long *>(arguments, 4) = element * argument<long long>(arguments, 2) + (block == 64 ? 1 : 0);
  return 0;
}
/// The fastest launch has blocks of 256 threads, four for each of 132 multiprocessors.
EXPORT double wf_kernel_total_milliseconds(unsigned grid, unsigned block) {
  return 0.1 * (1 + 0.1 * std::abs(std::log2(block) - 8) + 0.05 * std::abs(grid / 132.0 - 4));
}

/// The generators, as the fake NVRTC "compiles" them: specification, target. One call does what the whole
/// grid would, and refuses a grid that would leave elements out.
EXPORT const unsigned warpfold_generate_parameter_bytes[] = {sizeof(warpfold::data::GeneratorSpec), 8, 0};
EXPORT int warpfold_generate(void **arguments, unsigned grid, unsigned block) {
  const auto spec = argument<warpfold::data::GeneratorSpec>(arguments, 0);
  const auto scalars = spec.length * (warpfold::data::isComplex(spec.dtype) ? 2 : 1);
  if (grid == 0 || block == 0) return 1;
  for (unsigned long long group = 0; group < (scalars + 3) / 4; ++group) {
    warpfold::data::generateGroup(spec, group, 0, scalars, argument<void *>(arguments, 1));
  }
  return 0;
}

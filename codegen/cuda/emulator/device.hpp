// Runs CUDA C++ of the kind that Warpfold generates on a CPU, so that its indexing and ordering can be tested without
// a GPU. Threads of a block are fibers that switch at barriers and shuffles; blocks run one after another.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include <ucontext.h>

#define __CUDA_ARCH__ 900
#define __device__
#define __global__
#define __forceinline__ inline
#define __launch_bounds__(threads)
#define __shared__ static

struct uchar3 {
  unsigned char x, y, z;
};
struct alignas(8) uint2 {
  unsigned int x, y;
};
struct uint3 {
  unsigned int x, y, z;
};
struct alignas(16) uint4 {
  unsigned int x, y, z, w;
};
struct alignas(8) float2 {
  float x, y;
};
struct float3 {
  float x, y, z;
};
struct alignas(16) double2 {
  double x, y;
};
using __half = _Float16;

inline uint3 threadIdx, blockIdx, blockDim, gridDim;

namespace emulator {

/// Where a number of fibers wait for each other.
struct Barrier {
  int participants = 0, arrived = 0, generation = 0;
};

struct Warp {
  Barrier barrier;
  /// Of the lanes of a mask.
  Barrier masked;
  alignas(16) unsigned char values[32][16];
};

struct Fiber {
  ucontext_t context;
  std::vector<char> stack;
  bool finished = false;
};

inline ucontext_t scheduler;
inline std::vector<std::unique_ptr<Fiber>> fibers;
inline std::vector<Warp> warps;
inline Barrier block_barrier;
inline int block_count;
inline void (*entry)();

inline void wait(Barrier &barrier) {
  const int generation = barrier.generation;
  if (++barrier.arrived == barrier.participants) {
    barrier.arrived = 0;
    ++barrier.generation;
    return;
  }
  while (barrier.generation == generation) swapcontext(&fibers[threadIdx.x]->context, &scheduler);
}

inline void run_fiber() {
  entry();
  fibers[threadIdx.x]->finished = true;
}

/// Runs one block: every thread in turn, from one wait to the next.
inline void run_block(const unsigned int threads, void (*const function)()) {
  entry = function;
  fibers.clear();
  warps.assign(threads / 32, Warp());
  for (Warp &warp : warps) warp.barrier.participants = 32;
  block_barrier = Barrier();
  block_count = 0;
  block_barrier.participants = static_cast<int>(threads);
  for (unsigned int t = 0; t < threads; ++t) {
    fibers.push_back(std::make_unique<Fiber>());
    Fiber &fiber = *fibers.back();
    fiber.stack.resize(64 * 1024);
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.data();
    fiber.context.uc_stack.ss_size = fiber.stack.size();
    fiber.context.uc_link = &scheduler;
    makecontext(&fiber.context, run_fiber, 0);
  }
  for (bool live = true; live;) {
    live = false;
    for (unsigned int t = 0; t < threads; ++t) {
      if (fibers[t]->finished) continue;
      live = true;
      threadIdx = {t, 0, 0};
      swapcontext(&scheduler, &fibers[t]->context);
    }
  }
}

}  // namespace emulator

inline void __syncthreads() { emulator::wait(emulator::block_barrier); }

inline int __syncthreads_count(const int predicate) {
  emulator::block_count += predicate != 0;
  __syncthreads();
  const int count = emulator::block_count;
  __syncthreads();
  emulator::block_count = 0;
  __syncthreads();
  return count;
}

template <typename T>
T __shfl_down_sync(unsigned int, const T value, const int offset) {
  static_assert(sizeof(T) <= 16);
  emulator::Warp &warp = emulator::warps[threadIdx.x / 32];
  const unsigned int lane = threadIdx.x % 32;
  const unsigned int source = lane + offset < 32 ? lane + offset : lane;
  std::memcpy(warp.values[lane], &value, sizeof(T));
  emulator::wait(warp.barrier);
  T other;
  std::memcpy(&other, warp.values[source], sizeof(T));
  emulator::wait(warp.barrier);
  return other;
}

namespace emulator {

/// Folds the values of the lanes of a mask. Lanes outside of it do not take part, and do not wait.
template <typename T, typename Fold>
T reduce(const unsigned int mask, const T value, const Fold fold) {
  static_assert(sizeof(T) == 4);
  Warp &warp = warps[threadIdx.x / 32];
  Barrier &barrier = warp.masked;
  barrier.participants = __builtin_popcount(mask);
  std::memcpy(warp.values[threadIdx.x % 32], &value, sizeof(T));
  wait(barrier);
  T total = value;
  bool filled = false;
  for (int lane = 0; lane < 32; ++lane) {
    if ((mask >> lane & 1) == 0) continue;
    T other;
    std::memcpy(&other, warp.values[lane], sizeof(T));
    total = filled ? fold(total, other) : other;
    filled = true;
  }
  wait(barrier);
  return total;
}

}  // namespace emulator

template <typename T>
T __reduce_add_sync(const unsigned int mask, const T value) {
  return emulator::reduce(mask, value, [](const T a, const T b) { return a + b; });
}
template <typename T>
T __reduce_min_sync(const unsigned int mask, const T value) {
  return emulator::reduce(mask, value, [](const T a, const T b) { return b < a ? b : a; });
}
template <typename T>
T __reduce_max_sync(const unsigned int mask, const T value) {
  return emulator::reduce(mask, value, [](const T a, const T b) { return a < b ? b : a; });
}
inline unsigned int __reduce_and_sync(const unsigned int mask, const unsigned int value) {
  return emulator::reduce(mask, value, [](const unsigned int a, const unsigned int b) { return a & b; });
}
inline unsigned int __reduce_or_sync(const unsigned int mask, const unsigned int value) {
  return emulator::reduce(mask, value, [](const unsigned int a, const unsigned int b) { return a | b; });
}
inline unsigned int __reduce_xor_sync(const unsigned int mask, const unsigned int value) {
  return emulator::reduce(mask, value, [](const unsigned int a, const unsigned int b) { return a ^ b; });
}

template <typename T>
void __stcg(T *address, const T value) {
  *address = value;
}

template <typename T>
T __ldg(const T *address) {
  return *address;
}

inline void __threadfence() {}

inline unsigned int atomicAdd(unsigned int *address, const unsigned int value) {
  const unsigned int old = *address;
  *address += value;
  return old;
}

inline unsigned long long atomicMin(unsigned long long *address, const unsigned long long value) {
  const unsigned long long old = *address;
  if (value < old) *address = value;
  return old;
}

inline float __int_as_float(const int bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

template <typename T>
T min(const T a, const T b) {
  return b < a ? b : a;
}
template <typename T>
T max(const T a, const T b) {
  return a < b ? b : a;
}

// Operations that round once and are never merged; no processor option that merges them is set.
inline float __fadd_rn(const float a, const float b) { return a + b; }
inline float __fsub_rn(const float a, const float b) { return a - b; }
inline float __fmul_rn(const float a, const float b) { return a * b; }
inline float __fmaf_rn(const float a, const float b, const float c) { return std::fma(a, b, c); }
inline double __dadd_rn(const double a, const double b) { return a + b; }
inline double __dsub_rn(const double a, const double b) { return a - b; }
inline double __dmul_rn(const double a, const double b) { return a * b; }
inline double __fma_rn(const double a, const double b, const double c) { return std::fma(a, b, c); }

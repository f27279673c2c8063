#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "../common/check.cuh"

/// A bit mixer: PCG's output function, of https://jcgt.org/published/0009/03/02/ (Jarzynski and Olano).
__device__ inline unsigned mixed(unsigned value, unsigned seed) {
  const unsigned state = value * 747796405u + seed;
  const unsigned word = ((state >> ((state >> 28) + 4)) ^ state) * 277803737u;
  return (word >> 22) ^ word;
}

template <class T>
__device__ T element(unsigned bits, long long) {
  return static_cast<T>(bits * 0x1p-32f);
}
template <>
__device__ inline int element<int>(unsigned bits, long long) {
  return static_cast<int>(bits % 201) - 100;
}
template <>
__device__ inline signed char element<signed char>(unsigned bits, long long) {
  return static_cast<signed char>(bits % 201) - 100;
}

template <class T>
__global__ void fill(T *data, long long n, unsigned seed) {
  for (long long k = blockIdx.x * 1ll * blockDim.x + threadIdx.x; k < n; k += 1ll * gridDim.x * blockDim.x) {
    data[k] = element<T>(mixed(static_cast<unsigned>(k), seed), n);
  }
}

/// Indices into a vector of n elements, in no order.
__global__ void fill_indices(int *data, long long n, unsigned seed) {
  for (long long k = blockIdx.x * 1ll * blockDim.x + threadIdx.x; k < n; k += 1ll * gridDim.x * blockDim.x) {
    data[k] = static_cast<int>(mixed(static_cast<unsigned>(k), seed) % static_cast<unsigned>(n));
  }
}

/// Elements on the device.
template <class T>
class Vector {
 public:
  explicit Vector(long long n) { CHECK(cudaMalloc(&data_, n * sizeof(T))); }
  Vector(long long n, unsigned seed) : Vector(n) {
    fill<<<1024, 256>>>(data_, n, seed);
    CHECK(cudaGetLastError());
  }
  ~Vector() { cudaFree(data_); }
  Vector(const Vector &) = delete;
  Vector &operator=(const Vector &) = delete;
  T *data() const { return data_; }

 private:
  T *data_ = nullptr;
};

#pragma once

#include <thrust/iterator/zip_iterator.h>
#include <thrust/tuple.h>

#include <cub/device/device_reduce.cuh>
#include <cuda/std/functional>
#include <cuda/std/limits>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "vectors.cuh"

/// One reduction of n elements that lie on the device: `launch` queues it, any number of times.
struct Reduction {
  std::function<void(cudaStream_t)> launch;
};

/// `call(scratch, bytes, stream)` is a function of cub::DeviceReduce, which asks for its scratch memory
/// first.
template <class Call, class... Kept>
Reduction with_scratch(Call call, Kept... kept) {
  std::size_t bytes = 0;
  CHECK(call(nullptr, bytes, nullptr));
  const auto scratch = std::make_shared<Vector<char>>(static_cast<long long>(bytes == 0 ? 1 : bytes));
  return {[=](cudaStream_t stream) {
    // The vectors live as long as this function.
    (void)std::make_tuple(&kept...);
    std::size_t size = bytes;
    CHECK(call(scratch->data(), size, stream));
  }};
}

template <class T>
std::shared_ptr<Vector<T>> vector(long long n, unsigned seed) {
  return std::make_shared<Vector<T>>(n, seed);
}
template <class T>
std::shared_ptr<Vector<T>> room() {
  return std::make_shared<Vector<T>>(1);
}

/// The sum of a vector in another type than its own, or in its own.
template <class T, class Sum>
Reduction sum(long long n) {
  const auto x = vector<T>(n, 1);
  const auto out = room<Sum>();
  return with_scratch(
      [=, in = x->data(), to = out->data()](void *scratch, std::size_t &bytes, cudaStream_t stream) {
        return cub::DeviceReduce::Reduce(scratch, bytes, in, to, n, cuda::std::plus<Sum>{}, Sum{}, stream);
      },
      x, out);
}

struct Product {
  template <class Tuple>
  __host__ __device__ auto operator()(const Tuple &pair) const {
    return thrust::get<0>(pair) * thrust::get<1>(pair);
  }
};

template <class T>
Reduction dot(long long n) {
  const auto x = vector<T>(n, 1);
  const auto y = vector<T>(n, 2);
  const auto out = room<T>();
  const auto pairs = thrust::make_zip_iterator(thrust::make_tuple(x->data(), y->data()));
  return with_scratch(
      [=, to = out->data()](void *scratch, std::size_t &bytes, cudaStream_t stream) {
        return cub::DeviceReduce::TransformReduce(scratch, bytes, pairs, to, n, cuda::std::plus<T>{},
                                                  Product{}, T{}, stream);
      },
      x, y, out);
}

inline Reduction maximum(long long n) {
  const auto x = vector<float>(n, 1);
  const auto out = room<float>();
  return with_scratch(
      [=, in = x->data(), to = out->data()](void *scratch, std::size_t &bytes, cudaStream_t stream) {
        return cub::DeviceReduce::Max(scratch, bytes, in, to, n, stream);
      },
      x, out);
}

struct Extrema {
  float lo;
  float hi;
};
struct ToExtrema {
  __host__ __device__ Extrema operator()(float value) const { return {value, value}; }
};
struct MergeExtrema {
  __host__ __device__ Extrema operator()(Extrema a, Extrema b) const {
    return {fminf(a.lo, b.lo), fmaxf(a.hi, b.hi)};
  }
};

inline Reduction min_max(long long n) {
  const auto x = vector<float>(n, 1);
  const auto out = room<Extrema>();
  const Extrema none{cuda::std::numeric_limits<float>::infinity(),
                     -cuda::std::numeric_limits<float>::infinity()};
  return with_scratch(
      [=, in = x->data(), to = out->data()](void *scratch, std::size_t &bytes, cudaStream_t stream) {
        return cub::DeviceReduce::TransformReduce(scratch, bytes, in, to, n, MergeExtrema{}, ToExtrema{},
                                                  none, stream);
      },
      x, out);
}

struct Square {
  __host__ __device__ float operator()(float value) const { return value * value; }
};

/// Without the square root of one number, which costs a program nothing.
inline Reduction norm(long long n) {
  const auto x = vector<float>(n, 1);
  const auto out = room<float>();
  return with_scratch(
      [=, in = x->data(), to = out->data()](void *scratch, std::size_t &bytes, cudaStream_t stream) {
        return cub::DeviceReduce::TransformReduce(scratch, bytes, in, to, n, cuda::std::plus<float>{},
                                                  Square{}, 0.0f, stream);
      },
      x, out);
}

struct Weighted {
  template <class Tuple>
  __host__ __device__ float operator()(const Tuple &at) const {
    return thrust::get<0>(at) * (thrust::get<1>(at) + thrust::get<2>(at) * thrust::get<3>(at));
  }
};

inline Reduction weighted(long long n) {
  const auto w = vector<float>(n, 1);
  const auto x = vector<float>(n, 2);
  const auto y = vector<float>(n, 3);
  const auto z = vector<float>(n, 4);
  const auto out = room<float>();
  const auto all = thrust::make_zip_iterator(thrust::make_tuple(w->data(), x->data(), y->data(), z->data()));
  return with_scratch(
      [=, to = out->data()](void *scratch, std::size_t &bytes, cudaStream_t stream) {
        return cub::DeviceReduce::TransformReduce(scratch, bytes, all, to, n, cuda::std::plus<float>{},
                                                  Weighted{}, 0.0f, stream);
      },
      w, x, y, z, out);
}

inline Reduction argmax(long long n) {
  const auto x = vector<float>(n, 1);
  const auto value = room<float>();
  const auto index = room<cuda::std::int64_t>();
  return with_scratch(
      [=, in = x->data(), to = value->data(), at = index->data()](void *scratch, std::size_t &bytes,
                                                                  cudaStream_t stream) {
        return cub::DeviceReduce::ArgMax(scratch, bytes, in, to, at, static_cast<cuda::std::int64_t>(n),
                                         stream);
      },
      x, value, index);
}

struct Gathered {
  const float *x;
  __host__ __device__ float operator()(int index) const { return x[index]; }
};

inline Reduction gather(long long n) {
  const auto x = vector<float>(n, 1);
  const auto table = std::make_shared<Vector<int>>(n);
  fill_indices<<<1024, 256>>>(table->data(), n, 2);
  CHECK(cudaGetLastError());
  const auto out = room<float>();
  return with_scratch(
      [=, in = table->data(), read = Gathered{x->data()}, to = out->data()](void *scratch, std::size_t &bytes,
                                                                            cudaStream_t stream) {
        return cub::DeviceReduce::TransformReduce(scratch, bytes, in, to, n, cuda::std::plus<float>{}, read,
                                                  0.0f, stream);
      },
      x, table, out);
}

/// By the names of the kernels in bench/kernels/reductions.reduce.
inline const std::map<std::string, Reduction (*)(long long)> &reductions() {
  static const std::map<std::string, Reduction (*)(long long)> all{
      {"sum_float32", sum<float, float>},
      {"sum_float64", sum<double, double>},
      {"sum_int32", sum<int, int>},
      {"dot_float32", dot<float>},
      {"dot_float64", dot<double>},
      {"dot_int32", dot<int>},
      {"sum_int8", sum<signed char, int>},
      {"sum_float16", sum<__half, float>},
      {"sum_bfloat16", sum<__nv_bfloat16, float>},
      {"max_float32", maximum},
      {"min_max", min_max},
      {"norm", norm},
      {"weighted", weighted},
      {"argmax", argmax},
      {"gather", gather},
  };
  return all;
}

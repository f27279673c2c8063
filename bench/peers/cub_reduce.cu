// CUB's sum and dot product: the peer of the CUDA engine. Prints JSON, seconds per call.
// Usage: cub_reduce N SAMPLES
#include <thrust/iterator/transform_iterator.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/tuple.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cub/cub.cuh>
#include <vector>

#define CHECK(call)                                                        \
  do {                                                                     \
    cudaError_t status = (call);                                           \
    if (status != cudaSuccess) {                                           \
      std::fprintf(stderr, "%s: %s\n", #call, cudaGetErrorString(status)); \
      std::exit(1);                                                        \
    }                                                                      \
  } while (0)

struct Multiply {
  __host__ __device__ float operator()(const thrust::tuple<float, float> &pair) const {
    return thrust::get<0>(pair) * thrust::get<1>(pair);
  }
};

__global__ void fill(float *data, long long n, unsigned seed) {
  for (long long k = blockIdx.x * 1ll * blockDim.x + threadIdx.x; k < n; k += 1ll * gridDim.x * blockDim.x) {
    unsigned state = static_cast<unsigned>(k) * 747796405u + seed;
    state = ((state >> ((state >> 28) + 4)) ^ state) * 277803737u;
    data[k] = static_cast<float>((state >> 22) ^ state) * 0x1p-32f;
  }
}

template <class Call>
double median_seconds(Call call, int samples) {
  cudaEvent_t begin, end;
  CHECK(cudaEventCreate(&begin));
  CHECK(cudaEventCreate(&end));
  for (int k = 0; k < 3; ++k) CHECK(call());
  std::vector<float> times;
  for (int k = 0; k < samples; ++k) {
    CHECK(cudaEventRecord(begin));
    CHECK(call());
    CHECK(cudaEventRecord(end));
    CHECK(cudaEventSynchronize(end));
    float milliseconds = 0;
    CHECK(cudaEventElapsedTime(&milliseconds, begin, end));
    times.push_back(milliseconds);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2] * 1e-3;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  const long long n = std::atoll(argv[1]);
  const int samples = std::atoi(argv[2]);
  float *x, *y, *result;
  CHECK(cudaMalloc(&x, n * sizeof(float)));
  CHECK(cudaMalloc(&y, n * sizeof(float)));
  CHECK(cudaMalloc(&result, sizeof(float)));
  fill<<<1024, 256>>>(x, n, 1);
  fill<<<1024, 256>>>(y, n, 2);
  CHECK(cudaDeviceSynchronize());

  void *scratch = nullptr;
  size_t bytes = 0;
  auto products =
      thrust::make_transform_iterator(thrust::make_zip_iterator(thrust::make_tuple(x, y)), Multiply{});
  size_t dot_bytes = 0;
  CHECK(cub::DeviceReduce::Sum(nullptr, bytes, x, result, n));
  CHECK(cub::DeviceReduce::Sum(nullptr, dot_bytes, products, result, n));
  bytes = std::max(bytes, dot_bytes);
  CHECK(cudaMalloc(&scratch, bytes));
  const double sum =
      median_seconds([&] { return cub::DeviceReduce::Sum(scratch, bytes, x, result, n); }, samples);
  const double dot =
      median_seconds([&] { return cub::DeviceReduce::Sum(scratch, bytes, products, result, n); }, samples);
  std::printf("{\"sum\": %.9g, \"dot\": %.9g}\n", sum, dot);
  return 0;
}

// Times a compiled kernel as nvbench does: the peer of the engine's own cold and back-to-back times. Reads
// lines `MODE CUBIN ENTRY GRID BLOCK INPUTS INPUT_BYTES PARTIAL_BYTES RESULT_BYTES PARAMETER…` and answers
// each with a line of JSON: seconds. A PARAMETER is `i0`, `i1`, … (an input), `p` (partials), `r` (result) or
// `b` and bytes in hexadecimal.
//
// `cold` follows nvbench's isolated measurement: for each sample the L2 cache is flushed by a memset of its
// size, the stream is empty, a kernel holds it, the launch stands between two events, and the host lets go
// once all is queued. `batch` follows its batch measurement: many launches between two events, two of them
// queued before the host lets go.
#include <algorithm>
#include <cstddef>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "../common/check.cuh"
#include "../common/gate.cuh"

namespace {

constexpr int fewest_samples = 10;
constexpr int most_samples = 2000;
constexpr double total_seconds = 0.2;

class Memory {
 public:
  explicit Memory(std::size_t bytes) {
    CHECK(cudaMalloc(&pointer_, std::max<std::size_t>(1, bytes)));
    CHECK(cudaMemset(pointer_, 0, std::max<std::size_t>(1, bytes)));
  }
  ~Memory() { cudaFree(pointer_); }
  Memory(Memory &&other) noexcept : pointer_(std::exchange(other.pointer_, nullptr)) {}
  Memory(const Memory &) = delete;
  Memory &operator=(const Memory &) = delete;
  Memory &operator=(Memory &&) = delete;

  void *get() const { return pointer_; }

 private:
  void *pointer_ = nullptr;
};

/// Floats all over [-1, 1), as the engine's are.
__global__ void fill(float *values, std::size_t count) {
  const std::size_t stride = static_cast<std::size_t>(gridDim.x) * blockDim.x;
  for (std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < count;
       i += stride) {
    const unsigned mixed = static_cast<unsigned>(i) * 2654435761u;
    values[i] = static_cast<float>(static_cast<int>(mixed ^ mixed >> 15)) * 0x1p-31f;
  }
}

std::vector<unsigned char> from_hexadecimal(const std::string &digits) {
  std::vector<unsigned char> bytes;
  for (std::size_t k = 0; k + 1 < digits.size(); k += 2)
    bytes.push_back(static_cast<unsigned char>(std::stoi(digits.substr(k, 2), nullptr, 16)));
  return bytes;
}

/// A kernel with its memory and parameters in place.
class Launch {
 public:
  explicit Launch(std::istream &line) {
    std::string cubin, entry;
    std::size_t inputs = 0, input_bytes = 0, partial_bytes = 0, result_bytes = 0;
    line >> cubin >> entry >> grid_ >> block_ >> inputs >> input_bytes >> partial_bytes >> result_bytes;
    CHECK(cudaLibraryLoadFromFile(&library_, cubin.c_str(), nullptr, nullptr, 0, nullptr, nullptr, 0));
    CHECK(cudaLibraryGetKernel(&kernel_, library_, entry.c_str()));
    memory_.reserve(inputs + 2);
    for (std::size_t k = 0; k < inputs; ++k) {
      memory_.emplace_back(input_bytes);
      fill<<<1024, 256>>>(static_cast<float *>(memory_.back().get()), input_bytes / sizeof(float));
      CHECK(cudaGetLastError());
    }
    CHECK(cudaDeviceSynchronize());
    memory_.emplace_back(partial_bytes * grid_);
    memory_.emplace_back(result_bytes);
    std::string parameter;
    while (line >> parameter) values_.push_back(value_of(parameter, inputs));
    for (auto &value : values_) arguments_.push_back(value.data());
  }
  ~Launch() { cudaLibraryUnload(library_); }
  Launch(const Launch &) = delete;
  Launch &operator=(const Launch &) = delete;

  void operator()(cudaStream_t stream) {
    CHECK(cudaLaunchKernel(reinterpret_cast<const void *>(kernel_), dim3(grid_), dim3(block_),
                           arguments_.data(), 0, stream));
  }

 private:
  std::vector<unsigned char> value_of(const std::string &parameter, std::size_t inputs) const {
    if (parameter[0] == 'b') return from_hexadecimal(parameter.substr(1));
    const std::size_t index = parameter[0] == 'i'   ? std::stoul(parameter.substr(1))
                              : parameter[0] == 'p' ? inputs
                                                    : inputs + 1;
    void *const pointer = memory_.at(index).get();
    const auto *bytes = reinterpret_cast<const unsigned char *>(&pointer);
    return {bytes, bytes + sizeof(pointer)};
  }

  unsigned grid_ = 1;
  unsigned block_ = 1;
  cudaLibrary_t library_{};
  cudaKernel_t kernel_{};
  std::vector<Memory> memory_;
  std::vector<std::vector<unsigned char>> values_;
  std::vector<void *> arguments_;
};

class Timer {
 public:
  Timer() {
    CHECK(cudaEventCreate(&begin_));
    CHECK(cudaEventCreate(&end_));
  }
  ~Timer() {
    cudaEventDestroy(begin_);
    cudaEventDestroy(end_);
  }
  Timer(const Timer &) = delete;
  Timer &operator=(const Timer &) = delete;

  void start(cudaStream_t stream) { CHECK(cudaEventRecord(begin_, stream)); }
  void stop(cudaStream_t stream) { CHECK(cudaEventRecord(end_, stream)); }
  double seconds() const {
    CHECK(cudaEventSynchronize(end_));
    float milliseconds = 0;
    CHECK(cudaEventElapsedTime(&milliseconds, begin_, end_));
    return milliseconds * 1e-3;
  }

 private:
  cudaEvent_t begin_{};
  cudaEvent_t end_{};
};

/// The mean of isolated samples.
double cold(cudaStream_t stream, Launch &launch) {
  int cache = 0;
  CHECK(cudaDeviceGetAttribute(&cache, cudaDevAttrL2CacheSize, 0));
  const Memory flushed(static_cast<std::size_t>(cache));
  Gate gate;
  Timer timer;
  std::vector<double> samples;
  double total = 0;
  launch(stream);
  gate.close(stream);
  gate.open();
  CHECK(cudaStreamSynchronize(stream));
  while (static_cast<int>(samples.size()) < fewest_samples ||
         (total < total_seconds && static_cast<int>(samples.size()) < most_samples)) {
    CHECK(cudaMemsetAsync(flushed.get(), 0, static_cast<std::size_t>(cache), stream));
    CHECK(cudaStreamSynchronize(stream));
    gate.close(stream);
    timer.start(stream);
    launch(stream);
    timer.stop(stream);
    gate.open();
    CHECK(cudaStreamSynchronize(stream));
    samples.push_back(timer.seconds());
    total += samples.back();
  }
  return total / static_cast<double>(samples.size());
}

/// The mean of launches in a row.
double batch(cudaStream_t stream, Launch &launch) {
  Gate gate;
  Timer timer;
  launch(stream);
  timer.start(stream);
  launch(stream);
  timer.stop(stream);
  const int launches = std::clamp(static_cast<int>(total_seconds / timer.seconds()), 4, 10000);
  gate.close(stream);
  timer.start(stream);
  for (int k = 0; k < launches; ++k) {
    if (k == 2) gate.open();
    launch(stream);
  }
  timer.stop(stream);
  return timer.seconds() / launches;
}

}  // namespace

int main() {
  cudaStream_t stream;
  CHECK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string mode;
    words >> mode;
    Launch launch(words);
    std::cout << '[' << (mode == "cold" ? cold(stream, launch) : batch(stream, launch)) << ']' << std::endl;
  }
  return 0;
}

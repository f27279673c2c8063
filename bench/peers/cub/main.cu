// CUB's reductions: the peer of the CUDA engine. Reads lines `KERNEL N MODE` and answers each with a line of
// JSON: the seconds of one launch, once for each repetition. MODE is `stream` (launches back to back) or
// `graph` (replayed).
#include <iostream>
#include <string>

#include "reductions.cuh"
#include "timing.cuh"

namespace {

constexpr int repetitions = 7;
constexpr int launches_between_events = 100;
constexpr double batch_seconds = 0.01;
constexpr int launches_in_graph = 100;

Samples measure(const Reduction &reduction, cudaStream_t stream, const std::string &mode) {
  const auto launch = [&] { reduction.launch(stream); };
  if (mode == "events") return between_events(stream, launch, launches_between_events);
  if (mode == "graph") return in_graph(stream, launch, repetitions, launches_in_graph);
  return back_to_back(stream, launch, repetitions, batch_seconds);
}

}  // namespace

int main() {
  cudaStream_t stream;
  CHECK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  std::string kept_name;
  long long kept_n = -1;
  Reduction reduction;
  std::string kernel;
  std::string mode;
  long long n = 0;
  while (std::cin >> kernel >> n >> mode) {
    const auto found = reductions().find(kernel);
    if (found == reductions().end()) {
      std::cerr << "There is no reduction " << kernel << ".\n";
      return 2;
    }
    if (kernel != kept_name || n != kept_n) {
      reduction = {};
      reduction = found->second(n);
      CHECK(cudaDeviceSynchronize());
      kept_name = kernel;
      kept_n = n;
    }
    std::cout << '[';
    const Samples samples = measure(reduction, stream, mode);
    for (std::size_t k = 0; k < samples.size(); ++k) std::cout << (k == 0 ? "" : ", ") << samples[k];
    std::cout << ']' << std::endl;
  }
  return 0;
}

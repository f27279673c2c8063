#pragma once

#include <algorithm>
#include <vector>

#include "../common/check.cuh"
#include "../common/gate.cuh"

/// Seconds a launch, one of each repetition.
using Samples = std::vector<double>;

class Stopwatch {
 public:
  Stopwatch() {
    CHECK(cudaEventCreate(&begin_));
    CHECK(cudaEventCreate(&end_));
  }
  ~Stopwatch() {
    cudaEventDestroy(begin_);
    cudaEventDestroy(end_);
  }
  Stopwatch(const Stopwatch &) = delete;
  Stopwatch &operator=(const Stopwatch &) = delete;

  /// Queues work between the events.
  template <class Work>
  void record(cudaStream_t stream, Work work) {
    CHECK(cudaEventRecord(begin_, stream));
    work();
    CHECK(cudaEventRecord(end_, stream));
  }

  /// Seconds between the events, once they have passed.
  double elapsed() const {
    CHECK(cudaEventSynchronize(end_));
    float milliseconds = 0;
    CHECK(cudaEventElapsedTime(&milliseconds, begin_, end_));
    return milliseconds * 1e-3;
  }

  template <class Work>
  double seconds(cudaStream_t stream, Work work) {
    record(stream, work);
    return elapsed();
  }

 private:
  cudaEvent_t begin_{};
  cudaEvent_t end_{};
};

/// Each launch between two events. A batch is queued while the stream is held, so that the events hold no
/// launch latency.
template <class Launch>
Samples between_events(cudaStream_t stream, Launch launch, int repetitions) {
  constexpr int batch = 16;
  static Gate gate;
  gate.close(stream);
  gate.open();
  std::vector<Stopwatch> watches(batch);
  for (int k = 0; k < 3; ++k) launch();
  CHECK(cudaStreamSynchronize(stream));
  Samples samples;
  while (static_cast<int>(samples.size()) < repetitions) {
    gate.close(stream);
    for (Stopwatch &watch : watches) watch.record(stream, launch);
    gate.open();
    for (Stopwatch &watch : watches) samples.push_back(watch.elapsed());
  }
  return samples;
}

/// Launches in a row between two events, as many as fill `batch_seconds`, after some that settle what the
/// cache holds.
template <class Launch>
Samples back_to_back(cudaStream_t stream, Launch launch, int repetitions, double batch_seconds) {
  Stopwatch watch;
  for (int k = 0; k < 3; ++k) launch();
  const double estimate = watch.seconds(stream, [&] {
    for (int k = 0; k < 4; ++k) launch();
  }) / 4;
  const int launches = std::clamp(static_cast<int>(batch_seconds / estimate), 4, 1000);
  const int settling = static_cast<int>(std::min(0.05 / estimate, 5000.0));
  watch.seconds(stream, [&] {
    for (int k = 0; k < settling; ++k) launch();
  });
  Samples samples;
  for (int r = 0; r < repetitions; ++r) {
    samples.push_back(watch.seconds(stream, [&] {
      for (int k = 0; k < launches; ++k) launch();
    }) / launches);
  }
  return samples;
}

/// The same launches in one graph, which is replayed: without what each launch costs the host.
template <class Launch>
Samples in_graph(cudaStream_t stream, Launch launch, int repetitions, int launches) {
  launch();
  CHECK(cudaStreamSynchronize(stream));
  cudaGraph_t graph;
  cudaGraphExec_t executable;
  CHECK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
  for (int k = 0; k < launches; ++k) launch();
  CHECK(cudaStreamEndCapture(stream, &graph));
  CHECK(cudaGraphInstantiate(&executable, graph, 0));
  Stopwatch watch;
  Samples samples;
  for (int r = 0; r < 2; ++r) CHECK(cudaGraphLaunch(executable, stream));
  for (int r = 0; r < repetitions; ++r) {
    samples.push_back(watch.seconds(stream, [&] { CHECK(cudaGraphLaunch(executable, stream)); }) / launches);
  }
  CHECK(cudaGraphExecDestroy(executable));
  CHECK(cudaGraphDestroy(graph));
  return samples;
}

#pragma once

#include "check.cuh"

/// Keeps a stream busy until the host has written the round.
__global__ void hold(const volatile unsigned *word, unsigned round) {
  while (static_cast<int>(*word - round) < 0) {
  }
}

/// What is queued behind it runs without gaps once it opens.
class Gate {
 public:
  Gate() {
    CHECK(cudaMallocHost(const_cast<unsigned **>(&word_), sizeof(unsigned)));
    *word_ = 0;
  }
  ~Gate() { cudaFreeHost(const_cast<unsigned *>(word_)); }
  Gate(const Gate &) = delete;
  Gate &operator=(const Gate &) = delete;

  void close(cudaStream_t stream) {
    hold<<<1, 1, 0, stream>>>(word_, ++round_);
    CHECK(cudaGetLastError());
  }
  void open() { *word_ = round_; }

 private:
  volatile unsigned *word_ = nullptr;
  unsigned round_ = 0;
};

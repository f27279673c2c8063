#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "cuda/context.h"
#include "cuda/generator-module.h"
#include "cuda/memory-pool.h"
#include "cuda/staging.h"
#include "data/kept-inputs.h"
#include "nvrtc/nvrtc.h"

namespace warpfold::cuda {

/// Where the generators' compiler comes from.
struct GeneratorCompiler {
  /// Null where there is no NVRTC: the CPU generates then.
  std::shared_ptr<const nvrtc::Nvrtc> nvrtc;
  /// Folder for compiled generators; empty to keep none.
  std::string cacheFolder;
};

class DeviceInputs;

/// All that is held on one device: the context and what lives in it. One thread at a time uses it, but for
/// `memory`.
class Session {
 public:
  Session(DriverPointer driver, int ordinal);
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  Session(Session &&) = delete;
  Session &operator=(Session &&) = delete;

  struct Memory {
    std::uint64_t free = 0;
    std::uint64_t total = 0;
  };
  /// What could be allocated now: memory that the pool keeps counts as free. Any thread may call it.
  Memory memory() const;

  const Driver &driver() const { return context_.driver(); }
  const PrimaryContext &context() const { return context_; }
  const Stream &stream() const { return held_->stream; }
  const std::string &deviceName() const { return deviceName_; }

  /// Makes sure that `bytes` more bytes can be allocated, or throws `out-of-memory` before any allocation.
  void reserve(std::uint64_t bytes, std::uint64_t roundedBytes);
  MemoryPool::Block allocate(std::uint64_t bytes, MemoryPool::Fit fit);
  Staging &staging();

  /// The device's generators, or nullptr where the CPU has to generate.
  const GeneratorModule *generators(const GeneratorCompiler &compiler);
  int multiprocessors() const { return multiprocessors_; }
  std::uint64_t l2Bytes() const { return l2Bytes_; }

  /// The context must be current where inputs go.
  data::KeptInputs<DeviceInputs> &keptInputs() { return held_->keptInputs; }

 private:
  PrimaryContext context_;
  std::string deviceName_;
  int multiprocessors_ = 0;
  int computeCapability_ = 0;
  std::uint64_t l2Bytes_ = 0;
  /// What the context must be current for when it is made and when it goes. The stream goes last.
  struct Held {
    explicit Held(const Driver &driver) : stream(createStream(driver)), pool(driver) {}
    Stream stream;
    MemoryPool pool;
    std::optional<Staging> staging;
    std::optional<GeneratorModule> generators;
    data::KeptInputs<DeviceInputs> keptInputs;
  };
  std::unique_ptr<Held> held_;
};

}  // namespace warpfold::cuda

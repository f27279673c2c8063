#pragma once

#include <memory>
#include <string>

#include "cuda/resources.h"
#include "data/generators.h"
#include "nvrtc/nvrtc.h"

namespace warpfold::cuda {

/// The generators of data/generators.h, compiled for one device.
class GeneratorModule {
 public:
  /// Compiles, or takes the binary from `cacheFolder` (not kept on disk where that is empty). The context
  /// must be current, here and at destruction.
  GeneratorModule(const Driver &driver, const nvrtc::Nvrtc &compiler, int computeCapability,
                  const std::string &cacheFolder);

  /// Queues the generation of `spec.length` elements at `target`.
  void generate(const Stream &stream, const data::GeneratorSpec &spec, CUdeviceptr target,
                int multiprocessors, const std::string &what) const;

 private:
  const Driver &driver_;
  Module module_;
  CUfunction function_;
};

}  // namespace warpfold::cuda

#pragma once

#include <string>
#include <vector>

#include "addon/reader.h"
#include "cpu/runner.h"
#include "cuda/runner.h"
#include "nvrtc/search.h"

namespace warpfold::addon {

/// The requests of binding.ts. Reading one copies all of it: it is then used on other threads.

struct DiscoverOptions {
  std::vector<nvrtc::Hint> nvrtcHints;
  std::string cacheFolder;
};

struct NvrtcRequest {
  std::string source;
  std::string name;
  std::vector<std::string> options;
};

DiscoverOptions readDiscoverOptions(const Reader &reader);
NvrtcRequest readNvrtcRequest(const Reader &reader);
cuda::Job readCudaJob(const Reader &reader);
cpu::Job readCpuJob(const Reader &reader);

/// A device's ordinal.
int readOrdinal(const Reader &reader);

}  // namespace warpfold::addon

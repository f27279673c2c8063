#include "nvrtc/search.h"

#include <utility>

#include "nvrtc/places.h"
#include "system/error.h"

namespace warpfold::nvrtc {

namespace {

struct Attempt {
  std::shared_ptr<const Nvrtc> nvrtc;
  std::string failure;
};

Attempt tryToOpen(const std::string &path) {
  system::Library::Opened opened = system::Library::open(path, system::Unload::Never);
  if (!opened.library) return {nullptr, opened.failure};
  try {
    auto nvrtc = std::make_shared<const Nvrtc>(std::move(*opened.library));
    // NVRTC asks the loader for this library when it compiles, by its bare name; some wheels lack the run
    // path that would find it. The loader gives out what is loaded already. A failure shows at the
    // compilation, with its reason.
    for (const std::string &builtins : builtinsBeside(nvrtc->path(), nvrtc->version().major)) {
      if (system::Library::open(builtins, system::Unload::Never).library) break;
    }
    return {std::move(nvrtc), {}};
  } catch (const Error &error) {
    return {nullptr, error.fields().message};
  }
}

}  // namespace

Search search(const std::vector<Hint> &hints, std::optional<int> driverVersion) {
  Search search;
  std::shared_ptr<const Nvrtc> tooNew;
  for (const Candidate &candidate : candidates(hints)) {
    if (!candidate.exists) {
      search.tried.push_back({candidate.path, candidate.why, "holds no NVRTC"});
      continue;
    }
    Attempt attempt = tryToOpen(candidate.path);
    if (attempt.nvrtc == nullptr) {
      search.tried.push_back({candidate.path, candidate.why, std::move(attempt.failure)});
      continue;
    }
    const int driverMajor = driverVersion.value_or(0) / 1000;
    if (!driverVersion || attempt.nvrtc->version().major <= driverMajor) {
      search.tried.push_back({attempt.nvrtc->path(), candidate.why, "found"});
      search.nvrtc = std::move(attempt.nvrtc);
      return search;
    }
    search.tried.push_back({attempt.nvrtc->path(), candidate.why,
                            "found version " + attempt.nvrtc->version().text() +
                                ", which is newer than the driver's CUDA " + std::to_string(driverMajor)});
    if (tooNew == nullptr) tooNew = std::move(attempt.nvrtc);
  }
  search.nvrtc = std::move(tooNew);
  return search;
}

}  // namespace warpfold::nvrtc

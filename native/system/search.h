#pragma once

#include <string>

namespace warpfold::system {

/// One place where a library was looked for. `SearchStep` of binding.ts.
struct SearchStep {
  std::string path;
  std::string why;
  std::string outcome;
};

}  // namespace warpfold::system

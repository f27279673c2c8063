#pragma once

#include <string>

namespace warpfold::cuda {

/// The text of data/generators.h, for NVRTC. The build writes its definition.
extern const std::string generatorSource;

}  // namespace warpfold::cuda

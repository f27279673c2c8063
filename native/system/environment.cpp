#include "system/environment.h"

#include <cstdlib>

namespace warpfold::system {

std::optional<std::string> environmentVariable(const std::string &name) {
  const char *value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

}  // namespace warpfold::system

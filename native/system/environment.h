#pragma once

#include <optional>
#include <string>

namespace warpfold::system {

/// The value of an environment variable; nothing where it is unset or empty.
std::optional<std::string> environmentVariable(const std::string &name);

}  // namespace warpfold::system

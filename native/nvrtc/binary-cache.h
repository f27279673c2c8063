#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "nvrtc/nvrtc.h"

namespace warpfold::nvrtc {

/// Compiled binaries in a folder. Two processes may use it at a time: files are put in place whole. What
/// cannot be read, is damaged or cannot be written is as if it were not there.
class BinaryCache {
 public:
  /// An empty folder name stands for no cache.
  explicit BinaryCache(std::string folder) : folder_(std::move(folder)) {}

  /// The name of what a compilation gives: it depends on all that is passed.
  static std::string key(const std::string &source, Version compiler,
                         const std::vector<std::string> &options);

  std::optional<std::vector<std::byte>> load(const std::string &key) const;
  void store(const std::string &key, const std::vector<std::byte> &binary) const;

 private:
  std::string folder_;
};

}  // namespace warpfold::nvrtc

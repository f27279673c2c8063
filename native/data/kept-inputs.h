#pragma once

#include <memory>
#include <string>
#include <utility>

namespace warpfold::data {

/// The inputs of the last job on a device that named them, so that the next one with that name need not make
/// them again. One thread at a time uses it.
template <typename Inputs>
class KeptInputs {
 public:
  /// Takes out the inputs of this key; any others go, to make room. An empty key names none.
  std::shared_ptr<const Inputs> take(const std::string &key) {
    if (key.empty()) return nullptr;
    std::shared_ptr<const Inputs> inputs = std::exchange(inputs_, nullptr);
    return key == key_ ? inputs : nullptr;
  }

  void keep(const std::string &key, std::shared_ptr<const Inputs> inputs) {
    if (key.empty()) return;
    key_ = key;
    inputs_ = std::move(inputs);
  }

  void drop() { inputs_ = nullptr; }

 private:
  std::string key_;
  std::shared_ptr<const Inputs> inputs_;
};

}  // namespace warpfold::data

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace warpfold::system {

/// A whole file, mapped to be read.
class MappedFile {
 public:
  /// Throws a `data-file` error that names the file and says what the system said.
  explicit MappedFile(const std::string &path);

  const std::byte *data() const { return view_.get(); }
  std::uint64_t size() const { return size_; }

 private:
  struct Unmap {
    std::uint64_t size;
    void operator()(const std::byte *view) const;
  };

  std::unique_ptr<const std::byte, Unmap> view_;
  std::uint64_t size_ = 0;
};

}  // namespace warpfold::system

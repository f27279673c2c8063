#pragma once

#include <memory>
#include <optional>
#include <string>

namespace warpfold::system {

/// Whether a library may be unloaded again. Drivers and compilers start threads and register exit handlers of
/// their own, so theirs stay; a library that we generated goes when its run ends.
enum class Unload { AtDestruction, Never };

/// A shared library that was opened at run time. Its symbols stay out of the global name space.
class Library {
 public:
  struct Opened;

  /// Opens a library by its path, or by its bare name through the loader's search path. Never throws.
  static Opened open(const std::string &nameOrPath, Unload unload);

  /// The address of a symbol, or nullptr.
  void *find(const char *symbol) const;

  template <typename Function>
  Function *function(const char *symbol) const {
    return reinterpret_cast<Function *>(find(symbol));
  }

  /// The file that the loader chose.
  const std::string &path() const { return path_; }

 private:
  struct Close {
    Unload unload;
    void operator()(void *handle) const;
  };

  Library(std::unique_ptr<void, Close> handle, std::string path)
      : handle_(std::move(handle)), path_(std::move(path)) {}

  std::unique_ptr<void, Close> handle_;
  std::string path_;
};

struct Library::Opened {
  std::optional<Library> library;
  /// What the system said, where there is no library.
  std::string failure;
};

}  // namespace warpfold::system

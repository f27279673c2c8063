#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "system/error.h"
#include "system/mapped-file.h"

namespace warpfold::system {

namespace {

[[noreturn]] void fail(const std::string &path, int code) {
  throw Error(ErrorCode::DataFile,
              "Cannot read " + path + ": " + std::generic_category().message(code) + ".");
}

class FileDescriptor {
 public:
  explicit FileDescriptor(const std::string &path) : value_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (value_ < 0) fail(path, errno);
  }
  ~FileDescriptor() { close(value_); }
  FileDescriptor(const FileDescriptor &) = delete;
  FileDescriptor &operator=(const FileDescriptor &) = delete;
  FileDescriptor(FileDescriptor &&) = delete;
  FileDescriptor &operator=(FileDescriptor &&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

}  // namespace

void MappedFile::Unmap::operator()(const std::byte *view) const {
  munmap(const_cast<std::byte *>(view), size);
}

MappedFile::MappedFile(const std::string &path) {
  const FileDescriptor file(path);
  struct stat status{};
  if (fstat(file.value(), &status) != 0) fail(path, errno);
  if (!S_ISREG(status.st_mode))
    throw Error(ErrorCode::DataFile, "Cannot read " + path + ": it is not a regular file.");
  size_ = static_cast<std::uint64_t>(status.st_size);
  if (size_ == 0) return;  // An empty mapping is an error to mmap.
  void *view = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.value(), 0);
  if (view == MAP_FAILED) fail(path, errno);
  view_ = std::unique_ptr<const std::byte, Unmap>(static_cast<const std::byte *>(view), Unmap{size_});
}

}  // namespace warpfold::system

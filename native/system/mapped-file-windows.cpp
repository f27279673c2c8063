#include <windows.h>

#include "system/error.h"
#include "system/mapped-file.h"
#include "system/wide-text.h"

namespace warpfold::system {

namespace {

[[noreturn]] void fail(const std::string &path) {
  throw Error(ErrorCode::DataFile, "Cannot read " + path + ": " + describeWindowsError(GetLastError()));
}

struct CloseWindowsHandle {
  void operator()(HANDLE handle) const { CloseHandle(handle); }
};
using WindowsHandle = std::unique_ptr<void, CloseWindowsHandle>;

}  // namespace

void MappedFile::Unmap::operator()(const std::byte *view) const {
  UnmapViewOfFile(view);
}

MappedFile::MappedFile(const std::string &path) {
  const HANDLE opened = CreateFileW(toWide(path).c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                    nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (opened == INVALID_HANDLE_VALUE) fail(path);
  const WindowsHandle file(opened);
  LARGE_INTEGER size{};
  if (GetFileSizeEx(file.get(), &size) == 0) fail(path);
  size_ = static_cast<std::uint64_t>(size.QuadPart);
  if (size_ == 0) return;  // An empty mapping is an error to CreateFileMapping.
  const WindowsHandle mapping(CreateFileMappingW(file.get(), nullptr, PAGE_READONLY, 0, 0, nullptr));
  if (mapping == nullptr) fail(path);
  const void *view = MapViewOfFile(mapping.get(), FILE_MAP_READ, 0, 0, 0);
  if (view == nullptr) fail(path);
  view_ = std::unique_ptr<const std::byte, Unmap>(static_cast<const std::byte *>(view), Unmap{size_});
}

}  // namespace warpfold::system

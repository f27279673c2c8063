#include <windows.h>

#include <array>

#include "system/library.h"
#include "system/wide-text.h"

namespace warpfold::system {

void Library::Close::operator()(void *handle) const {
  if (unload == Unload::AtDestruction) FreeLibrary(static_cast<HMODULE>(handle));
}

Library::Opened Library::open(const std::string &nameOrPath, Unload unload) {
  // With a path, what the library itself needs is looked for beside it first.
  const bool isPath = nameOrPath.find_first_of("\\/") != std::string::npos;
  const DWORD flags = isPath ? LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS : 0;
  const HMODULE module = LoadLibraryExW(toWide(nameOrPath).c_str(), nullptr, flags);
  std::unique_ptr<void, Close> handle(module, Close{unload});
  if (handle == nullptr) return {std::nullopt, describeWindowsError(GetLastError())};
  std::array<wchar_t, 4096> path{};
  const DWORD length = GetModuleFileNameW(module, path.data(), static_cast<DWORD>(path.size()));
  return {Library(std::move(handle), length == 0 ? nameOrPath : fromWide(std::wstring(path.data(), length))),
          {}};
}

void *Library::find(const char *symbol) const {
  return reinterpret_cast<void *>(GetProcAddress(static_cast<HMODULE>(handle_.get()), symbol));
}

}  // namespace warpfold::system

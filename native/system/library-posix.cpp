#include <dlfcn.h>
#if defined(__linux__)
#include <link.h>
#endif

#include "system/library.h"

namespace warpfold::system {

namespace {

std::string resolvedPath(void *handle, const std::string &nameOrPath) {
#if defined(__linux__)
  link_map *map = nullptr;
  if (dlinfo(handle, RTLD_DI_LINKMAP, static_cast<void *>(&map)) == 0 && map != nullptr &&
      map->l_name != nullptr && *map->l_name != '\0') {
    return map->l_name;
  }
#else
  (void)handle;
#endif
  return nameOrPath;
}

std::string lastFailure() {
  const char *message = dlerror();
  return message == nullptr ? "the loader gave no reason" : message;
}

}  // namespace

void Library::Close::operator()(void *handle) const {
  if (unload == Unload::AtDestruction) dlclose(handle);
}

Library::Opened Library::open(const std::string &nameOrPath, Unload unload) {
  std::unique_ptr<void, Close> handle(dlopen(nameOrPath.c_str(), RTLD_NOW | RTLD_LOCAL), Close{unload});
  if (handle == nullptr) return {std::nullopt, lastFailure()};
  std::string path = resolvedPath(handle.get(), nameOrPath);
  return {Library(std::move(handle), std::move(path)), {}};
}

void *Library::find(const char *symbol) const {
  return dlsym(handle_.get(), symbol);
}

}  // namespace warpfold::system

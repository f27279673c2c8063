#include "cuda/driver.h"

#include <exception>
#include <utility>

#include "cuda/driver-error.h"
#include "system/error.h"

namespace warpfold::cuda {

namespace {

struct Place {
  const char *path;
  const char *why;
};

const std::vector<Place> &places() {
#if defined(_WIN32)
  static const std::vector<Place> list = {{"nvcuda.dll", "the system's library folder"}};
#else
  static const std::vector<Place> list = {
      {"libcuda.so.1", "the loader's search path"},
      {"/usr/lib/wsl/lib/libcuda.so.1", "WSL puts the driver there"},
      {"/usr/local/nvidia/lib64/libcuda.so.1", "containers put the driver there"},
  };
#endif
  return list;
}

}  // namespace

Driver::Driver(system::Library library) : library_(std::move(library)) {
// NOLINTBEGIN(bugprone-macro-parentheses): the name of a member takes none.
#define WARPFOLD_LOOK_UP(name, symbol, parameters)                                               \
  name = reinterpret_cast<decltype(name)>(library_.find(symbol));                                \
  if (name == nullptr) {                                                                         \
    throw Error({ErrorCode::NoCudaDriver,                                                        \
                 "The CUDA driver " + library_.path() + " lacks `" + std::string(symbol) + "`.", \
                 {},                                                                             \
                 "looking up the driver's functions",                                            \
                 "Update the NVIDIA driver.",                                                    \
                 false});                                                                        \
  }
  WARPFOLD_DRIVER_FUNCTIONS(WARPFOLD_LOOK_UP)
#undef WARPFOLD_LOOK_UP
  // NOLINTEND(bugprone-macro-parentheses)
  for (const char *symbol : {"cuDeviceGetUuid_v2", "cuDeviceGetUuid"}) {
    if (deviceGetUuid == nullptr)
      deviceGetUuid = reinterpret_cast<decltype(deviceGetUuid)>(library_.find(symbol));
  }
}

std::string Driver::nameOf(CUresult result) const {
  const char *name = nullptr;
  return getErrorName(result, &name) == CUDA_SUCCESS && name != nullptr
             ? name
             : "CUresult " + std::to_string(result);
}

std::string Driver::textOf(CUresult result) const {
  const char *text = nullptr;
  return getErrorString(result, &text) == CUDA_SUCCESS && text != nullptr ? text : "no description";
}

void Driver::check(CUresult result, const std::string &doing) const {
  if (result != CUDA_SUCCESS) throw driverError(result, nameOf(result), textOf(result), doing);
}

DriverSearch DriverSearch::run() {
  DriverSearch search;
  for (const Place &place : places()) {
    system::Library::Opened opened = system::Library::open(place.path, system::Unload::Never);
    if (!opened.library) {
      search.tried.push_back({place.path, place.why, opened.failure});
      continue;
    }
    search.path = opened.library->path();
    search.tried.push_back({place.path, place.why, "found"});
    try {
      auto driver = std::make_shared<Driver>(std::move(*opened.library));
      driver->check(driver->driverGetVersion(&driver->version_), "cuDriverGetVersion");
      search.version =
          std::to_string(driver->version_ / 1000) + "." + std::to_string(driver->version_ % 1000 / 10);
      driver->check(driver->init(0), "cuInit");
      search.driver = std::move(driver);
      search.failure.reset();
      return search;
    } catch (const Error &error) {
      const ErrorFields &fields = error.fields();
      search.tried.back().outcome =
          fields.cuda.empty() ? fields.message : "found, but " + fields.doing + " says " + fields.cuda;
      search.failure =
          Failure{fields.cuda, fields.advice.empty() ? fields.message : fields.message + " " + fields.advice};
    }
  }
  return search;
}

}  // namespace warpfold::cuda

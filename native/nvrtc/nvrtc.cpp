#include "nvrtc/nvrtc.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "system/error.h"

namespace warpfold::nvrtc {

namespace {

/// The names of `nvrtcResult`. NVRTC's own nvrtcGetErrorString needs a version that knows the result.
std::string nameOf(nvrtcResult result) {
  static const std::vector<std::string> names = {
      "NVRTC_SUCCESS",
      "NVRTC_ERROR_OUT_OF_MEMORY",
      "NVRTC_ERROR_PROGRAM_CREATION_FAILURE",
      "NVRTC_ERROR_INVALID_INPUT",
      "NVRTC_ERROR_INVALID_PROGRAM",
      "NVRTC_ERROR_INVALID_OPTION",
      "NVRTC_ERROR_COMPILATION",
      "NVRTC_ERROR_BUILTIN_OPERATION_FAILURE",
      "NVRTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION",
      "NVRTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION",
      "NVRTC_ERROR_NAME_EXPRESSION_NOT_VALID",
      "NVRTC_ERROR_INTERNAL_ERROR",
      "NVRTC_ERROR_TIME_FILE_WRITE_FAILED",
      "NVRTC_ERROR_NO_PCH_CREATE_ATTEMPTED",
      "NVRTC_ERROR_PCH_CREATE_HEAP_EXHAUSTED",
      "NVRTC_ERROR_PCH_CREATE",
      "NVRTC_ERROR_CANCELLED",
      "NVRTC_ERROR_TIME_TRACE_FILE_WRITE_FAILED",
  };
  const auto index = static_cast<std::size_t>(result);
  return result >= 0 && index < names.size() ? names[index] : "nvrtcResult " + std::to_string(result);
}

std::string adviceFor(nvrtcResult result) {
  switch (result) {
    case NVRTC_ERROR_OUT_OF_MEMORY:
      return "Free some of this machine's memory.";
    case NVRTC_ERROR_INVALID_OPTION:
      return "Check the kernel's `options`: this NVRTC does not know one of them.";
    case NVRTC_ERROR_BUILTIN_OPERATION_FAILURE:
      return "NVRTC's second library, libnvrtc-builtins of the same version, has to lie beside it.";
    default:
      return {};
  }
}

/// Texts of NVRTC come with the zero byte at their end.
void dropTerminator(std::string &text) {
  while (!text.empty() && text.back() == '\0') text.pop_back();
}

}  // namespace

/// A program of NVRTC, destroyed when this goes.
class Nvrtc::Program {
 public:
  Program(const Nvrtc &api, const std::string &source, const std::string &name) : api_(api) {
    api_.check(api_.createProgram_(&program_, source.c_str(), name.c_str(), 0, nullptr, nullptr),
               "nvrtcCreateProgram");
  }
  // Destroying fails only for what is no program.
  ~Program() { static_cast<void>(api_.destroyProgram_(&program_)); }
  Program(const Program &) = delete;
  Program &operator=(const Program &) = delete;
  Program(Program &&) = delete;
  Program &operator=(Program &&) = delete;

  nvrtcProgram get() const { return program_; }

  std::string log() const {
    std::size_t bytes = 0;
    api_.check(api_.getProgramLogSize_(program_, &bytes), "nvrtcGetProgramLogSize");
    std::string log(bytes, '\0');
    if (bytes > 0) api_.check(api_.getProgramLog_(program_, log.data()), "nvrtcGetProgramLog");
    dropTerminator(log);
    return log;
  }

  std::vector<std::byte> cubin() const {
    std::size_t bytes = 0;
    api_.check(api_.getCubinSize_(program_, &bytes), "nvrtcGetCUBINSize");
    std::vector<std::byte> cubin(bytes);
    if (bytes > 0) {
      api_.check(api_.getCubin_(program_, reinterpret_cast<char *>(cubin.data())), "nvrtcGetCUBIN");
    }
    return cubin;
  }

  std::string ptx() const {
    std::size_t bytes = 0;
    api_.check(api_.getPtxSize_(program_, &bytes), "nvrtcGetPTXSize");
    std::string ptx(bytes, '\0');
    if (bytes > 0) api_.check(api_.getPtx_(program_, ptx.data()), "nvrtcGetPTX");
    dropTerminator(ptx);
    return ptx;
  }

 private:
  const Nvrtc &api_;
  nvrtcProgram program_ = nullptr;
};

Nvrtc::Nvrtc(system::Library library) : library_(std::move(library)) {
#define WARPFOLD_LOOK_UP(name, symbol, parameters)                                  \
  name##_ = reinterpret_cast<decltype(name##_)>(library_.find(symbol));             \
  if (name##_ == nullptr) {                                                         \
    throw Error({ErrorCode::NoCudaCompiler,                                         \
                 library_.path() + " lacks `" symbol "`: it is no NVRTC 12 or 13.", \
                 {},                                                                \
                 "looking up NVRTC's functions",                                    \
                 "Install NVRTC 12 or 13.",                                         \
                 false});                                                           \
  }
  WARPFOLD_NVRTC_FUNCTIONS(WARPFOLD_LOOK_UP)
#undef WARPFOLD_LOOK_UP
  check(getVersion_(&version_.major, &version_.minor), "nvrtcVersion");
  int count = 0;
  check(getNumSupportedArchs_(&count), "nvrtcGetNumSupportedArchs");
  architectures_.resize(static_cast<std::size_t>(std::max(0, count)));
  if (!architectures_.empty()) check(getSupportedArchs_(architectures_.data()), "nvrtcGetSupportedArchs");
  std::sort(architectures_.begin(), architectures_.end());
}

void Nvrtc::check(nvrtcResult result, const std::string &doing, const std::string &log) const {
  if (result == NVRTC_SUCCESS) return;
  const std::string name = nameOf(result);
  std::string message = "NVRTC failed in " + doing + " (" + name + ").";
  if (!log.empty()) message += " " + log;
  throw Error({ErrorCode::CudaError, std::move(message), name, doing, adviceFor(result), false});
}

Compilation Nvrtc::compile(const std::string &source, const std::string &name,
                           const std::vector<std::string> &options) const {
  const auto start = std::chrono::steady_clock::now();
  const Program program(*this, source, name);
  std::vector<const char *> optionPointers;
  optionPointers.reserve(options.size());
  for (const std::string &option : options) optionPointers.push_back(option.c_str());
  const nvrtcResult result =
      compileProgram_(program.get(), static_cast<int>(optionPointers.size()), optionPointers.data());
  Compilation compilation;
  compilation.log = program.log();
  if (result != NVRTC_ERROR_COMPILATION) {
    check(result, "nvrtcCompileProgram", compilation.log);
    compilation.ok = true;
    compilation.cubin = program.cubin();
    compilation.ptx = program.ptx();
  }
  compilation.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return compilation;
}

std::string Target::option() const {
  return (binary ? "-arch=sm_" : "-arch=compute_") + std::to_string(architecture);
}

Target targetFor(const Nvrtc &compiler, int computeCapability) {
  const std::vector<int> &known = compiler.architectures();
  if (std::binary_search(known.begin(), known.end(), computeCapability)) return {computeCapability, true};
  const auto above = std::upper_bound(known.begin(), known.end(), computeCapability);
  if (above == known.begin()) {
    throw Error({ErrorCode::NoCudaCompiler,
                 "NVRTC " + compiler.version().text() + " no longer makes code for compute capability " +
                     std::to_string(computeCapability / 10) + "." + std::to_string(computeCapability % 10) +
                     ".",
                 {},
                 {},
                 "Install NVRTC 12, and name it in WARPFOLD_NVRTC.",
                 false});
  }
  return {*(above - 1), false};
}

}  // namespace warpfold::nvrtc

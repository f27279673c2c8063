// A stand-in for NVRTC beside the fake driver: whatever it compiles, it gives the "CUBIN" that
// FAKE_NVRTC_CUBIN names. Its version is the macro FAKE_NVRTC_MAJOR; the file FAKE_NVRTC_COUNT grows by a
// byte with each compilation.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "nvrtc/nvrtc-api.h"

using warpfold::nvrtc::nvrtcProgram;
using warpfold::nvrtc::nvrtcResult;

#define EXPORT extern "C" __attribute__((visibility("default"))) nvrtcResult

namespace {

std::string setting(const char *name) {
  const char *text = std::getenv(name);
  return text == nullptr ? "" : text;
}

}  // namespace

EXPORT nvrtcVersion(int *major, int *minor) {
  *major = FAKE_NVRTC_MAJOR;
  *minor = 1;
  return 0;
}
EXPORT nvrtcGetNumSupportedArchs(int *count) {
  *count = 2;
  return 0;
}
EXPORT nvrtcGetSupportedArchs(int *architectures) {
  architectures[0] = 90;
  architectures[1] = 80;
  return 0;
}
EXPORT nvrtcCreateProgram(nvrtcProgram *program, const char *, const char *, int, const char *const *,
                          const char *const *) {
  *program = reinterpret_cast<nvrtcProgram>(program);
  return 0;
}
EXPORT nvrtcDestroyProgram(nvrtcProgram *) {
  return 0;
}
EXPORT nvrtcCompileProgram(nvrtcProgram, int count, const char *const *options) {
  // The architecture of the fake driver's devices, in either spelling.
  const auto isArchitecture = [](const char *option) {
    return std::strcmp(option, "-arch=sm_90") == 0 || std::strcmp(option, "--gpu-architecture=sm_90") == 0;
  };
  if (std::none_of(options, options + count, isArchitecture)) return 5;
  if (std::FILE *file = std::fopen(setting("FAKE_NVRTC_COUNT").c_str(), "a")) {
    std::fputc('x', file);
    std::fclose(file);
  }
  return 0;
}
EXPORT nvrtcGetProgramLogSize(nvrtcProgram, std::size_t *bytes) {
  *bytes = 0;
  return 0;
}
EXPORT nvrtcGetProgramLog(nvrtcProgram, char *) {
  return 0;
}
EXPORT nvrtcGetCUBINSize(nvrtcProgram, std::size_t *bytes) {
  *bytes = setting("FAKE_NVRTC_CUBIN").size();
  return 0;
}
EXPORT nvrtcGetCUBIN(nvrtcProgram, char *cubin) {
  const std::string text = setting("FAKE_NVRTC_CUBIN");
  std::memcpy(cubin, text.data(), text.size());
  return 0;
}
EXPORT nvrtcGetPTXSize(nvrtcProgram, std::size_t *bytes) {
  *bytes = 0;
  return 0;
}
EXPORT nvrtcGetPTX(nvrtcProgram, char *) {
  return 0;
}

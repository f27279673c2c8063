#pragma once

// The part of NVRTC that the addon uses, declared here so that no CUDA SDK is needed to build it. The
// prototypes are the same in NVRTC 11.3 to 13.

#include <cstddef>

namespace warpfold::nvrtc {

using nvrtcResult = int;
using nvrtcProgram = struct nvrtcProgram_st *;

constexpr nvrtcResult NVRTC_SUCCESS = 0;
constexpr nvrtcResult NVRTC_ERROR_OUT_OF_MEMORY = 1;
constexpr nvrtcResult NVRTC_ERROR_INVALID_OPTION = 5;
constexpr nvrtcResult NVRTC_ERROR_COMPILATION = 6;
constexpr nvrtcResult NVRTC_ERROR_BUILTIN_OPERATION_FAILURE = 7;

}  // namespace warpfold::nvrtc

// X(name, exported symbol, parameters).
#define WARPFOLD_NVRTC_FUNCTIONS(X)                                                          \
  X(getVersion, "nvrtcVersion", (int *major, int *minor))                                    \
  X(getNumSupportedArchs, "nvrtcGetNumSupportedArchs", (int *count))                         \
  X(getSupportedArchs, "nvrtcGetSupportedArchs", (int *architectures))                       \
  X(createProgram, "nvrtcCreateProgram",                                                     \
    (nvrtcProgram * program, const char *source, const char *name, int headerCount,          \
     const char *const *headers, const char *const *includeNames))                           \
  X(destroyProgram, "nvrtcDestroyProgram", (nvrtcProgram * program))                         \
  X(compileProgram, "nvrtcCompileProgram",                                                   \
    (nvrtcProgram program, int optionCount, const char *const *options))                     \
  X(getProgramLogSize, "nvrtcGetProgramLogSize", (nvrtcProgram program, std::size_t *bytes)) \
  X(getProgramLog, "nvrtcGetProgramLog", (nvrtcProgram program, char *log))                  \
  X(getCubinSize, "nvrtcGetCUBINSize", (nvrtcProgram program, std::size_t *bytes))           \
  X(getCubin, "nvrtcGetCUBIN", (nvrtcProgram program, char *cubin))                          \
  X(getPtxSize, "nvrtcGetPTXSize", (nvrtcProgram program, std::size_t *bytes))               \
  X(getPtx, "nvrtcGetPTX", (nvrtcProgram program, char *ptx))

#pragma once

// The part of the CUDA driver API that the addon uses, declared here so that no CUDA SDK is needed to build
// it. Names and values are those of the driver API reference; the ABI has been stable since CUDA 4 (11.4 for
// cuDeviceGetUuid_v2).

#include <cstddef>

namespace warpfold::cuda {

#if defined(_WIN32)
#define WARPFOLD_CUDA_CALL __stdcall
#else
#define WARPFOLD_CUDA_CALL
#endif

using CUresult = int;
using CUdevice = int;
using CUdeviceptr = unsigned long long;
using CUcontext = struct CUctx_st *;
using CUmodule = struct CUmod_st *;
using CUfunction = struct CUfunc_st *;
using CUstream = struct CUstream_st *;
using CUevent = struct CUevent_st *;
using CUgraph = struct CUgraph_st *;
using CUgraphExec = struct CUgraphExec_st *;

struct CUuuid {
  unsigned char bytes[16];
};

constexpr CUresult CUDA_SUCCESS = 0;
constexpr CUresult CUDA_ERROR_INVALID_VALUE = 1;
constexpr CUresult CUDA_ERROR_OUT_OF_MEMORY = 2;
constexpr CUresult CUDA_ERROR_STUB_LIBRARY = 34;
constexpr CUresult CUDA_ERROR_DEVICE_UNAVAILABLE = 46;
constexpr CUresult CUDA_ERROR_NO_DEVICE = 100;
constexpr CUresult CUDA_ERROR_NO_BINARY_FOR_GPU = 209;
constexpr CUresult CUDA_ERROR_ECC_UNCORRECTABLE = 214;
constexpr CUresult CUDA_ERROR_INVALID_PTX = 218;
constexpr CUresult CUDA_ERROR_JIT_COMPILER_NOT_FOUND = 221;
constexpr CUresult CUDA_ERROR_UNSUPPORTED_PTX_VERSION = 222;
constexpr CUresult CUDA_ERROR_CONTAINED = 226;
constexpr CUresult CUDA_ERROR_ILLEGAL_ADDRESS = 700;
constexpr CUresult CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES = 701;
constexpr CUresult CUDA_ERROR_LAUNCH_TIMEOUT = 702;
constexpr CUresult CUDA_ERROR_ASSERT = 710;
constexpr CUresult CUDA_ERROR_HARDWARE_STACK_ERROR = 714;
constexpr CUresult CUDA_ERROR_ILLEGAL_INSTRUCTION = 715;
constexpr CUresult CUDA_ERROR_MISALIGNED_ADDRESS = 716;
constexpr CUresult CUDA_ERROR_INVALID_ADDRESS_SPACE = 717;
constexpr CUresult CUDA_ERROR_INVALID_PC = 718;
constexpr CUresult CUDA_ERROR_LAUNCH_FAILED = 719;
constexpr CUresult CUDA_ERROR_TENSOR_MEMORY_LEAK = 721;
constexpr CUresult CUDA_ERROR_NOT_SUPPORTED = 801;
constexpr CUresult CUDA_ERROR_SYSTEM_NOT_READY = 802;
constexpr CUresult CUDA_ERROR_SYSTEM_DRIVER_MISMATCH = 803;
constexpr CUresult CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE = 804;
constexpr CUresult CUDA_ERROR_MPS_CLIENT_TERMINATED = 810;
constexpr CUresult CUDA_ERROR_EXTERNAL_DEVICE = 911;

enum CUdevice_attribute : int {
  CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK = 8,
  CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT = 16,
  CU_DEVICE_ATTRIBUTE_KERNEL_EXEC_TIMEOUT = 17,
  CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE = 36,
  CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH = 37,
  CU_DEVICE_ATTRIBUTE_L2_CACHE_SIZE = 38,
  CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_MULTIPROCESSOR = 39,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76,
};

enum CUfunction_attribute : int {
  CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES = 1,
  CU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES = 3,
  CU_FUNC_ATTRIBUTE_NUM_REGS = 4,
};

enum CUjit_option : int {
  CU_JIT_ERROR_LOG_BUFFER = 5,
  CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES = 6,
};

constexpr unsigned int CU_STREAM_NON_BLOCKING = 1;
constexpr unsigned int CU_EVENT_DEFAULT = 0;
/// The wait ends once `int(*address - value) >= 0`.
constexpr unsigned int CU_STREAM_WAIT_VALUE_GEQ = 0;

enum CUstreamCaptureMode : int { CU_STREAM_CAPTURE_MODE_THREAD_LOCAL = 1 };

}  // namespace warpfold::cuda

// X(name, exported symbol, parameters). The symbol carries the version of the prototype (`_v2`), so that a
// newer driver cannot give another one: this is why the symbols are looked up by name and not by
// cuGetProcAddress, which would have to be told the version apart from the prototype.
#define WARPFOLD_DRIVER_FUNCTIONS(X)                                                                         \
  X(init, "cuInit", (unsigned int flags))                                                                    \
  X(driverGetVersion, "cuDriverGetVersion", (int *version))                                                  \
  X(getErrorName, "cuGetErrorName", (CUresult error, const char **name))                                     \
  X(getErrorString, "cuGetErrorString", (CUresult error, const char **text))                                 \
  X(deviceGetCount, "cuDeviceGetCount", (int *count))                                                        \
  X(deviceGet, "cuDeviceGet", (CUdevice * device, int ordinal))                                              \
  X(deviceGetName, "cuDeviceGetName", (char *name, int length, CUdevice device))                             \
  X(deviceTotalMem, "cuDeviceTotalMem_v2", (std::size_t *bytes, CUdevice device))                            \
  X(deviceGetAttribute, "cuDeviceGetAttribute", (int *value, CUdevice_attribute attribute, CUdevice device)) \
  X(devicePrimaryCtxRetain, "cuDevicePrimaryCtxRetain", (CUcontext * context, CUdevice device))              \
  X(devicePrimaryCtxRelease, "cuDevicePrimaryCtxRelease_v2", (CUdevice device))                              \
  X(ctxPushCurrent, "cuCtxPushCurrent_v2", (CUcontext context))                                              \
  X(ctxPopCurrent, "cuCtxPopCurrent_v2", (CUcontext * context))                                              \
  X(memGetInfo, "cuMemGetInfo_v2", (std::size_t *free, std::size_t *total))                                  \
  X(memAlloc, "cuMemAlloc_v2", (CUdeviceptr * pointer, std::size_t bytes))                                   \
  X(memFree, "cuMemFree_v2", (CUdeviceptr pointer))                                                          \
  X(memAllocHost, "cuMemAllocHost_v2", (void **pointer, std::size_t bytes))                                  \
  X(memFreeHost, "cuMemFreeHost", (void *pointer))                                                           \
  X(memcpyHtoDAsync, "cuMemcpyHtoDAsync_v2",                                                                 \
    (CUdeviceptr target, const void *source, std::size_t bytes, CUstream stream))                            \
  X(memcpyDtoHAsync, "cuMemcpyDtoHAsync_v2",                                                                 \
    (void *target, CUdeviceptr source, std::size_t bytes, CUstream stream))                                  \
  X(memcpyDtoDAsync, "cuMemcpyDtoDAsync_v2",                                                                 \
    (CUdeviceptr target, CUdeviceptr source, std::size_t bytes, CUstream stream))                            \
  X(memsetD8Async, "cuMemsetD8Async",                                                                        \
    (CUdeviceptr target, unsigned char value, std::size_t bytes, CUstream stream))                           \
  X(streamCreate, "cuStreamCreate", (CUstream * stream, unsigned int flags))                                 \
  X(streamDestroy, "cuStreamDestroy_v2", (CUstream stream))                                                  \
  X(streamSynchronize, "cuStreamSynchronize", (CUstream stream))                                             \
  X(streamWaitValue32, "cuStreamWaitValue32_v2",                                                             \
    (CUstream stream, CUdeviceptr address, unsigned int value, unsigned int flags))                          \
  X(streamBeginCapture, "cuStreamBeginCapture_v2", (CUstream stream, CUstreamCaptureMode mode))              \
  X(streamEndCapture, "cuStreamEndCapture", (CUstream stream, CUgraph * graph))                              \
  X(graphInstantiate, "cuGraphInstantiateWithFlags",                                                         \
    (CUgraphExec * executable, CUgraph graph, unsigned long long flags))                                     \
  X(graphLaunch, "cuGraphLaunch", (CUgraphExec executable, CUstream stream))                                 \
  X(graphExecDestroy, "cuGraphExecDestroy", (CUgraphExec executable))                                        \
  X(graphDestroy, "cuGraphDestroy", (CUgraph graph))                                                         \
  X(eventCreate, "cuEventCreate", (CUevent * event, unsigned int flags))                                     \
  X(eventRecord, "cuEventRecord", (CUevent event, CUstream stream))                                          \
  X(eventSynchronize, "cuEventSynchronize", (CUevent event))                                                 \
  X(eventElapsedTime, "cuEventElapsedTime", (float *milliseconds, CUevent start, CUevent end))               \
  X(eventDestroy, "cuEventDestroy_v2", (CUevent event))                                                      \
  X(moduleLoadDataEx, "cuModuleLoadDataEx",                                                                  \
    (CUmodule * module, const void *image, unsigned int optionCount, CUjit_option *options, void **values))  \
  X(moduleUnload, "cuModuleUnload", (CUmodule module))                                                       \
  X(moduleGetFunction, "cuModuleGetFunction", (CUfunction * function, CUmodule module, const char *name))    \
  X(funcGetAttribute, "cuFuncGetAttribute",                                                                  \
    (int *value, CUfunction_attribute attribute, CUfunction function))                                       \
  X(occupancyMaxActiveBlocksPerMultiprocessor, "cuOccupancyMaxActiveBlocksPerMultiprocessor",                \
    (int *blocks, CUfunction function, int blockSize, std::size_t dynamicSharedBytes))                       \
  X(launchKernel, "cuLaunchKernel",                                                                          \
    (CUfunction function, unsigned int gridX, unsigned int gridY, unsigned int gridZ, unsigned int blockX,   \
     unsigned int blockY, unsigned int blockZ, unsigned int sharedBytes, CUstream stream, void **parameters, \
     void **extra))

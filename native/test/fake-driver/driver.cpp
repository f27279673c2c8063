// A stand-in for libcuda.so.1 in tests on machines without a GPU. Device memory is host memory; a "CUBIN" is
// the path of a shared library whose functions are the kernels. Work is queued as on a stream and happens
// when somebody waits, so that a buffer that is reused too early shows as wrong data. What is leaked, used
// without a context or copied out of bounds is reported. It is set up through variables of the environment:
//
//   FAKE_CUDA_DEVICES  number of devices (1)         FAKE_CUDA_MEMORY   bytes of each (1 GiB)
//   FAKE_CUDA_VERSION  of cuDriverGetVersion (13000) FAKE_CUDA_INIT     result of cuInit (0)
//   FAKE_CUDA_REFUSES_WAITS  1: a stream that is to wait for memory is a misuse
//   FAKE_CUDA_REPORT   file that takes what is still held when the process ends, and the most bytes that
//                      ever were
#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "cuda/driver-api.h"

using namespace warpfold::cuda;

namespace {

constexpr CUresult invalidContext = 201;
constexpr CUresult invalidHandle = 400;

std::size_t setting(const char *name, std::size_t fallback) {
  const char *text = std::getenv(name);
  return text == nullptr ? fallback : std::strtoull(text, nullptr, 10);
}

struct EventState {
  bool recorded = false;
  bool reached = true;
  double milliseconds = 0;
};

/// A kernel: it finds its arguments as the driver would hand them over, and returns the result of the launch.
using Kernel = int(void **arguments, unsigned grid, unsigned block);

/// How long a launch takes, in milliseconds.
using Duration = double(unsigned grid, unsigned block);

struct FunctionState {
  Kernel *kernel = nullptr;
  /// Null for a kernel that takes a millisecond, however it is launched.
  Duration *duration = nullptr;
  /// Bytes of each parameter, ended by 0.
  const unsigned *parameterBytes = nullptr;
};

struct ModuleState {
  void *library = nullptr;
  std::vector<std::unique_ptr<FunctionState>> functions;
};

struct Machine {
  std::mutex mutex;
  std::map<CUdeviceptr, std::size_t> deviceMemory;
  std::map<void *, std::size_t> pinnedMemory;
  std::map<CUstream, int> streams;
  std::map<CUevent, EventState> events;
  std::map<CUmodule, ModuleState> modules;
  std::map<CUdevice, int> contexts;
  std::deque<std::function<CUresult()>> queue;
  bool isCapturing = false;
  std::map<CUgraph, std::deque<std::function<CUresult()>>> graphs;
  std::map<CUgraphExec, std::deque<std::function<CUresult()>>> executables;
  std::size_t used = 0;
  std::size_t mostUsed = 0;
  int kernels = 0;
  /// What the clock of the device shows: it goes on while kernels run.
  double milliseconds = 0;
  int misuses = 0;
  std::uintptr_t nextHandle = 0x1000;
  CUresult sticky = CUDA_SUCCESS;

  ~Machine() {
    const char *path = std::getenv("FAKE_CUDA_REPORT");
    if (path == nullptr) return;
    std::FILE *file = std::fopen(path, "w");
    std::fprintf(file,
                 "{\"deviceMemory\":%zu,\"pinnedMemory\":%zu,\"streams\":%zu,\"events\":%zu,\"modules\":%zu,"
                 "\"contexts\":%zu,\"graphs\":%zu,\"misuses\":%d,\"kernels\":%d,\"mostUsed\":%zu}",
                 deviceMemory.size(), pinnedMemory.size(), streams.size(), events.size(), modules.size(),
                 contexts.size(), graphs.size() + executables.size(), misuses, kernels, mostUsed);
    std::fclose(file);
  }

  CUresult misuse(CUresult result) {
    ++misuses;
    return result;
  }

  template <typename Handle>
  Handle handle() {
    return reinterpret_cast<Handle>(nextHandle += 16);
  }

  bool holds(CUdeviceptr pointer, std::size_t bytes) const {
    auto block = deviceMemory.upper_bound(pointer);
    if (block == deviceMemory.begin()) return false;
    --block;
    return pointer + bytes <= block->first + block->second;
  }

  CUresult runQueue(const std::function<bool()> &until) {
    while (!queue.empty() && !until()) {
      const auto work = std::move(queue.front());
      queue.pop_front();
      if (sticky == CUDA_SUCCESS) sticky = work();
    }
    return sticky;
  }
};

Machine &machine() {
  static Machine instance;
  return instance;
}

thread_local std::vector<CUcontext> currentContexts;

/// Locks the machine, and refuses a call that needs a context and has none.
template <typename Body>
CUresult inContext(Body body) {
  Machine &m = machine();
  const std::lock_guard<std::mutex> lock(m.mutex);
  if (currentContexts.empty()) return m.misuse(invalidContext);
  if (m.sticky != CUDA_SUCCESS) return m.sticky;
  return body(m);
}

template <typename Handles, typename Handle>
CUresult drop(Handles &handles, Handle handle, Machine &m) {
  return handles.erase(handle) == 1 ? CUDA_SUCCESS : m.misuse(invalidHandle);
}

}  // namespace

#define EXPORT extern "C" __attribute__((visibility("default"))) CUresult

EXPORT cuInit(unsigned) {
  machine();  // Its report is written even if nothing else happens.
  return static_cast<CUresult>(setting("FAKE_CUDA_INIT", 0));
}
EXPORT cuDriverGetVersion(int *version) {
  *version = static_cast<int>(setting("FAKE_CUDA_VERSION", 13000));
  return CUDA_SUCCESS;
}
EXPORT cuGetErrorName(CUresult error, const char **name) {
  static const std::map<CUresult, const char *> names = {
      {1, "CUDA_ERROR_INVALID_VALUE"},    {2, "CUDA_ERROR_OUT_OF_MEMORY"},
      {100, "CUDA_ERROR_NO_DEVICE"},      {101, "CUDA_ERROR_INVALID_DEVICE"},
      {34, "CUDA_ERROR_STUB_LIBRARY"},    {201, "CUDA_ERROR_INVALID_CONTEXT"},
      {400, "CUDA_ERROR_INVALID_HANDLE"}, {500, "CUDA_ERROR_NOT_FOUND"},
      {200, "CUDA_ERROR_INVALID_IMAGE"},  {700, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {710, "CUDA_ERROR_ASSERT"}};
  const auto found = names.find(error);
  *name = found == names.end() ? nullptr : found->second;
  return found == names.end() ? CUDA_ERROR_INVALID_VALUE : CUDA_SUCCESS;
}
EXPORT cuGetErrorString(CUresult, const char **text) {
  *text = "as the fake driver says";
  return CUDA_SUCCESS;
}
EXPORT cuDeviceGetCount(int *count) {
  *count = static_cast<int>(setting("FAKE_CUDA_DEVICES", 1));
  return CUDA_SUCCESS;
}
EXPORT cuDeviceGet(CUdevice *device, int ordinal) {
  *device = ordinal;
  return CUDA_SUCCESS;
}
EXPORT cuDeviceGetName(char *name, int length, CUdevice device) {
  std::snprintf(name, static_cast<std::size_t>(length), "Fake GPU %d", device);
  return CUDA_SUCCESS;
}
EXPORT cuDeviceGetUuid_v2(CUuuid *uuid, CUdevice device) {
  for (int i = 0; i < 16; ++i) uuid->bytes[i] = static_cast<unsigned char>(16 * device + i);
  return CUDA_SUCCESS;
}
EXPORT cuDeviceTotalMem_v2(std::size_t *bytes, CUdevice) {
  *bytes = setting("FAKE_CUDA_MEMORY", std::size_t{1} << 30);
  return CUDA_SUCCESS;
}
EXPORT cuDeviceGetAttribute(int *value, CUdevice_attribute attribute, CUdevice) {
  static const std::map<int, int> values = {{8, 49152},     {16, 132},  {17, 0}, {36, 2619000}, {37, 5120},
                                            {38, 52428800}, {39, 2048}, {75, 9}, {76, 0}};
  const auto found = values.find(attribute);
  if (found == values.end()) return machine().misuse(CUDA_ERROR_INVALID_VALUE);
  *value = found->second;
  return CUDA_SUCCESS;
}
EXPORT cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device) {
  const std::lock_guard<std::mutex> lock(machine().mutex);
  ++machine().contexts[device];
  *context = reinterpret_cast<CUcontext>(static_cast<std::uintptr_t>(device) + 1);
  return CUDA_SUCCESS;
}
EXPORT cuDevicePrimaryCtxRelease_v2(CUdevice device) {
  const std::lock_guard<std::mutex> lock(machine().mutex);
  if (--machine().contexts[device] == 0) machine().contexts.erase(device);
  return CUDA_SUCCESS;
}
EXPORT cuCtxPushCurrent_v2(CUcontext context) {
  currentContexts.push_back(context);
  return CUDA_SUCCESS;
}
EXPORT cuCtxPopCurrent_v2(CUcontext *context) {
  if (currentContexts.empty()) return machine().misuse(invalidContext);
  *context = currentContexts.back();
  currentContexts.pop_back();
  return CUDA_SUCCESS;
}
EXPORT cuMemGetInfo_v2(std::size_t *free, std::size_t *total) {
  return inContext([&](Machine &m) {
    *total = setting("FAKE_CUDA_MEMORY", std::size_t{1} << 30);
    *free = *total - m.used;
    return CUDA_SUCCESS;
  });
}
EXPORT cuMemAlloc_v2(CUdeviceptr *pointer, std::size_t bytes) {
  return inContext([&](Machine &m) {
    if (bytes == 0) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    if (m.used + bytes > setting("FAKE_CUDA_MEMORY", std::size_t{1} << 30)) return CUDA_ERROR_OUT_OF_MEMORY;
    void *memory = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
    std::memset(memory, 0xCD, bytes);
    *pointer = reinterpret_cast<CUdeviceptr>(memory);
    m.deviceMemory[*pointer] = bytes;
    m.used += bytes;
    m.mostUsed = std::max(m.mostUsed, m.used);
    return CUDA_SUCCESS;
  });
}
EXPORT cuMemFree_v2(CUdeviceptr pointer) {
  return inContext([&](Machine &m) {
    const auto block = m.deviceMemory.find(pointer);
    if (block == m.deviceMemory.end()) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    m.used -= block->second;
    m.deviceMemory.erase(block);
    std::free(reinterpret_cast<void *>(pointer));
    return CUDA_SUCCESS;
  });
}
EXPORT cuMemAllocHost_v2(void **pointer, std::size_t bytes) {
  return inContext([&](Machine &m) {
    *pointer = std::malloc(bytes);
    m.pinnedMemory[*pointer] = bytes;
    return CUDA_SUCCESS;
  });
}
EXPORT cuMemFreeHost(void *pointer) {
  return inContext([&](Machine &m) {
    std::free(pointer);
    return drop(m.pinnedMemory, pointer, m);
  });
}

namespace {

CUresult copyLater(Machine &m, void *target, const void *source, std::size_t bytes, CUdeviceptr checked) {
  if (!m.holds(checked, bytes)) return m.misuse(CUDA_ERROR_INVALID_VALUE);
  m.queue.emplace_back([=] {
    std::memcpy(target, source, bytes);
    return CUDA_SUCCESS;
  });
  return CUDA_SUCCESS;
}

}  // namespace

EXPORT cuMemcpyHtoDAsync_v2(CUdeviceptr target, const void *source, std::size_t bytes, CUstream) {
  return inContext(
      [&](Machine &m) { return copyLater(m, reinterpret_cast<void *>(target), source, bytes, target); });
}
EXPORT cuMemcpyDtoHAsync_v2(void *target, CUdeviceptr source, std::size_t bytes, CUstream) {
  return inContext([&](Machine &m) {
    return copyLater(m, target, reinterpret_cast<const void *>(source), bytes, source);
  });
}
EXPORT cuMemcpyDtoDAsync_v2(CUdeviceptr target, CUdeviceptr source, std::size_t bytes, CUstream) {
  return inContext([&](Machine &m) {
    if (!m.holds(source, bytes)) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    // The areas of such a copy must not overlap.
    if (source < target ? source + bytes > target : target + bytes > source)
      return m.misuse(CUDA_ERROR_INVALID_VALUE);
    return copyLater(m, reinterpret_cast<void *>(target), reinterpret_cast<const void *>(source), bytes,
                     target);
  });
}
EXPORT cuMemsetD8Async(CUdeviceptr target, unsigned char value, std::size_t bytes, CUstream) {
  return inContext([&](Machine &m) {
    if (!m.holds(target, bytes)) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    m.queue.emplace_back([=] {
      std::memset(reinterpret_cast<void *>(target), value, bytes);
      return CUDA_SUCCESS;
    });
    return CUDA_SUCCESS;
  });
}
EXPORT cuStreamCreate(CUstream *stream, unsigned flags) {
  return inContext([&](Machine &m) {
    if (flags != CU_STREAM_NON_BLOCKING) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    *stream = m.handle<CUstream>();
    m.streams[*stream] = 1;
    return CUDA_SUCCESS;
  });
}
EXPORT cuStreamDestroy_v2(CUstream stream) {
  return inContext([&](Machine &m) { return drop(m.streams, stream, m); });
}
EXPORT cuStreamSynchronize(CUstream stream) {
  return inContext([&](Machine &m) {
    if (m.streams.count(stream) == 0) return m.misuse(invalidHandle);
    return m.runQueue([] { return false; });
  });
}
/// Refused while a stream waits for a word that nobody has written: the queue would never end. The wait
/// itself is queued.
EXPORT cuStreamWaitValue32_v2(CUstream stream, CUdeviceptr address, unsigned value, unsigned flags) {
  return inContext([&](Machine &m) {
    if (m.streams.count(stream) == 0 || setting("FAKE_CUDA_REFUSES_WAITS", 0) != 0)
      return m.misuse(invalidHandle);
    const bool isPinned = m.pinnedMemory.count(reinterpret_cast<void *>(address)) == 1;
    if (flags != CU_STREAM_WAIT_VALUE_GEQ || !isPinned) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    m.queue.emplace_back([&m, address, value] {
      const unsigned word = *reinterpret_cast<const volatile unsigned *>(address);
      return static_cast<int>(word - value) >= 0 ? CUDA_SUCCESS : m.misuse(CUDA_ERROR_INVALID_VALUE);
    });
    return CUDA_SUCCESS;
  });
}
EXPORT cuStreamBeginCapture_v2(CUstream, CUstreamCaptureMode) {
  return inContext([&](Machine &m) {
    if (!m.queue.empty() || m.isCapturing) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    m.isCapturing = true;
    return CUDA_SUCCESS;
  });
}
EXPORT cuStreamEndCapture(CUstream, CUgraph *graph) {
  return inContext([&](Machine &m) {
    if (!m.isCapturing) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    m.isCapturing = false;
    *graph = m.handle<CUgraph>();
    m.graphs[*graph] = std::exchange(m.queue, {});
    return CUDA_SUCCESS;
  });
}
EXPORT cuGraphInstantiateWithFlags(CUgraphExec *executable, CUgraph graph, unsigned long long) {
  return inContext([&](Machine &m) {
    if (m.graphs.count(graph) == 0) return m.misuse(invalidHandle);
    *executable = m.handle<CUgraphExec>();
    m.executables[*executable] = m.graphs[graph];
    return CUDA_SUCCESS;
  });
}
EXPORT cuGraphLaunch(CUgraphExec executable, CUstream stream) {
  return inContext([&](Machine &m) {
    if (m.executables.count(executable) == 0 || m.streams.count(stream) == 0) return m.misuse(invalidHandle);
    for (const auto &work : m.executables[executable]) m.queue.push_back(work);
    return CUDA_SUCCESS;
  });
}
EXPORT cuGraphExecDestroy(CUgraphExec executable) {
  return inContext([&](Machine &m) { return drop(m.executables, executable, m); });
}
EXPORT cuGraphDestroy(CUgraph graph) {
  return inContext([&](Machine &m) { return drop(m.graphs, graph, m); });
}
EXPORT cuEventCreate(CUevent *event, unsigned flags) {
  return inContext([&](Machine &m) {
    if (flags != CU_EVENT_DEFAULT) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    *event = m.handle<CUevent>();
    m.events[*event] = {};
    return CUDA_SUCCESS;
  });
}
EXPORT cuEventRecord(CUevent event, CUstream stream) {
  return inContext([&](Machine &m) {
    if (m.events.count(event) == 0 || m.streams.count(stream) == 0) return m.misuse(invalidHandle);
    m.events[event].recorded = true;
    m.events[event].reached = false;
    m.queue.emplace_back([&m, event] {
      const auto found = m.events.find(event);
      if (found == m.events.end()) return CUDA_SUCCESS;
      found->second.reached = true;
      found->second.milliseconds = m.milliseconds;
      return CUDA_SUCCESS;
    });
    return CUDA_SUCCESS;
  });
}
EXPORT cuEventSynchronize(CUevent event) {
  return inContext([&](Machine &m) {
    if (m.events.count(event) == 0) return m.misuse(invalidHandle);
    return m.runQueue([&] { return m.events[event].reached; });
  });
}
/// What the kernels between the events take.
EXPORT cuEventElapsedTime(float *milliseconds, CUevent start, CUevent end) {
  return inContext([&](Machine &m) {
    const EventState &a = m.events[start];
    const EventState &b = m.events[end];
    if (!a.recorded || !b.recorded || !a.reached || !b.reached) return m.misuse(invalidHandle);
    *milliseconds = static_cast<float>(b.milliseconds - a.milliseconds);
    return CUDA_SUCCESS;
  });
}
EXPORT cuEventDestroy_v2(CUevent event) {
  return inContext([&](Machine &m) { return drop(m.events, event, m); });
}
EXPORT cuModuleLoadDataEx(CUmodule *module, const void *image, unsigned, CUjit_option *, void **values) {
  return inContext([&](Machine &m) {
    void *library = dlopen(static_cast<const char *>(image), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      std::strcpy(static_cast<char *>(values[0]), "no such kernel library");
      return CUresult{200};
    }
    // The loader gives one handle for one file: two modules of it are still two.
    *module = m.handle<CUmodule>();
    m.modules[*module].library = library;
    return CUDA_SUCCESS;
  });
}
EXPORT cuModuleUnload(CUmodule module) {
  return inContext([&](Machine &m) {
    if (!m.queue.empty()) return m.misuse(CUDA_ERROR_INVALID_VALUE);
    return drop(m.modules, module, m);
  });
}
EXPORT cuModuleGetFunction(CUfunction *function, CUmodule module, const char *name) {
  return inContext([&](Machine &m) {
    const auto found = m.modules.find(module);
    if (found == m.modules.end()) return m.misuse(invalidHandle);
    void *kernel = dlsym(found->second.library, name);
    void *bytes = dlsym(found->second.library, (std::string(name) + "_parameter_bytes").c_str());
    if (kernel == nullptr || bytes == nullptr) return CUresult{500};
    auto state = std::make_unique<FunctionState>();
    state->kernel = reinterpret_cast<Kernel *>(kernel);
    state->duration = reinterpret_cast<Duration *>(
        dlsym(found->second.library, (std::string(name) + "_milliseconds").c_str()));
    state->parameterBytes = static_cast<const unsigned *>(bytes);
    *function = reinterpret_cast<CUfunction>(state.get());
    found->second.functions.push_back(std::move(state));
    return CUDA_SUCCESS;
  });
}
EXPORT cuFuncGetAttribute(int *value, CUfunction_attribute attribute, CUfunction) {
  *value = 100 + attribute;
  return CUDA_SUCCESS;
}
EXPORT cuOccupancyMaxActiveBlocksPerMultiprocessor(int *blocks, CUfunction, int blockSize, std::size_t) {
  *blocks = 2048 / blockSize;
  return CUDA_SUCCESS;
}
EXPORT cuLaunchKernel(CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                      unsigned blockY, unsigned blockZ, unsigned, CUstream stream, void **parameters,
                      void **extra) {
  return inContext([&](Machine &m) {
    if (m.streams.count(stream) == 0) return m.misuse(invalidHandle);
    if (gridY != 1 || gridZ != 1 || blockY != 1 || blockZ != 1 || extra != nullptr) {
      return m.misuse(CUDA_ERROR_INVALID_VALUE);
    }
    const auto &state = *reinterpret_cast<FunctionState *>(function);
    // The driver copies arguments at the launch.
    std::vector<std::vector<char>> arguments;
    for (std::size_t i = 0; state.parameterBytes[i] != 0; ++i) {
      const char *value = static_cast<const char *>(parameters[i]);
      arguments.emplace_back(value, value + state.parameterBytes[i]);
    }
    m.queue.emplace_back(
        [&m, kernel = state.kernel, duration = state.duration, arguments, gridX, blockX]() mutable {
          ++m.kernels;
          m.milliseconds += duration == nullptr ? 1.0 : duration(gridX, blockX);
          std::vector<void *> pointers;
          for (auto &argument : arguments) pointers.push_back(argument.data());
          return static_cast<CUresult>(kernel(pointers.data(), gridX, blockX));
        });
    return CUDA_SUCCESS;
  });
}

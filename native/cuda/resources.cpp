#include "cuda/resources.h"

#include <array>

#include "cuda/driver-error.h"
#include "system/error.h"
#include "system/format.h"

namespace warpfold::cuda {

Stream createStream(const Driver &driver) {
  CUstream stream = nullptr;
  driver.check(driver.streamCreate(&stream, CU_STREAM_NON_BLOCKING), "cuStreamCreate");
  return Stream(driver, stream);
}

Event createEvent(const Driver &driver) {
  CUevent event = nullptr;
  driver.check(driver.eventCreate(&event, CU_EVENT_DEFAULT), "cuEventCreate");
  return Event(driver, event);
}

DeviceMemory allocateDevice(const Driver &driver, std::uint64_t bytes) {
  CUdeviceptr pointer = 0;
  driver.check(driver.memAlloc(&pointer, bytes), "cuMemAlloc of " + formatBytes(bytes));
  return DeviceMemory(driver, pointer);
}

PinnedMemory allocatePinned(const Driver &driver, std::uint64_t bytes) {
  void *pointer = nullptr;
  driver.check(driver.memAllocHost(&pointer, bytes), "cuMemAllocHost of " + formatBytes(bytes));
  return PinnedMemory(driver, pointer);
}

Module loadModule(const Driver &driver, const std::vector<std::byte> &image) {
  // PTX is text: the driver reads up to a zero byte, which the end of a CUBIN does not mind.
  std::vector<std::byte> terminated = image;
  terminated.push_back(std::byte{0});
  std::array<char, 8192> log{};
  std::array<CUjit_option, 2> options = {CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
  // Options take their values as pointers, numbers too. NOLINTNEXTLINE(performance-no-int-to-ptr)
  std::array<void *, 2> values = {log.data(), reinterpret_cast<void *>(log.size() - 1)};
  CUmodule module = nullptr;
  const CUresult result = driver.moduleLoadDataEx(
      &module, terminated.data(), static_cast<unsigned>(options.size()), options.data(), values.data());
  std::string doing = "cuModuleLoadDataEx of the compiled kernel";
  if (log[0] != '\0') doing += std::string(": ") + log.data();
  driver.check(result, doing);
  return Module(driver, module);
}

CUfunction findFunction(const Driver &driver, const Module &module, const std::string &name) {
  CUfunction function = nullptr;
  driver.check(driver.moduleGetFunction(&function, module.get(), name.c_str()),
               "cuModuleGetFunction of " + name);
  return function;
}

int functionAttribute(const Driver &driver, CUfunction function, CUfunction_attribute attribute) {
  int value = 0;
  driver.check(driver.funcGetAttribute(&value, attribute, function),
               "cuFuncGetAttribute " + std::to_string(static_cast<int>(attribute)));
  return value;
}

}  // namespace warpfold::cuda

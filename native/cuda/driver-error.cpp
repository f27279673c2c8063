#include "cuda/driver-error.h"

namespace warpfold::cuda {

namespace {

/// Errors that the running kernel caused, as opposed to the machine.
bool isFault(CUresult result) {
  switch (result) {
    case CUDA_ERROR_ILLEGAL_ADDRESS:
    case CUDA_ERROR_LAUNCH_TIMEOUT:
    case CUDA_ERROR_ASSERT:
    case CUDA_ERROR_HARDWARE_STACK_ERROR:
    case CUDA_ERROR_ILLEGAL_INSTRUCTION:
    case CUDA_ERROR_MISALIGNED_ADDRESS:
    case CUDA_ERROR_INVALID_ADDRESS_SPACE:
    case CUDA_ERROR_INVALID_PC:
    case CUDA_ERROR_LAUNCH_FAILED:
      return true;
    default:
      return false;
  }
}

ErrorCode codeFor(CUresult result) {
  if (isFault(result)) return ErrorCode::KernelFaulted;
  switch (result) {
    case CUDA_ERROR_OUT_OF_MEMORY:
      return ErrorCode::OutOfMemory;
    case CUDA_ERROR_NO_DEVICE:
      return ErrorCode::NoCudaDevice;
    case CUDA_ERROR_STUB_LIBRARY:
      return ErrorCode::NoCudaDriver;
    default:
      return ErrorCode::CudaError;
  }
}

std::string messageFor(CUresult result, const std::string &name, const std::string &text) {
  switch (result) {
    case CUDA_ERROR_ILLEGAL_ADDRESS:
      return "The kernel read or wrote memory that is not its own.";
    case CUDA_ERROR_MISALIGNED_ADDRESS:
      return "The kernel read or wrote at an address that is not aligned for the type.";
    case CUDA_ERROR_ASSERT:
      return "An assertion of the kernel failed.";
    case CUDA_ERROR_LAUNCH_TIMEOUT:
      return "The system ended the kernel, because it ran for too long.";
    case CUDA_ERROR_OUT_OF_MEMORY:
      return "The device has not enough free memory.";
    default:
      break;
  }
  if (isFault(result)) return "The kernel failed on the device: " + text + ".";
  return "CUDA failed: " + text + " (" + name + ").";
}

}  // namespace

bool isFatal(CUresult result) {
  switch (result) {
    case CUDA_ERROR_ECC_UNCORRECTABLE:
    case CUDA_ERROR_CONTAINED:
    case CUDA_ERROR_TENSOR_MEMORY_LEAK:
    case CUDA_ERROR_MPS_CLIENT_TERMINATED:
    case CUDA_ERROR_EXTERNAL_DEVICE:
      return true;
    default:
      return isFault(result);
  }
}

std::string adviceFor(CUresult result) {
  switch (result) {
    case CUDA_ERROR_OUT_OF_MEMORY:
      return "Make `n` smaller, or end other programs that use the device.";
    case CUDA_ERROR_STUB_LIBRARY:
      return "The toolkit's stub of libcuda was found in place of the driver's: remove its folder from the "
             "loader's "
             "search path.";
    case CUDA_ERROR_DEVICE_UNAVAILABLE:
      return "Another process holds the device alone (compute mode `exclusive process`): end it, or change "
             "the mode "
             "with `nvidia-smi -c 0`.";
    case CUDA_ERROR_NO_DEVICE:
      return "Check `nvidia-smi`, and that CUDA_VISIBLE_DEVICES does not hide the device.";
    case CUDA_ERROR_NO_BINARY_FOR_GPU:
      return "The binary is for another architecture: compile for this device.";
    case CUDA_ERROR_INVALID_PTX:
    case CUDA_ERROR_UNSUPPORTED_PTX_VERSION:
      return "The compiler is newer than the driver: update the driver, or use an NVRTC of the driver's CUDA "
             "version.";
    case CUDA_ERROR_JIT_COMPILER_NOT_FOUND:
      return "The driver's PTX compiler (libnvidia-ptxjitcompiler) is missing; in a container, pass the "
             "`compute` "
             "driver capability.";
    case CUDA_ERROR_ILLEGAL_ADDRESS:
      return "Check the indices in `map_expr`: each must stay below the length of its vector.";
    case CUDA_ERROR_MISALIGNED_ADDRESS:
      return "Check pointer casts in the kernel and its preamble.";
    case CUDA_ERROR_ASSERT:
      return "The kernel's own output says which assertion it was.";
    case CUDA_ERROR_LAUNCH_TIMEOUT:
      return "A display is attached to this device, and its system limits how long a kernel runs: make `n` "
             "smaller.";
    case CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES:
      return "The block needs more registers or shared memory than a multiprocessor has: use fewer threads "
             "per block.";
    case CUDA_ERROR_SYSTEM_NOT_READY:
      return "Start the fabric manager (`nvidia-fabricmanager`) of this machine.";
    case CUDA_ERROR_SYSTEM_DRIVER_MISMATCH:
      return "The driver's library and kernel module have different versions: restart the machine.";
    case CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE:
      return "The CUDA compatibility package does not support this device: remove it, or update the driver.";
    default:
      return isFatal(result) ? "The process has to be replaced before CUDA works again." : "";
  }
}

Error driverError(CUresult result, const std::string &name, const std::string &text,
                  const std::string &doing) {
  return Error(
      {codeFor(result), messageFor(result, name, text), name, doing, adviceFor(result), isFatal(result)});
}

}  // namespace warpfold::cuda

#include "system/error.h"

namespace warpfold {

const char *codeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidRequest:
      return "invalid-request";
    case ErrorCode::EmptyWithoutNeutral:
      return "empty-without-neutral";
    case ErrorCode::OutOfMemory:
      return "out-of-memory";
    case ErrorCode::DataFile:
      return "data-file";
    case ErrorCode::NoCudaDriver:
      return "no-cuda-driver";
    case ErrorCode::NoCudaDevice:
      return "no-cuda-device";
    case ErrorCode::NoSuchDevice:
      return "no-such-device";
    case ErrorCode::NoCudaCompiler:
      return "no-cuda-compiler";
    case ErrorCode::CudaError:
      return "cuda-error";
    case ErrorCode::KernelFaulted:
      return "kernel-faulted";
    case ErrorCode::Internal:
      return "internal";
  }
  return "internal";
}

}  // namespace warpfold

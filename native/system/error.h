#pragma once

#include <exception>
#include <string>

namespace warpfold {

/// The codes of `ErrorCode` in protocol/errors.ts that native code reports.
enum class ErrorCode {
  InvalidRequest,
  EmptyWithoutNeutral,
  OutOfMemory,
  DataFile,
  NoCudaDriver,
  NoCudaDevice,
  NoSuchDevice,
  NoCudaCompiler,
  CudaError,
  KernelFaulted,
  Internal,
};

/// The spelling of a code that crosses to JavaScript: `out-of-memory`.
const char *codeName(ErrorCode code);

/// What `ErrorData` of protocol/errors.ts says about a failure. Empty strings stand for fields that are left
/// out.
struct ErrorFields {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
  /// CUDA's or NVRTC's own name of the error.
  std::string cuda;
  /// What was being done.
  std::string doing;
  /// What to try.
  std::string advice;
  /// True where this process can do no more CUDA work.
  bool fatal = false;
};

/// Every failure of the addon is thrown as one of these.
class Error : public std::exception {
 public:
  explicit Error(ErrorFields fields) : fields_(std::move(fields)) {}
  Error(ErrorCode code, std::string message)
      : Error(ErrorFields{code, std::move(message), {}, {}, {}, false}) {}

  const char *what() const noexcept override { return fields_.message.c_str(); }
  const ErrorFields &fields() const noexcept { return fields_; }

 private:
  ErrorFields fields_;
};

}  // namespace warpfold

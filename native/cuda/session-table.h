#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "cuda/session.h"

namespace warpfold::cuda {

/// The sessions of all devices. Any thread may call it.
class SessionTable {
 public:
  /// The session of a device, opened where there is none.
  std::shared_ptr<Session> open(const DriverPointer &driver, int ordinal);

  /// The session of a device, or nullptr where there is none.
  std::shared_ptr<Session> find(int ordinal);

  /// Forgets a device's session. It goes at once, or with the run that uses it.
  void release(int ordinal);

 private:
  std::mutex mutex_;
  std::map<int, std::shared_ptr<Session>> sessions_;
};

}  // namespace warpfold::cuda

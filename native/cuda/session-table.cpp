#include "cuda/session-table.h"

namespace warpfold::cuda {

std::shared_ptr<Session> SessionTable::open(const DriverPointer &driver, int ordinal) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::shared_ptr<Session> &session = sessions_[ordinal];
  if (session == nullptr) session = std::make_shared<Session>(driver, ordinal);
  return session;
}

std::shared_ptr<Session> SessionTable::find(int ordinal) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = sessions_.find(ordinal);
  return found == sessions_.end() ? nullptr : found->second;
}

void SessionTable::release(int ordinal) {
  std::shared_ptr<Session> released;
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = sessions_.find(ordinal);
  if (found == sessions_.end()) return;
  released = std::move(found->second);
  sessions_.erase(found);
}

}  // namespace warpfold::cuda

#pragma once

#include <functional>
#include <memory>

namespace warpfold::system {

/// Threads that run tasks in the order they came.
///
/// Destruction drops what waits and does not wait for what runs: a kernel may never return, and the process
/// must be able to end. A task therefore owns everything it uses.
class WorkQueue {
 public:
  explicit WorkQueue(unsigned threads);
  ~WorkQueue();
  WorkQueue(const WorkQueue &) = delete;
  WorkQueue &operator=(const WorkQueue &) = delete;
  WorkQueue(WorkQueue &&) = delete;
  WorkQueue &operator=(WorkQueue &&) = delete;

  /// Adds a task. It must not throw.
  void add(std::function<void()> task);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace warpfold::system

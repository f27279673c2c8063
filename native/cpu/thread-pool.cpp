#include "cpu/thread-pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>

namespace warpfold::cpu {

namespace {

/// One loop, shared by its threads.
class Loop {
 public:
  Loop(std::uint64_t items, const std::function<void(std::uint64_t)> &body) : items_(items), body_(body) {}

  void work() {
    try {
      for (std::uint64_t item = next_++; item < items_; item = next_++) body_(item);
    } catch (...) {
      next_ = items_;
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  void leave() {
    // Notified under the lock: the loop ends as soon as the waiting thread sees the count.
    const std::lock_guard<std::mutex> lock(mutex_);
    ++left_;
    allLeft_.notify_one();
  }

  void wait(unsigned helpers) {
    std::unique_lock<std::mutex> lock(mutex_);
    allLeft_.wait(lock, [this, helpers] { return left_ == helpers; });
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  const std::uint64_t items_;
  const std::function<void(std::uint64_t)> &body_;
  std::atomic<std::uint64_t> next_{0};
  std::mutex mutex_;
  std::condition_variable allLeft_;
  unsigned left_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

void ThreadPool::forEach(std::uint64_t items, unsigned threads,
                         const std::function<void(std::uint64_t)> &body) {
  const auto useful = static_cast<unsigned>(std::min<std::uint64_t>(items, std::min(threads, threads_)));
  const unsigned helpers = useful > 1 ? useful - 1 : 0;
  Loop loop(items, body);
  for (unsigned i = 0; i < helpers; ++i) {
    helpers_.add([&loop] {
      loop.work();
      loop.leave();
    });
  }
  loop.work();
  loop.wait(helpers);
}

}  // namespace warpfold::cpu

#include "system/work-queue.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace warpfold::system {

struct WorkQueue::State {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> waiting;
  bool closed = false;

  void serve() {
    while (true) {
      std::function<void()> task;
      {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock, [this] { return closed || !waiting.empty(); });
        if (closed) return;
        task = std::move(waiting.front());
        waiting.pop_front();
      }
      task();
    }
  }
};

WorkQueue::WorkQueue(unsigned threads) : state_(std::make_shared<State>()) {
  for (unsigned i = 0; i < threads; ++i) {
    std::thread([state = state_] { state->serve(); }).detach();
  }
}

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    state_->closed = true;
    state_->waiting.clear();
  }
  state_->changed.notify_all();
}

void WorkQueue::add(std::function<void()> task) {
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    state_->waiting.push_back(std::move(task));
  }
  state_->changed.notify_one();
}

}  // namespace warpfold::system

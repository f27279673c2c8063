#pragma once

#include <napi.h>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "addon/replies.h"
#include "system/work-queue.h"

namespace warpfold::addon {

/// What happens on JavaScript's thread once some work is done.
class Settlement {
 public:
  Settlement() = default;
  virtual ~Settlement() = default;
  Settlement(const Settlement &) = delete;
  Settlement &operator=(const Settlement &) = delete;
  Settlement(Settlement &&) = delete;
  Settlement &operator=(Settlement &&) = delete;
  virtual void settle(Napi::Env env) = 0;
};

/// Carries settlements from any thread to JavaScript's, and keeps the process alive until they are there.
class SettlementChannel {
 public:
  explicit SettlementChannel(Napi::Env env);

  /// Called once, from any thread. Nothing happens where JavaScript has ended meanwhile.
  void send(std::unique_ptr<Settlement> settlement);

 private:
  static void call(Napi::Env env, Napi::Function, std::nullptr_t *, Settlement *settlement);
  using Function = Napi::TypedThreadSafeFunction<std::nullptr_t, Settlement, &SettlementChannel::call>;
  Function function_;
};

/// Runs `work` on a queue; the promise takes its result, or the error that it throws.
template <typename Result>
Napi::Promise promiseOf(Napi::Env env, system::WorkQueue &queue, std::function<Result()> work) {
  class Outcome : public Settlement {
   public:
    explicit Outcome(Napi::Promise::Deferred deferred) : deferred_(deferred) {}

    void run(const std::function<Result()> &work) {
      try {
        result_ = work();
      } catch (...) {
        error_ = describeException(std::current_exception());
      }
    }

    void settle(Napi::Env env) override {
      if (result_) {
        deferred_.Resolve(toJs(env, *result_));
      } else {
        deferred_.Reject(toJs(env, error_).Value());
      }
    }

   private:
    Napi::Promise::Deferred deferred_;
    std::optional<Result> result_;
    ErrorFields error_;
  };

  const auto deferred = Napi::Promise::Deferred::New(env);
  queue.add([channel = SettlementChannel(env), deferred, work = std::move(work)]() mutable {
    auto outcome = std::make_unique<Outcome>(deferred);
    outcome->run(work);
    // What the work owns goes before the promise is settled: whoever awaits it finds memory and files
    // released.
    work = nullptr;
    channel.send(std::move(outcome));
  });
  return deferred.Promise();
}

}  // namespace warpfold::addon

#include "addon/promise.h"

namespace warpfold::addon {

SettlementChannel::SettlementChannel(Napi::Env env) : function_(Function::New(env, "warpfold", 0, 1)) {}

void SettlementChannel::send(std::unique_ptr<Settlement> settlement) {
  if (function_.BlockingCall(settlement.get()) == napi_ok) {
    // The queue owns it now, and `call` takes it over.
    [[maybe_unused]] const Settlement *const queued = settlement.release();
    // Fails only where JavaScript has ended meanwhile.
    static_cast<void>(function_.Release());
  }
}

void SettlementChannel::call(Napi::Env env, Napi::Function, std::nullptr_t *, Settlement *settlement) {
  const std::unique_ptr<Settlement> owned(settlement);
  // Without an environment: JavaScript ends, and nobody waits any more.
  if (env != nullptr) owned->settle(env);
}

}  // namespace warpfold::addon

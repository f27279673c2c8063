#include "cuda/launch.h"

#include "cuda/device-inputs.h"
#include "system/error.h"
#include "system/format.h"

namespace warpfold::cuda {

Launch::Launch(const Job &job, Session &session, const DeviceInputs &inputs)
    : job_(job),
      session_(session),
      driver_(session.driver()),
      module_(loadModule(driver_, job.cubin)),
      function_(findFunction(driver_, module_, job.entry)),
      loadSeconds_(load_.seconds()),
      pointers_(inputs.pointers()),
      partials_(session.allocate(job.partialBytes * job.grid, job.fit)),
      result_(session.allocate(job.resultBytes, job.fit)),
      partialsPointer_(partials_.pointer()),
      resultPointer_(result_.pointer()) {
  driver_.check(
      driver_.memsetD8Async(partials_.pointer(), 0, job.partialBytes * job.grid, session.stream().get()),
      "cuMemsetD8Async of the partials");
  // A kernel does not write the padding of a struct, which is downloaded with the rest.
  driver_.check(driver_.memsetD8Async(result_.pointer(), 0, job.resultBytes, session.stream().get()),
                "cuMemsetD8Async of the result");
  for (const data::Parameter &parameter : job.parameters) arguments_.push_back(addressOf(parameter));
}

void Launch::enqueue() {
  driver_.check(driver_.launchKernel(function_, job_.grid, 1, 1, job_.block, 1, 1, 0, session_.stream().get(),
                                     arguments_.data(), nullptr),
                "cuLaunchKernel of " + job_.entry + " with " + formatCount(job_.grid, "block") + " of " +
                    formatCount(job_.block, "thread"));
}

void Launch::synchronize() const {
  driver_.check(driver_.streamSynchronize(session_.stream().get()), "running " + job_.entry);
}

data::LaunchFacts Launch::facts() const {
  data::LaunchFacts facts;
  facts.registers = functionAttribute(driver_, function_, CU_FUNC_ATTRIBUTE_NUM_REGS);
  facts.sharedBytes = functionAttribute(driver_, function_, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES);
  facts.localBytes = functionAttribute(driver_, function_, CU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES);
  driver_.check(driver_.occupancyMaxActiveBlocksPerMultiprocessor(&facts.blocksPerMultiprocessor, function_,
                                                                  static_cast<int>(job_.block), 0),
                "cuOccupancyMaxActiveBlocksPerMultiprocessor of " + job_.entry);
  return facts;
}

std::vector<std::byte> Launch::download() const {
  std::vector<std::byte> bytes(job_.resultBytes);
  if (bytes.empty()) return bytes;
  driver_.check(
      driver_.memcpyDtoHAsync(bytes.data(), result_.pointer(), bytes.size(), session_.stream().get()),
      "cuMemcpyDtoHAsync of the result");
  synchronize();
  return bytes;
}

/// The driver takes the address of each argument, and copies what is there at the launch.
void *Launch::addressOf(const data::Parameter &parameter) {
  if (const auto *input = std::get_if<data::InputParameter>(&parameter)) return &pointers_[input->index];
  if (const auto *value = std::get_if<data::BytesParameter>(&parameter)) {
    return const_cast<std::byte *>(value->bytes.data());
  }
  switch (std::get<data::RuntimeParameter>(parameter)) {
    case data::RuntimeParameter::Partials:
      return &partialsPointer_;
    case data::RuntimeParameter::Result:
      return &resultPointer_;
  }
  throw Error(ErrorCode::Internal, "A kernel's parameter has no kind.");
}

}  // namespace warpfold::cuda

#include "cuda/runner.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "cuda/device-inputs.h"
#include "cuda/launch.h"
#include "cuda/sampler.h"
#include "data/timing.h"
#include "system/error.h"
#include "system/format.h"

namespace warpfold::cuda {

namespace {

std::vector<std::uint64_t> inputSizes(const Job &job) {
  std::vector<std::uint64_t> sizes;
  sizes.reserve(job.inputs.size());
  for (std::size_t i = 0; i < job.inputs.size(); ++i) sizes.push_back(DeviceInputs::bytesOf(job, i));
  return sizes;
}

/// Memory is checked as a whole before any of it is allocated. `sizes` are those of the inputs to make.
void reserveMemory(const Job &job, Session &session, std::vector<std::uint64_t> sizes) {
  sizes.insert(sizes.end(), {job.partialBytes * job.grid, job.resultBytes});
  if (const std::uint64_t flushed = flushBytes(job, session); flushed > 0) sizes.push_back(flushed);
  std::uint64_t bytes = 0;
  std::uint64_t rounded = 0;
  for (const std::uint64_t size : sizes) {
    bytes += size;
    rounded += MemoryPool::roundedSize(size);
  }
  session.reserve(bytes, rounded);
}

}  // namespace

data::JobResult run(const Job &job, Session &session, const GeneratorCompiler &compiler) {
  const CurrentContext current(session.context());
  std::shared_ptr<const DeviceInputs> inputs = session.keptInputs().take(job.inputsKey);
  const std::vector<std::uint64_t> toMake =
      inputs == nullptr ? inputSizes(job) : std::vector<std::uint64_t>{};
  reserveMemory(job, session, toMake);

  data::JobResult result;
  if (inputs == nullptr) {
    const data::Stopwatch upload;
    inputs = std::make_shared<const DeviceInputs>(job, session, compiler, job.fit);
    session.driver().check(session.driver().streamSynchronize(session.stream().get()),
                           "making the input vectors");
    result.uploadSeconds = upload.seconds();
    result.uploadBytes = std::accumulate(toMake.begin(), toMake.end(), std::uint64_t{0});
  }

  Launch launch(job, session, *inputs);
  result.launch = launch.facts();
  result.loadSeconds = launch.loadSeconds();
  launch.synchronize();
  for (std::uint64_t i = 0; i < job.timing.warmups; ++i) {
    const data::Stopwatch first;
    launch.enqueue();
    if (i > 0) continue;
    launch.synchronize();
    result.firstLaunchSeconds = first.seconds();
  }
  launch.synchronize();
  result.kernelSeconds = takeSamples(job, session, launch);

  const data::Stopwatch download;
  result.result = launch.download();
  result.downloadSeconds = download.seconds();
  session.keptInputs().keep(job.inputsKey, std::move(inputs));
  return result;
}

void releaseInputs(Session &session) {
  const CurrentContext current(session.context());
  session.keptInputs().drop();
}

}  // namespace warpfold::cuda

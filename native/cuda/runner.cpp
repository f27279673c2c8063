#include "cuda/runner.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "cuda/device-inputs.h"
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
  std::uint64_t bytes = 0;
  std::uint64_t rounded = 0;
  for (const std::uint64_t size : sizes) {
    bytes += size;
    rounded += MemoryPool::roundedSize(size);
  }
  session.reserve(bytes, rounded);
}

/// The kernel of a job with its parameters in place.
class Launch {
 public:
  Launch(const Job &job, Session &session, const DeviceInputs &inputs)
      : job_(job),
        session_(session),
        driver_(session.driver()),
        module_(loadModule(driver_, job.cubin)),
        function_(findFunction(driver_, module_, job.entry)),
        pointers_(inputs.pointers()),
        partials_(session.allocate(job.partialBytes * job.grid)),
        result_(session.allocate(job.resultBytes)),
        partialsPointer_(partials_.pointer()),
        resultPointer_(result_.pointer()) {
    driver_.check(
        driver_.memsetD8Async(partials_.pointer(), 0, job.partialBytes * job.grid, session.stream().get()),
        "cuMemsetD8Async of the partials");
    for (const data::Parameter &parameter : job.parameters) arguments_.push_back(addressOf(parameter));
  }
  ~Launch() = default;
  // `arguments_` points into this.
  Launch(const Launch &) = delete;
  Launch &operator=(const Launch &) = delete;
  Launch(Launch &&) = delete;
  Launch &operator=(Launch &&) = delete;

  /// Queues one launch, between the events where they are given.
  void enqueue(const Event *start, const Event *end) {
    const CUstream stream = session_.stream().get();
    if (start != nullptr)
      driver_.check(driver_.eventRecord(start->get(), stream), "cuEventRecord before the kernel");
    driver_.check(driver_.launchKernel(function_, job_.grid, 1, 1, job_.block, 1, 1, 0, stream,
                                       arguments_.data(), nullptr),
                  "cuLaunchKernel of " + job_.entry + " with " + formatCount(job_.grid, "block") + " of " +
                      formatCount(job_.block, "thread"));
    if (end != nullptr)
      driver_.check(driver_.eventRecord(end->get(), stream), "cuEventRecord after the kernel");
  }

  void synchronize() const {
    driver_.check(driver_.streamSynchronize(session_.stream().get()), "running " + job_.entry);
  }

  data::LaunchFacts facts() const {
    data::LaunchFacts facts;
    facts.registers = functionAttribute(driver_, function_, CU_FUNC_ATTRIBUTE_NUM_REGS);
    facts.sharedBytes = functionAttribute(driver_, function_, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES);
    facts.localBytes = functionAttribute(driver_, function_, CU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES);
    driver_.check(driver_.occupancyMaxActiveBlocksPerMultiprocessor(&facts.blocksPerMultiprocessor, function_,
                                                                    static_cast<int>(job_.block), 0),
                  "cuOccupancyMaxActiveBlocksPerMultiprocessor of " + job_.entry);
    return facts;
  }

  std::vector<std::byte> download() const {
    std::vector<std::byte> bytes(job_.resultBytes);
    if (bytes.empty()) return bytes;
    driver_.check(
        driver_.memcpyDtoHAsync(bytes.data(), result_.pointer(), bytes.size(), session_.stream().get()),
        "cuMemcpyDtoHAsync of the result");
    synchronize();
    return bytes;
  }

 private:
  /// The driver takes the address of each argument, and copies what is there at the launch.
  void *addressOf(const data::Parameter &parameter) {
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

  const Job &job_;
  Session &session_;
  const Driver &driver_;
  Module module_;
  CUfunction function_;
  std::vector<CUdeviceptr> pointers_;
  MemoryPool::Block partials_;
  MemoryPool::Block result_;
  CUdeviceptr partialsPointer_;
  CUdeviceptr resultPointer_;
  std::vector<void *> arguments_;
};

/// Takes samples in batches. Within a batch the host runs ahead of the device, so that the time between a
/// sample's events holds no launch latency, as far as the kernel takes longer than a launch.
std::vector<double> takeSamples(const Job &job, const Driver &driver, Launch &launch) {
  constexpr std::size_t batchSize = 16;
  std::vector<std::pair<Event, Event>> events;
  std::vector<double> seconds;
  const data::Stopwatch sinceFirst;
  // One alone at first: a kernel that takes long gets no further samples than asked for.
  std::size_t batch = 1;
  do {
    while (events.size() < batch) events.emplace_back(createEvent(driver), createEvent(driver));
    for (std::size_t i = 0; i < batch; ++i) launch.enqueue(&events[i].first, &events[i].second);
    launch.synchronize();
    for (std::size_t i = 0; i < batch; ++i) {
      float milliseconds = 0;
      driver.check(driver.eventElapsedTime(&milliseconds, events[i].first.get(), events[i].second.get()),
                   "cuEventElapsedTime");
      seconds.push_back(static_cast<double>(milliseconds) * 1e-3);
    }
    const double perSample = sinceFirst.seconds() / static_cast<double>(seconds.size());
    const double remaining = std::max(0.0, job.timing.budgetSeconds - sinceFirst.seconds());
    const auto affordable = static_cast<std::size_t>(std::min(double{batchSize}, remaining / perSample));
    const std::uint64_t missing =
        job.timing.minSamples > seconds.size() ? job.timing.minSamples - seconds.size() : 0;
    const std::uint64_t open =
        job.timing.maxSamples > seconds.size() ? job.timing.maxSamples - seconds.size() : 0;
    batch = std::max<std::size_t>({1, affordable, std::min<std::uint64_t>(batchSize, missing)});
    batch = std::max<std::size_t>(1, std::min<std::uint64_t>(batch, open));
  } while (data::wantsSample(job.timing, seconds.size(), sinceFirst));
  return seconds;
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
    inputs = std::make_shared<const DeviceInputs>(job, session, compiler);
    session.driver().check(session.driver().streamSynchronize(session.stream().get()),
                           "making the input vectors");
    result.uploadSeconds = upload.seconds();
    result.uploadBytes = std::accumulate(toMake.begin(), toMake.end(), std::uint64_t{0});
  }

  Launch launch(job, session, *inputs);
  result.launch = launch.facts();
  for (std::uint64_t i = 0; i < job.timing.warmups; ++i) launch.enqueue(nullptr, nullptr);
  launch.synchronize();
  result.kernelSeconds = takeSamples(job, session.driver(), launch);

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

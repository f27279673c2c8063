#include "cpu/runner.h"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "abi.h"
#include "data/timing.h"
#include "system/error.h"
#include "system/format.h"
#include "system/library.h"
#include "system/machine.h"

namespace warpfold::cpu {

namespace {

/// What the generated library offers, open as long as this lives.
class Functions {
 public:
  explicit Functions(const Job &job) : library_(open(job.library)) {
    if (job.referenceOnly) {
      reference = find<wf_reference_function>(job.referenceSymbol);
    } else {
      partial = find<wf_partial_function>(job.partialSymbol);
      finish = find<wf_finish_function>(job.finishSymbol);
    }
  }

  wf_partial_function partial = nullptr;
  wf_finish_function finish = nullptr;
  wf_reference_function reference = nullptr;

 private:
  static system::Library open(const std::string &path) {
    system::Library::Opened opened = system::Library::open(path, system::Unload::AtDestruction);
    if (!opened.library) {
      throw Error(ErrorCode::Internal,
                  "The compiled kernel " + path + " does not load: " + opened.failure + ".");
    }
    return std::move(*opened.library);
  }

  template <typename Function>
  Function find(const std::string &symbol) const {
    if (symbol.empty()) throw Error(ErrorCode::InvalidRequest, "The kernel has no reference.");
    void *const address = library_.find(symbol.c_str());
    if (address == nullptr) {
      throw Error(ErrorCode::Internal, "The compiled kernel " + library_.path() + " lacks `" + symbol + "`.");
    }
    return reinterpret_cast<Function>(address);
  }

  system::Library library_;
};

[[noreturn]] void failForMemory(std::uint64_t needed, std::uint64_t available) {
  throw Error(
      {ErrorCode::OutOfMemory,
       "The run needs " + formatBytes(needed) + " of memory, and " + formatBytes(available) + " are free.",
       {},
       "allocating the input vectors",
       "Make `n` smaller, or free memory.",
       false});
}

std::vector<const void *> parameterPointers(const Job &job, const Inputs &inputs) {
  std::vector<const void *> pointers;
  for (const data::Parameter &parameter : job.parameters) {
    if (const auto *input = std::get_if<data::InputParameter>(&parameter)) {
      pointers.push_back(inputs.pointers()[input->index]);
    } else if (const auto *value = std::get_if<data::BytesParameter>(&parameter)) {
      pointers.push_back(value->bytes.data());
    } else {
      throw Error(ErrorCode::InvalidRequest,
                  "A CPU kernel takes inputs and bytes as parameters, and nothing else.");
    }
  }
  return pointers;
}

/// The kernel over all chunks, again and again.
class Reduction {
 public:
  Reduction(const Job &job, const Functions &functions, const std::vector<const void *> &parameters,
            ThreadPool &pool)
      : job_(job),
        functions_(functions),
        parameters_(parameters),
        pool_(pool),
        partials_(partialsBytes(job)),
        result_(std::max<std::uint64_t>(1, job.resultBytes)) {}

  static std::uint64_t chunks(const Job &job) {
    return job.count / job.chunkSize + (job.count % job.chunkSize != 0);
  }

  static std::uint64_t partialsBytes(const Job &job) {
    return std::max<std::uint64_t>(1, job.referenceOnly ? 0 : chunks(job) * job.partialBytes);
  }

  /// One evaluation, in seconds.
  double sample() {
    const data::Stopwatch stopwatch;
    const int status = job_.referenceOnly ? reference() : reduce();
    const double seconds = stopwatch.seconds();
    if (status != 0) {
      throw Error({ErrorCode::EmptyWithoutNeutral,
                   "There are no values to reduce, and the kernel has no `neutral`.",
                   {},
                   {},
                   "Give the kernel a `neutral`, the value of an empty reduction.",
                   false});
    }
    return seconds;
  }

  std::vector<std::byte> result() const { return {result_.data(), result_.data() + job_.resultBytes}; }

 private:
  int reduce() {
    const std::uint64_t chunkCount = chunks(job_);
    const unsigned threads = job_.threads == 0 ? pool_.threads() : job_.threads;
    pool_.forEach(chunkCount, threads, [this](std::uint64_t chunk) {
      const std::uint64_t begin = chunk * job_.chunkSize;
      const std::uint64_t end = begin + std::min(job_.chunkSize, job_.count - begin);
      functions_.partial(parameters_.data(), static_cast<long long>(begin), static_cast<long long>(end),
                         partials_.data() + chunk * job_.partialBytes);
    });
    return functions_.finish(parameters_.data(), partials_.data(), static_cast<long long>(chunkCount),
                             result_.data());
  }

  int reference() {
    return functions_.reference(parameters_.data(), static_cast<long long>(job_.count), result_.data());
  }

  const Job &job_;
  const Functions &functions_;
  const std::vector<const void *> &parameters_;
  ThreadPool &pool_;
  Buffer partials_;
  Buffer result_;
};

}  // namespace

data::JobResult run(const std::shared_ptr<const Job> &shared, ThreadPool &pool,
                    data::KeptInputs<Inputs> &kept) {
  const Job &job = *shared;
  const Functions functions(job);
  std::shared_ptr<const Inputs> inputs = kept.take(job.inputsKey);
  const std::shared_ptr<Inputs> fresh = inputs == nullptr ? std::make_shared<Inputs>(shared) : nullptr;
  const std::uint64_t inputBytes = fresh == nullptr ? 0 : fresh->bytesNeeded();
  const std::uint64_t needed = inputBytes + Reduction::partialsBytes(job) + job.resultBytes;
  const std::uint64_t available = system::memoryInfo().available;
  // A system that does not say how much is free says 0.
  if (available != 0 && needed > available) failForMemory(needed, available);
  try {
    data::JobResult result;
    if (fresh != nullptr) {
      const data::Stopwatch upload;
      fresh->materialise(pool);
      result.uploadSeconds = upload.seconds();
      result.uploadBytes = inputBytes;
      inputs = fresh;
    }

    const std::vector<const void *> parameters = parameterPointers(job, *inputs);
    Reduction reduction(job, functions, parameters, pool);
    for (std::uint64_t i = 0; i < job.timing.warmups; ++i) {
      const double seconds = reduction.sample();
      if (i == 0) result.firstLaunchSeconds = seconds;
    }
    data::StoppingRule rule(job.timing);
    do {
      result.kernelSeconds.push_back(reduction.sample());
    } while (rule.wantsMore(result.kernelSeconds));
    result.result = reduction.result();
    kept.keep(job.inputsKey, std::move(inputs));
    return result;
  } catch (const std::bad_alloc &) {
    failForMemory(needed, system::memoryInfo().available);
  }
}

}  // namespace warpfold::cpu

#include "cuda/sampler.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cuda/gate.h"
#include "data/timing.h"

namespace warpfold::cuda {

namespace {

/// Two events, and what was queued between them.
class Interval {
 public:
  explicit Interval(const Driver &driver)
      : driver_(&driver), begin_(createEvent(driver)), end_(createEvent(driver)) {}

  template <typename Work>
  void record(CUstream stream, Work work) {
    driver_->check(driver_->eventRecord(begin_.get(), stream), "cuEventRecord before the kernel");
    work();
    driver_->check(driver_->eventRecord(end_.get(), stream), "cuEventRecord after the kernel");
  }

  /// Once the second event was reached.
  double seconds() const {
    float milliseconds = 0;
    driver_->check(driver_->eventElapsedTime(&milliseconds, begin_.get(), end_.get()), "cuEventElapsedTime");
    return static_cast<double>(milliseconds) * 1e-3;
  }

 private:
  const Driver *driver_;
  Event begin_;
  Event end_;
};

/// How many samples the next batch takes: what time is left for, what is missing, what is allowed.
std::size_t nextBatch(const data::TimingRequest &timing, std::size_t taken, double elapsed,
                      std::size_t most) {
  const double perSample = elapsed / static_cast<double>(taken);
  const double remaining = std::max(0.0, timing.budgetSeconds - elapsed);
  const auto affordable =
      static_cast<std::size_t>(std::min(static_cast<double>(most), remaining / perSample));
  const std::uint64_t missing = timing.minSamples > taken ? timing.minSamples - taken : 0;
  const std::uint64_t open = timing.maxSamples > taken ? timing.maxSamples - taken : 0;
  const std::size_t wanted = std::max<std::size_t>({1, affordable, std::min<std::uint64_t>(most, missing)});
  return std::max<std::size_t>(1, std::min<std::uint64_t>(wanted, open));
}

/// Every launch between two events. A batch is queued while the stream waits, so that the device never waits
/// for the host between two events. Cold samples are taken as nvbench takes its isolated ones.
class LaunchSampler {
 public:
  LaunchSampler(const Job &job, Session &session, Launch &launch)
      : job_(job),
        session_(session),
        launch_(launch),
        flushed_(flushBytes(job, session)),
        gate_(session.driver(), session.stream().get()) {
    if (flushed_ == 0) return;
    memory_.emplace(session.allocate(flushed_, MemoryPool::Fit::Reusable));
    // The driver may load what fills memory now, and not while the stream waits.
    flush();
  }

  std::vector<double> take() {
    // A cold sample stands alone: what the flush has written must have left the cache's queues before.
    const std::size_t batchSize = memory_ ? 1 : 16;
    std::vector<double> seconds;
    data::StoppingRule rule(job_.timing);
    // One alone at first: a kernel that takes long gets no further samples than asked for.
    std::size_t batch = 1;
    do {
      takeBatch(batch, seconds);
      batch = nextBatch(job_.timing, seconds.size(), rule.seconds(), batchSize);
    } while (rule.wantsMore(seconds));
    return seconds;
  }

 private:
  void takeBatch(std::size_t size, std::vector<double> &seconds) {
    while (intervals_.size() < size) intervals_.emplace_back(session_.driver());
    flush();
    // A kernel that has not run before, or is to run once, is not queued behind anything.
    if (job_.timing.warmups > 0 && job_.timing.maxSamples > 1) gate_.close();
    for (std::size_t i = 0; i < size; ++i) {
      intervals_[i].record(session_.stream().get(), [this] { launch_.enqueue(); });
    }
    gate_.open();
    launch_.synchronize();
    for (std::size_t i = 0; i < size; ++i) seconds.push_back(intervals_[i].seconds());
  }

  /// Fills the cache with other data, where samples are to be cold, and waits for that.
  void flush() {
    if (!memory_) return;
    const Driver &driver = session_.driver();
    driver.check(driver.memsetD8Async(memory_->pointer(), 0, flushed_, session_.stream().get()),
                 "cuMemsetD8Async to flush the L2 cache");
    launch_.synchronize();
  }

  const Job &job_;
  Session &session_;
  Launch &launch_;
  std::vector<Interval> intervals_;
  std::uint64_t flushed_;
  std::optional<MemoryPool::Block> memory_;
  // Goes first: it opens, and waits for the stream.
  Gate gate_;
};

/// Many launches between two events, which a sample is the mean of.
template <typename Batch>
std::vector<double> takeMeans(const Job &job, Session &session, Launch &launch, std::size_t launches,
                              Batch batch) {
  Interval interval(session.driver());
  std::vector<double> seconds;
  data::StoppingRule rule(job.timing);
  do {
    interval.record(session.stream().get(), batch);
    launch.synchronize();
    seconds.push_back(interval.seconds() / static_cast<double>(launches));
  } while (rule.wantsMore(seconds));
  return seconds;
}

std::vector<double> takeBackToBack(const Job &job, Session &session, Launch &launch) {
  // Long against the start of the first launch, and short against a budget.
  constexpr double batchSeconds = 0.01;
  // Of vectors somewhat larger than the cache, launch after launch leaves more in it, until it settles.
  constexpr double settlingSeconds = 0.05;
  constexpr std::size_t probes = 4;
  Interval probe(session.driver());
  probe.record(session.stream().get(), [&] {
    for (std::size_t i = 0; i < probes; ++i) launch.enqueue();
  });
  launch.synchronize();
  const double estimate = std::max(1e-9, probe.seconds() / probes);
  const auto launches = static_cast<std::size_t>(std::clamp(batchSeconds / estimate, 4.0, 1000.0));
  const auto settling = static_cast<std::size_t>(std::min(settlingSeconds / estimate, 5000.0));
  for (std::size_t i = 0; i < settling; ++i) launch.enqueue();
  launch.synchronize();
  return takeMeans(job, session, launch, launches, [&] {
    for (std::size_t i = 0; i < launches; ++i) launch.enqueue();
  });
}

/// What is queued while this lives becomes a graph and does not run.
class Capture {
 public:
  Capture(const Driver &driver, CUstream stream) : driver_(driver), stream_(stream) {
    driver_.check(driver_.streamBeginCapture(stream_, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL),
                  "cuStreamBeginCapture");
  }
  ~Capture() {
    // Something failed on the way: the stream has to be of use for the next run.
    CUgraph graph = nullptr;
    if (!hasEnded_ && driver_.streamEndCapture(stream_, &graph) == CUDA_SUCCESS)
      const Graph dropped(driver_, graph);
  }
  Capture(const Capture &) = delete;
  Capture &operator=(const Capture &) = delete;
  Capture(Capture &&) = delete;
  Capture &operator=(Capture &&) = delete;

  GraphExec end() {
    hasEnded_ = true;
    CUgraph captured = nullptr;
    driver_.check(driver_.streamEndCapture(stream_, &captured), "cuStreamEndCapture");
    const Graph graph(driver_, captured);
    CUgraphExec executable = nullptr;
    driver_.check(driver_.graphInstantiate(&executable, graph.get(), 0), "cuGraphInstantiateWithFlags");
    return GraphExec(driver_, executable);
  }

 private:
  const Driver &driver_;
  CUstream stream_;
  bool hasEnded_ = false;
};

std::vector<double> takeInGraph(const Job &job, Session &session, Launch &launch) {
  constexpr std::size_t launches = 100;
  const Driver &driver = session.driver();
  const CUstream stream = session.stream().get();
  Capture capture(driver, stream);
  for (std::size_t i = 0; i < launches; ++i) launch.enqueue();
  const GraphExec executable = capture.end();
  const auto replay = [&] { driver.check(driver.graphLaunch(executable.get(), stream), "cuGraphLaunch"); };
  replay();
  launch.synchronize();
  return takeMeans(job, session, launch, launches, replay);
}

}  // namespace

std::uint64_t flushBytes(const Job &job, const Session &session) {
  // Twice the cache: what is written once may leave lines of before in place.
  return job.timing.method == data::TimingMethod::Cold ? 2 * session.l2Bytes() : 0;
}

std::vector<double> takeSamples(const Job &job, Session &session, Launch &launch) {
  switch (job.timing.method) {
    case data::TimingMethod::Hot:
    case data::TimingMethod::Cold:
      return LaunchSampler(job, session, launch).take();
    case data::TimingMethod::BackToBack:
      return takeBackToBack(job, session, launch);
    case data::TimingMethod::Graph:
      return takeInGraph(job, session, launch);
  }
  return {};
}

}  // namespace warpfold::cuda

#include "addon/requests.h"

#include <limits>

#include "addon/input-sources.h"

namespace warpfold::addon {

namespace {

/// Sizes of accumulators and results: far above any real one, and far below what would overflow with a count.
constexpr std::uint64_t mostResultBytes = std::uint64_t{1} << 32;

data::Parameter readParameter(const Reader &reader, std::size_t inputs) {
  const std::string kind = reader.field("kind").text();
  if (kind == "input") {
    const std::uint64_t index = reader.field("index").count();
    if (index >= inputs) reader.field("index").refuse("the index of an input");
    return data::InputParameter{static_cast<std::size_t>(index)};
  }
  if (kind == "bytes") {
    data::BytesParameter parameter{reader.field("bytes").bytes()};
    if (parameter.bytes.empty()) reader.field("bytes").refuse("at least one byte");
    return parameter;
  }
  if (kind == "partials") return data::RuntimeParameter::Partials;
  if (kind == "result") return data::RuntimeParameter::Result;
  reader.field("kind").refuse("the kind of a parameter");
}

data::TimingMethod readTimingMethod(const Reader &reader) {
  const std::string method = reader.text();
  if (method == "hot") return data::TimingMethod::Hot;
  if (method == "cold") return data::TimingMethod::Cold;
  if (method == "back-to-back") return data::TimingMethod::BackToBack;
  if (method == "graph") return data::TimingMethod::Graph;
  reader.refuse("a way to take the time");
}

data::TimingRequest readTiming(const Reader &reader) {
  data::TimingRequest timing;
  timing.warmups = reader.field("warmups").count();
  timing.minSamples = reader.field("minSamples").count();
  timing.maxSamples = reader.field("maxSamples").count();
  timing.budgetSeconds = reader.field("budgetSeconds").number();
  if (const auto method = reader.optionalField("method")) timing.method = readTimingMethod(*method);
  if (const auto error = reader.optionalField("medianError")) timing.medianError = error->number();
  return timing;
}

void readJob(const Reader &reader, data::Job &job) {
  for (const Reader &input : reader.field("inputs").elements()) job.inputs.push_back(readInputSource(input));
  job.inputOffsets.assign(job.inputs.size(), 0);
  if (const auto offsets = reader.optionalField("inputOffsets")) {
    const std::vector<Reader> values = offsets->elements();
    if (values.size() > job.inputs.size()) offsets->refuse("no longer than the inputs");
    for (std::size_t i = 0; i < values.size(); ++i) job.inputOffsets[i] = values[i].countBetween(0, 1U << 20);
  }
  if (const auto key = reader.optionalField("inputsKey")) job.inputsKey = key->text();
  for (const Reader &parameter : reader.field("parameters").elements()) {
    job.parameters.push_back(readParameter(parameter, job.inputs.size()));
  }
  job.partialBytes = reader.field("partialBytes").countBetween(0, mostResultBytes);
  job.resultBytes = reader.field("resultBytes").countBetween(0, mostResultBytes);
  job.timing = readTiming(reader.field("timing"));
}

}  // namespace

DiscoverOptions readDiscoverOptions(const Reader &reader) {
  DiscoverOptions options;
  for (const Reader &hint : reader.field("nvrtcHints").elements()) {
    options.nvrtcHints.push_back({hint.field("path").text(), hint.field("why").text()});
  }
  if (const auto folder = reader.optionalField("cacheFolder")) options.cacheFolder = folder->text();
  return options;
}

NvrtcRequest readNvrtcRequest(const Reader &reader) {
  NvrtcRequest request;
  request.source = reader.field("source").text();
  request.name = reader.field("name").text();
  for (const Reader &option : reader.field("options").elements()) request.options.push_back(option.text());
  return request;
}

int readOrdinal(const Reader &reader) {
  return static_cast<int>(reader.countBetween(0, std::numeric_limits<int>::max()));
}

cuda::Job readCudaJob(const Reader &reader) {
  cuda::Job job;
  readJob(reader, job);
  job.device = readOrdinal(reader.field("device"));
  job.cubin = reader.field("cubin").bytes();
  job.entry = reader.field("entry").text();
  // Limits of a grid's and a block's first dimension, of every device since compute capability 3.0.
  job.grid = static_cast<std::uint32_t>(reader.field("grid").countBetween(1, 0x7FFFFFFF));
  job.block = static_cast<std::uint32_t>(reader.field("block").countBetween(1, 1024));
  const auto exact = reader.optionalField("exactMemory");
  if (exact && exact->boolean()) job.fit = cuda::MemoryPool::Fit::Exact;
  return job;
}

cpu::Job readCpuJob(const Reader &reader) {
  cpu::Job job;
  readJob(reader, job);
  job.library = reader.field("library").text();
  const Reader symbols = reader.field("symbols");
  job.partialSymbol = symbols.field("partial").text();
  job.finishSymbol = symbols.field("finish").text();
  if (const auto reference = symbols.optionalField("reference")) job.referenceSymbol = reference->text();
  job.count = reader.field("count").count();
  job.chunkSize = reader.field("chunkSize").count();
  if (job.chunkSize == 0) reader.field("chunkSize").refuse("at least 1");
  job.threads = static_cast<unsigned>(reader.field("threads").countBetween(0, 1U << 16));
  job.referenceOnly = reader.field("referenceOnly").boolean();
  return job;
}

}  // namespace warpfold::addon

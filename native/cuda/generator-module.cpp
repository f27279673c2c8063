#include "cuda/generator-module.h"

#include <algorithm>
#include <array>

#include "cuda/generator-source.h"
#include "nvrtc/binary-cache.h"
#include "system/error.h"

namespace warpfold::cuda {

namespace {

std::vector<std::byte> compileGenerators(const nvrtc::Nvrtc &compiler, int computeCapability,
                                         const std::string &cacheFolder) {
  const nvrtc::Target target = nvrtc::targetFor(compiler, computeCapability);
  const std::vector<std::string> options = {target.option(), "--std=c++17", "--fmad=false"};
  const nvrtc::BinaryCache cache(cacheFolder);
  const std::string key = nvrtc::BinaryCache::key(generatorSource, compiler.version(), options);
  if (auto cached = cache.load(key)) return *cached;
  const nvrtc::Compilation compiled = compiler.compile(generatorSource, "generators.h", options);
  if (!compiled.ok) {
    throw Error({ErrorCode::Internal,
                 "NVRTC does not compile the addon's own generators.",
                 "NVRTC_ERROR_COMPILATION",
                 compiled.log,
                 {},
                 false});
  }
  std::vector<std::byte> binary = compiled.cubin;
  if (binary.empty()) {
    const auto *const ptx = reinterpret_cast<const std::byte *>(compiled.ptx.data());
    binary.assign(ptx, ptx + compiled.ptx.size());
  }
  cache.store(key, binary);
  return binary;
}

}  // namespace

GeneratorModule::GeneratorModule(const Driver &driver, const nvrtc::Nvrtc &compiler, int computeCapability,
                                 const std::string &cacheFolder)
    : driver_(driver),
      module_(loadModule(driver, compileGenerators(compiler, computeCapability, cacheFolder))),
      function_(findFunction(driver, module_, "warpfold_generate")) {}

void GeneratorModule::generate(const Stream &stream, const data::GeneratorSpec &spec, CUdeviceptr target,
                               int multiprocessors, const std::string &what) const {
  constexpr unsigned block = 256;
  // Enough blocks to fill every multiprocessor; each thread takes further groups in turn.
  constexpr std::uint64_t blocksPerMultiprocessor = 8;
  const std::uint64_t scalars = spec.length * (data::isComplex(spec.dtype) ? 2 : 1);
  if (scalars == 0) return;
  const std::uint64_t blocks = (scalars / 4 + block) / block;
  const std::uint64_t most =
      blocksPerMultiprocessor * static_cast<std::uint64_t>(std::max(1, multiprocessors));
  data::GeneratorSpec specArgument = spec;
  std::array<void *, 2> parameters = {&specArgument, &target};
  driver_.check(driver_.launchKernel(function_, static_cast<unsigned>(std::min(blocks, most)), 1, 1, block, 1,
                                     1, 0, stream.get(), parameters.data(), nullptr),
                "cuLaunchKernel of the generator of " + what);
}

}  // namespace warpfold::cuda

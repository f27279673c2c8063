#pragma once

#include <cstdint>
#include <vector>

#include "cuda/launch.h"

namespace warpfold::cuda {

/// Bytes that the job's way to take the time writes to, to empty the L2 cache of what the kernel reads.
std::uint64_t flushBytes(const Job &job, const Session &session);

/// Takes the time of launches as the job asks for, in seconds. The kernel must have run before.
std::vector<double> takeSamples(const Job &job, Session &session, Launch &launch);

}  // namespace warpfold::cuda

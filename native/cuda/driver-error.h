#pragma once

#include <string>

#include "cuda/driver-api.h"
#include "system/error.h"

namespace warpfold::cuda {

/// True for errors after which the driver can do no more work in this process. Source: the driver API
/// reference, which says of each that "the process must be terminated and relaunched", or that the context is
/// lost.
bool isFatal(CUresult result);

/// What to try about an error; empty where there is nothing to say.
std::string adviceFor(CUresult result);

/// The error of the addon for one of the driver's. `name` and `text` are what the driver calls it.
Error driverError(CUresult result, const std::string &name, const std::string &text,
                  const std::string &doing);

}  // namespace warpfold::cuda

#pragma once

#include "addon/reader.h"
#include "data/input-source.h"

namespace warpfold::addon {

/// `InputSource` of binding.ts.
data::InputSource readInputSource(const Reader &reader);

}  // namespace warpfold::addon

// Reads launches from the standard input, runs them, and writes what they left behind to the standard output.
//
// All integers are little-endian `uint32`. Input: number of launches; for each: grid, block, bytes of a block's partials,
// of the result, number of parameters; for each: bytes past a multiple of 16 at which it shall lie, length, contents.
// Output, for each launch: result, and 0 where all partials are 0 again.
#pragma once

#include <cstdio>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

#include "device.hpp"

namespace emulator {

inline void read(void *const bytes, const std::size_t length) {
  if (std::fread(bytes, 1, length, stdin) != length) std::exit(3);
}

inline std::uint32_t read_integer() {
  std::uint32_t value;
  read(&value, sizeof value);
  return value;
}

/// Bytes that end as close to an inaccessible page as their alignment allows, so that reading past them faults.
class Guarded {
public:
  Guarded(const std::size_t offset, const std::size_t length) {
    const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const std::size_t usable = (length + 32 + page - 1) / page * page;
    size_ = usable + page;
    base_ = static_cast<char *>(mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (base_ == MAP_FAILED || mprotect(base_ + usable, page, PROT_NONE) != 0) std::exit(4);
    std::memset(base_, 0xa5, usable);
    data_ = base_ + (usable - length - offset) / 16 * 16 + offset;
  }
  Guarded(const Guarded &) = delete;
  Guarded &operator=(const Guarded &) = delete;
  ~Guarded() { munmap(base_, size_); }
  char *data() const { return data_; }

private:
  char *base_;
  char *data_;
  std::size_t size_;
};

/// A parameter of the kernel: converts to a pointer of any type, or to a value of any type.
struct Pointer {
  char *data;
  template <typename T>
  operator T *() const {
    return reinterpret_cast<T *>(data);
  }
};
struct Bytes {
  const char *data;
  template <typename T>
  operator T() const {
    T value;
    std::memcpy(&value, data, sizeof value);
    return value;
  }
};

struct Launch {
  std::vector<std::unique_ptr<Guarded>> parameters;
  std::unique_ptr<Guarded> partials, result;

  Pointer pointer(const std::size_t index) const { return {parameters[index]->data()}; }
  Bytes bytes(const std::size_t index) const { return {parameters[index]->data()}; }
};

inline Launch *current;

/// Runs every launch of the input; `kernel` calls the entry with the parameters of `current`.
inline int run_launches(void (*const kernel)()) {
  const std::uint32_t launches = read_integer();
  for (std::uint32_t l = 0; l < launches; ++l) {
    const std::uint32_t grid = read_integer(), block = read_integer();
    const std::uint32_t partial_bytes = read_integer(), result_bytes = read_integer();
    Launch launch;
    launch.partials = std::make_unique<Guarded>(0, std::size_t(partial_bytes) * grid);
    std::memset(launch.partials->data(), 0, std::size_t(partial_bytes) * grid);
    launch.result = std::make_unique<Guarded>(0, result_bytes);
    const std::uint32_t count = read_integer();
    for (std::uint32_t p = 0; p < count; ++p) {
      const std::uint32_t offset = read_integer(), length = read_integer();
      launch.parameters.push_back(std::make_unique<Guarded>(offset, length));
      read(launch.parameters.back()->data(), length);
    }
    current = &launch;
    gridDim = {grid, 1, 1};
    blockDim = {block, 1, 1};
    for (std::uint32_t b = 0; b < grid; ++b) {
      blockIdx = {b, 0, 0};
      run_block(block, kernel);
    }
    std::fwrite(launch.result->data(), 1, result_bytes, stdout);
    const char *const partials = launch.partials->data();
    std::uint32_t left = 0;
    for (std::size_t k = 0; k < std::size_t(partial_bytes) * grid; ++k) left |= partials[k] != 0;
    std::fwrite(&left, 1, sizeof left, stdout);
  }
  return 0;
}

}  // namespace emulator

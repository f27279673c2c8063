#include "nvrtc/binary-cache.h"

#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace warpfold::nvrtc {

namespace {

namespace fs = std::filesystem;

/// FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo). Finds damage; it does not keep an attacker out.
class Hash {
 public:
  void add(const void *data, std::size_t bytes) {
    const auto *const octets = static_cast<const unsigned char *>(data);
    for (std::size_t i = 0; i < bytes; ++i) value_ = (value_ ^ octets[i]) * 0x100000001B3;
  }
  // With its end, so that two texts do not run together.
  void add(const std::string &text) { add(text.c_str(), text.size() + 1); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325;
};

std::uint64_t hashOf(const std::vector<std::byte> &binary) {
  Hash hash;
  hash.add(binary.data(), binary.size());
  return hash.value();
}

}  // namespace

std::string BinaryCache::key(const std::string &source, Version compiler,
                             const std::vector<std::string> &options) {
  Hash hash;
  hash.add(source);
  hash.add(compiler.text());
  for (const std::string &option : options) hash.add(option);
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "generators-%016" PRIx64 ".bin", hash.value());
  return name.data();
}

std::optional<std::vector<std::byte>> BinaryCache::load(const std::string &key) const {
  if (folder_.empty()) return std::nullopt;
  std::ifstream stream(fs::u8path(folder_) / key, std::ios::binary);
  std::uint64_t checksum = 0;
  if (!stream.read(reinterpret_cast<char *>(&checksum), sizeof(checksum))) return std::nullopt;
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const auto *const data = reinterpret_cast<const std::byte *>(text.data());
  std::vector<std::byte> binary(data, data + text.size());
  if (binary.empty() || hashOf(binary) != checksum) return std::nullopt;
  return binary;
}

void BinaryCache::store(const std::string &key, const std::vector<std::byte> &binary) const {
  if (folder_.empty()) return;
  std::error_code ignored;
  fs::create_directories(fs::u8path(folder_), ignored);
  const fs::path target = fs::u8path(folder_) / key;
  const fs::path temporary =
      fs::u8path(folder_) / (key + "." + std::to_string(std::random_device()()) + ".tmp");
  const std::uint64_t checksum = hashOf(binary);
  bool written = false;
  {
    std::ofstream stream(temporary, std::ios::binary);
    stream.write(reinterpret_cast<const char *>(&checksum), sizeof(checksum));
    stream.write(reinterpret_cast<const char *>(binary.data()), static_cast<std::streamsize>(binary.size()));
    stream.close();
    written = stream.good();
  }
  if (written) fs::rename(temporary, target, ignored);
  if (!written || ignored) fs::remove(temporary, ignored);
}

}  // namespace warpfold::nvrtc

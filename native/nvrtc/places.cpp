#include "nvrtc/places.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string_view>

#include "system/environment.h"

namespace warpfold::nvrtc {

namespace {

namespace fs = std::filesystem;
using system::environmentVariable;

// Texts are UTF-8 everywhere, in which Windows' own paths are not.
fs::path pathOf(const std::string &text) {
  return fs::u8path(text);
}
std::string textOf(const fs::path &path) {
  return path.u8string();
}

// Not string_view: GCC 12 takes no constant list of class objects.
using Names = std::initializer_list<const char *>;

#if defined(_WIN32)
constexpr Names libraryNames = {"nvrtc64_130_0.dll", "nvrtc64_120_0.dll"};
constexpr Names loaderNames = libraryNames;
constexpr Names toolkitFolders = {"bin/x64", "bin"};
constexpr Names wheelFolders = {"nvidia/cu13/bin/x86_64", "nvidia/cuda_nvrtc/bin"};
constexpr Names condaFolders = {"Library/bin/x64", "Library/bin"};
#else
constexpr Names libraryNames = {"libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so"};
constexpr Names loaderNames = {"libnvrtc.so.13", "libnvrtc.so.12"};
constexpr Names toolkitFolders = {"lib64", "lib", "targets/x86_64-linux/lib", "targets/sbsa-linux/lib"};
constexpr Names wheelFolders = {"nvidia/cu13/lib", "nvidia/cuda_nvrtc/lib"};
constexpr Names condaFolders = {"lib", "lib64", "targets/x86_64-linux/lib"};
#endif

/// Compares texts with the numbers in them as numbers: `cuda-12.10` after `cuda-12.9`.
bool naturallyLess(const std::string &a, const std::string &b) {
  std::size_t i = 0;
  std::size_t j = 0;
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  const auto number = [&](const std::string &text, std::size_t &at) {
    unsigned long long value = 0;
    for (; at < text.size() && isDigit(text[at]); ++at)
      value = value * 10 + static_cast<unsigned>(text[at] - '0');
    return value;
  };
  while (i < a.size() && j < b.size()) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      const auto x = number(a, i);
      const auto y = number(b, j);
      if (x != y) return x < y;
    } else if (a[i] != b[j]) {
      return a[i] < b[j];
    } else {
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

/// Entries of a folder whose names begin so, newest version first.
std::vector<fs::path> entries(const fs::path &folder, const std::string &prefix) {
  std::vector<fs::path> found;
  std::error_code failure;
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
    if (it->path().filename().u8string().rfind(prefix, 0) == 0) found.push_back(it->path());
  }
  std::sort(found.begin(), found.end(),
            [](const fs::path &a, const fs::path &b) { return naturallyLess(b.u8string(), a.u8string()); });
  return found;
}

class List {
 public:
  /// The libraries in a folder, or one entry that says there is none.
  void addFolder(const fs::path &folder, const std::string &why) {
    if (!addFound(folder, why)) candidates_.push_back({textOf(folder), why, false});
  }

  /// The libraries in the first of a root's folders that has any.
  void addRoot(const fs::path &root, Names folders, const std::string &why) {
    for (const std::string_view folder : folders) {
      if (addFound(root / folder, why)) return;
    }
    candidates_.push_back({textOf(root), why, false});
  }

  /// A library, or a folder that has one, or a toolkit's root.
  void addFileOrFolder(const std::string &path, const std::string &why) {
    std::error_code ignored;
    if (!fs::is_directory(pathOf(path), ignored)) {
      add(path, why);
    } else if (!addFound(pathOf(path), why)) {
      addRoot(pathOf(path), toolkitFolders, why);
    }
  }

  void add(const std::string &path, const std::string &why) { candidates_.push_back({path, why, true}); }

  std::vector<Candidate> take() { return std::move(candidates_); }

 private:
  bool addFound(const fs::path &folder, const std::string &why) {
    bool any = false;
    std::error_code ignored;
    for (const std::string_view name : libraryNames) {
      if (!fs::exists(folder / name, ignored)) continue;
      // The unversioned name is a link to one of the others where those are there.
      if (any && name == "libnvrtc.so") continue;
      add(textOf(folder / name), why);
      any = true;
    }
    return any;
  }

  std::vector<Candidate> candidates_;
};

void addPythonEnvironment(List &list, const std::string &root, const std::string &why) {
#if defined(_WIN32)
  list.addRoot(pathOf(root) / "Lib" / "site-packages", wheelFolders, why);
#else
  const std::vector<fs::path> versions = entries(pathOf(root) / "lib", "python3");
  for (const fs::path &version : versions) list.addRoot(version / "site-packages", wheelFolders, why);
  if (versions.empty()) list.addRoot(pathOf(root), wheelFolders, why);
#endif
}

void addUsualFolders(List &list) {
  const std::string why = "where toolkits are installed";
#if defined(_WIN32)
  if (const auto programs = environmentVariable("ProgramFiles")) {
    const fs::path root = pathOf(*programs) / "NVIDIA GPU Computing Toolkit" / "CUDA";
    for (const fs::path &toolkit : entries(root, "v")) list.addRoot(toolkit, toolkitFolders, why);
  }
#else
  for (const fs::path &toolkit : entries("/usr/local", "cuda")) list.addRoot(toolkit, toolkitFolders, why);
  list.addFolder("/usr/lib/x86_64-linux-gnu", why);
  list.addFolder("/usr/lib/aarch64-linux-gnu", why);
  list.addRoot("/opt/cuda", toolkitFolders, why);
#endif
}

}  // namespace

std::vector<Candidate> candidates(const std::vector<Hint> &hints) {
  List list;
  for (const Hint &hint : hints) list.addFileOrFolder(hint.path, hint.why);
  if (const auto path = environmentVariable("WARPFOLD_NVRTC")) list.addFileOrFolder(*path, "WARPFOLD_NVRTC");
  for (const char *name : {"CUDA_PATH", "CUDA_HOME"}) {
    if (const auto root = environmentVariable(name)) list.addRoot(pathOf(*root), toolkitFolders, name);
  }
  if (const auto root = environmentVariable("VIRTUAL_ENV")) addPythonEnvironment(list, *root, "VIRTUAL_ENV");
  if (const auto root = environmentVariable("CONDA_PREFIX")) {
    addPythonEnvironment(list, *root, "CONDA_PREFIX");
    list.addRoot(pathOf(*root), condaFolders, "CONDA_PREFIX");
  }
  for (const std::string_view name : loaderNames) list.add(std::string(name), "the loader's search path");
  addUsualFolders(list);
  return list.take();
}

std::vector<std::string> builtinsBeside(const std::string &nvrtcPath, int major) {
  const fs::path folder = pathOf(nvrtcPath).parent_path();
  std::vector<std::string> found;
#if defined(_WIN32)
  const std::string prefix = "nvrtc-builtins64_" + std::to_string(major);
#else
  const std::string prefix = "libnvrtc-builtins.so." + std::to_string(major) + ".";
#endif
  for (const fs::path &file : entries(folder, prefix)) found.push_back(textOf(file));
  return found;
}

}  // namespace warpfold::nvrtc

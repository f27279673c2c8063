// Compiles programs with NVRTC, for tests: `compile LIBRARY OPTION… -- FILE…` prints the log of each file and, where it
// compiles, its PTX. Ends with 1 where a file does not compile.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <dlfcn.h>

using Program = struct ProgramState *;

template <typename Function>
Function *symbol(void *const library, const char *const name) {
  void *const address = dlsym(library, name);
  if (address == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    std::exit(2);
  }
  return reinterpret_cast<Function *>(address);
}

int main(const int count, const char **const arguments) {
  void *const library = dlopen(arguments[1], RTLD_NOW);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  const auto create = symbol<int(Program *, const char *, const char *, int, const char *const *, const char *const *)>(
      library, "nvrtcCreateProgram");
  const auto compile = symbol<int(Program, int, const char *const *)>(library, "nvrtcCompileProgram");
  const auto log_size = symbol<int(Program, std::size_t *)>(library, "nvrtcGetProgramLogSize");
  const auto log = symbol<int(Program, char *)>(library, "nvrtcGetProgramLog");
  const auto ptx_size = symbol<int(Program, std::size_t *)>(library, "nvrtcGetPTXSize");
  const auto ptx = symbol<int(Program, char *)>(library, "nvrtcGetPTX");
  const auto destroy = symbol<int(Program *)>(library, "nvrtcDestroyProgram");

  std::vector<const char *> options;
  int next = 2;
  for (; next < count && std::string(arguments[next]) != "--"; ++next) options.push_back(arguments[next]);
  bool failed = false;
  for (++next; next < count; ++next) {
    std::ifstream file(arguments[next]);
    const std::string source((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Program program = nullptr;
    if (create(&program, source.c_str(), "generated.cu", 0, nullptr, nullptr) != 0) return 2;
    const int status = compile(program, static_cast<int>(options.size()), options.data());
    std::size_t size = 0;
    log_size(program, &size);
    std::string text(size, '\0');
    log(program, text.data());
    std::printf("%s\n", text.c_str());
    if (status == 0) {
      ptx_size(program, &size);
      text.assign(size, '\0');
      ptx(program, text.data());
      std::printf("%s\n", text.c_str());
    }
    failed = failed || status != 0;
    destroy(&program);
  }
  return failed ? 1 : 0;
}

// Reads any bytes as a changelog of one format, and works out what a run would need of it. Whatever
// the bytes are, the outcome is a changelog or an Error.
#include <cstddef>
#include <cstdint>

#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

void read(const std::string& bytes) {
  const Loaded loaded(MemoryFiles({{FUZZED_FILE, bytes}}), FUZZED_FILE);
  for (std::size_t i = 0; i < loaded.changelog.change_sets.size(); ++i) {
    loaded.checksum(i, 8);
    loaded.checksum(i, 9);
  }
}

}  // namespace
}  // namespace ebbtide

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    ebbtide::read(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const ebbtide::Error&) {
    return 0;
  }
  return 0;
}

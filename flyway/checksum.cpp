// Flyway reads a script by Java's readLine and takes the CRC-32 of the lines, one behind the other,
// without their ends. So neither Windows' line ends nor a missing one at the end of the file change
// it; nor does a line that is broken in two, which is a weakness of theirs that has to be ours. The
// sum is kept as a signed number of 32 bits: half of all sums are negative in the history.
#include "flyway/checksum.h"

#include <array>

namespace ebbtide::flyway {
namespace {

/// The polynomial of IEEE 802.3, its bits the other way round.
constexpr std::uint32_t polynomial = 0xEDB88320;

constexpr std::array<std::uint32_t, 256> remainders = [] {
  std::array<std::uint32_t, 256> all{};
  for (std::uint32_t byte = 0; byte < all.size(); ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1) != 0 ? rest >> 1 ^ polynomial : rest >> 1;
    all[byte] = rest;
  }
  return all;
}();

}  // namespace

std::int32_t checksum_of(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    sum = sum >> 8 ^ remainders[(sum ^ static_cast<unsigned char>(c)) & 0xFF];
  }
  return static_cast<std::int32_t>(~sum);
}

}  // namespace ebbtide::flyway

#include "cli/option_file.h"

#include <cerrno>
#include <fstream>
#include <iterator>

namespace ebbtide {

std::string read_option_file(const Settings& settings, std::string_view option) {
  const std::string file = settings.text(option);
  std::ifstream input(file, std::ios::binary);
  if (!input)
    throw UsageError("cannot read the file '" + file + "' that --" + std::string(option) +
                     " names: " + system_message(errno));
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

}  // namespace ebbtide

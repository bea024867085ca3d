#include "cli/option_file.h"

#include <cerrno>
#include <utility>

#include "text/whole_file.h"

namespace ebbtide {

std::string read_option_file(const Settings& settings, std::string_view option) {
  const std::string file = settings.text(option);
  auto text = read_whole_file(file);
  if (!text)
    throw UsageError("cannot read the file '" + file + "' that --" + std::string(option) +
                     " names: " + system_message(errno));
  return std::move(*text);
}

}  // namespace ebbtide

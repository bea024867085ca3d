#include "changelog/files.h"

#include <iterator>

#include "text/ascii.h"

namespace ebbtide {

std::string Files::read(const std::string& path) const {
  const auto stream = open(path);
  return {std::istreambuf_iterator<char>(*stream), std::istreambuf_iterator<char>()};
}

std::string sibling_path(std::string_view file, std::string_view relative) {
  const std::size_t slash = file.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : file.substr(0, slash + 1));
  return folder + replace_all(relative, "\\", "/");
}

std::string normalized_path(std::string_view path) {
  if (path.starts_with("classpath:")) path.remove_prefix(std::string_view("classpath:").size());
  std::string slashed = replace_all(path, "\\", "/");
  std::string_view rest = slashed;
  if (rest.size() > 1 && rest[1] == ':' && is_letter(rest[0])) rest.remove_prefix(2);
  if (rest.starts_with('/')) rest.remove_prefix(1);
  std::vector<std::string> parts;
  for (const std::string_view part : split(rest, '/')) {
    if (part.empty() || part == ".") continue;
    const bool up = part == ".." && !parts.empty() && parts.back() != "..";
    if (up) {
      parts.pop_back();
    } else {
      parts.emplace_back(part);
    }
  }
  return join(parts, "/");
}

}  // namespace ebbtide

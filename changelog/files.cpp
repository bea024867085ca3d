// A changeset is known by the path of its file, and each way to write the path must be the same
// changeset: `classpath:db/a.xml`, `/db/a.xml`, `.\db\a.xml` and `db/x/../a.xml` are all
// `db/a.xml`. History, search path and includes compare what normalized_path makes of them. Most
// paths are normal as they stand, and that is seen without taking them apart: a history of ten
// thousand rows is compared by it.
#include "changelog/files.h"

#include <array>

#include "text/ascii.h"
#include "text/error.h"
#include "text/source.h"
#include "text/unicode.h"

namespace ebbtide {

std::string Files::not_found(const std::string& path) const {
  return "the file '" + path +
         "' was not found in the search path; correct the path, or add its folder with "
         "--search-path";
}

namespace {

/// How much a stream has, as far as it tells.
std::size_t size_of(std::istream& stream) {
  const auto end = stream.seekg(0, std::ios::end).tellg();
  stream.clear();
  stream.seekg(0);
  return end < 0 ? 0 : static_cast<std::size_t>(end);
}

}  // namespace

std::string Files::read(const std::string& path) const {
  const auto stream = open(path);
  std::string text;
  text.reserve(size_of(*stream));
  std::array<char, std::size_t{16} * 1024> chunk;
  do {
    stream->read(chunk.data(), chunk.size());
    text.append(chunk.data(), static_cast<std::size_t>(stream->gcount()));
  } while (*stream);
  if (stream->bad()) throw Error("cannot read '" + path + "' to its end");
  return text;
}

std::string Files::read_text(const std::string& path, std::string_view encoding) const {
  if (encoding.empty()) encoding = encodings_.input;
  return require_undamaged(path, decode(read(path), encoding), encoding, naming_an_encoding);
}

std::string sibling_path(std::string_view file, std::string_view relative) {
  const std::size_t slash = file.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : file.substr(0, slash + 1));
  return folder + replace_all(relative, "\\", "/");
}

namespace {

/// Whether a path is normal as it stands, as most are.
bool is_normal(std::string_view path) {
  return !path.starts_with('/') && !path.starts_with('.') && !path.ends_with('/') &&
         path.find_first_of("\\:") == std::string_view::npos && !contains(path, "//") &&
         !contains(path, "/.");
}

}  // namespace

std::string normalized_path(std::string_view path) {
  if (is_normal(path)) return std::string(path);
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

#include "sql/copied_rows.h"

#include <algorithm>

#include "sql/cursor.h"

namespace ebbtide::sql {

bool takes_rows(std::string_view statement, const Syntax& syntax) {
  // Columns stand before FROM.
  constexpr std::size_t far_enough = 4000;
  if (!Cursor(statement, leaving_out_comments(syntax), 1).sees("copy")) return false;
  Cursor at(statement, leaving_out_comments(syntax), far_enough);
  for (; !at.at_end(); at.skip()) {
    if (at.sees_all({"from", "stdin"})) return true;
  }
  return false;
}

CopiedRows read_copied_rows(std::string_view script, std::size_t behind) {
  const auto line_end = [&](std::size_t from) {
    return std::min(script.find('\n', from), script.size());
  };
  const std::size_t begin = std::min(line_end(behind) + 1, script.size());
  for (std::size_t at = begin; at < script.size();) {
    const std::size_t end = line_end(at);
    std::string_view line = script.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t next = std::min(end + 1, script.size());
    if (line == "\\.") return {script.substr(begin, at - begin), next};
    at = next;
  }
  return {script.substr(begin), script.size()};
}

}  // namespace ebbtide::sql

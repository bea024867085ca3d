// Takes any bytes apart as SQL and asks what the statements do. The first byte chooses the lexer
// and how to split; a second line that begins with `=` is the delimiter.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sql/effect.h"
#include "sql/splitter.h"
#include "sql/statement.h"

namespace ebbtide {
namespace {

sql::Syntax syntax_of(unsigned bits) {
  const bool is_mysql = (bits & 16U) != 0;
  return {.name_marks = is_mysql           ? "``"
                        : (bits & 4U) != 0 ? "\"\"[]"
                                           : "\"\"",
          .double_quotes_are_text = is_mysql,
          .dollar_quotes = (bits & 1U) != 0,
          .backslash_escapes = (bits & 2U) != 0,
          .escape_strings = (bits & 1U) != 0,
          .dashes = is_mysql ? sql::Dashes::before_blank : sql::Dashes::always,
          .hash_comments = (bits & 4U) != 0,
          .nested_comments = (bits & 8U) != 0,
          .delimiter_command = is_mysql,
          .executable_comments = is_mysql,
          .comment_version = is_mysql ? 80000 : 0,
          .has_exact_reader = (bits & 1U) != 0 && !is_mysql};
}

SplitOptions take_options(std::string_view& text, unsigned bits) {
  SplitOptions options{{}, (bits & 32U) == 0, (bits & 64U) != 0};
  if (!text.starts_with('=')) return options;
  const std::size_t end = text.find('\n');
  options.delimiter = std::string(text.substr(1, end == std::string_view::npos ? end : end - 1));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  return options;
}

/// All statements together are never longer than what they were taken from.
void fuzz_splitter(std::string_view text) {
  if (text.empty()) return;
  const auto bits = static_cast<unsigned char>(text.front());
  text.remove_prefix(1);
  const sql::Syntax syntax = syntax_of(bits);
  const SplitOptions options = take_options(text, bits);
  std::size_t size = 0;
  for (const std::string& statement : split_sql(text, syntax, options)) {
    size += statement.size();
    sql::look_at(statement, syntax);
    for (const sql::Effect& effect : sql::effects_of(statement, syntax)) {
      if (effect.to_text().empty()) std::abort();
    }
  }
  if (size > text.size()) std::abort();
  is_only_comments(text, syntax);
}

}  // namespace
}  // namespace ebbtide

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebbtide::fuzz_splitter({reinterpret_cast<const char*>(data), size});
  return 0;
}

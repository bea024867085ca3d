#include "database/mysql/schema_text.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace ebbtide {

std::string in_back_quotes(std::string_view name) {
  return "`" + replace_all(name, "`", "``") + "`";
}

std::vector<std::string_view> words_outside_quotes(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  char quote = '\0';
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == ' ') {
      if (i > begin) words.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  return words;
}

bool is_bit_literal(std::string_view text) {
  return starts_with_ignoring_case(text, "b'") || starts_with_ignoring_case(text, "x'") ||
         starts_with_ignoring_case(text, "0x");
}

std::string without_next_number(std::string_view create_table) {
  const std::size_t close = create_table.rfind("\n)");
  const std::size_t number =
      create_table.find(" AUTO_INCREMENT=", close == std::string_view::npos ? 0 : close);
  if (number == std::string_view::npos) return std::string(create_table);
  const std::size_t end = create_table.find_first_not_of("0123456789", number + 16);
  return std::string(create_table.substr(0, number)) +
         std::string(end == std::string_view::npos ? "" : create_table.substr(end));
}

std::string reading_modes(std::string_view sql_mode) {
  constexpr std::array reading{"ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ORACLE", "PIPES_AS_CONCAT"};
  std::vector<std::string> modes;
  for (const std::string_view mode : split_list(sql_mode))
    if (std::find(reading.begin(), reading.end(), mode) != reading.end()) modes.emplace_back(mode);
  return join(modes, ",");
}

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

std::string in_back_quotes(std::string_view name);
/// The words between blanks; what stands between quotes is not parted.
std::vector<std::string_view> words_outside_quotes(std::string_view text);
/// Whether a default is spelled as bits or bytes: b'01', x'1F', 0x1F.
bool is_bit_literal(std::string_view text);
/// The statement of a table without the number that its next row gets.
std::string without_next_number(std::string_view create_table);
/// The modes of a session that change what a text means, between commas. Not IGNORE_SPACE, which
/// some client libraries turn on by themselves, ours among them.
std::string reading_modes(std::string_view sql_mode);

}  // namespace ebbtide

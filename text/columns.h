#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// How many columns of a terminal a text of one line takes: letters of East Asian scripts two,
/// marks that stand over another letter none. Commands of colour, `ESC [ … m`, take none either.
std::size_t columns_of(std::string_view text);

/// The beginning of a text that fits into so many columns, with `…` as the last of them where it is
/// cut. Never cut within a letter; the text has no commands of colour.
std::string cut_to_columns(std::string_view text, std::size_t columns);
/// The same with the middle left out, so that both ends are seen: a path and what stands in it.
std::string cut_in_middle(std::string_view text, std::size_t columns);

/// A line in lines of at most so many columns: broken at a blank, or within a word that is too long
/// for a line, with `indent` blanks before all but the first. A line that fits is as it was.
std::string folded(std::string_view line, std::size_t columns, std::size_t indent);

}  // namespace ebbtide

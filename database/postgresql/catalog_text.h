#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model.h"

namespace ebbtide {

/// The items of an array as the server writes it: `{a,"b c"}`. NULL is an empty text. What is no
/// array has none.
std::vector<std::string> array_items(std::string_view array);

/// The storage parameters of `{fillfactor=70,autovacuum_enabled=off}`, with a word before each
/// name.
std::vector<schema::Option> storage_options(std::string_view array, schema::Weight weight,
                                            std::string_view before = "");
/// Puts them in the order of their names.
void sort_options(std::vector<schema::Option>& options);

/// Takes the text of a value, leaving none; empty for NULL.
std::string taken(std::optional<std::string>& value);
inline bool is_true(const std::optional<std::string>& value) { return value == "t"; }

/// A text between quotes, as SQL reads it with standard_conforming_strings.
std::string quoted_text(std::string_view text);

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "changelog/changes/load_data.h"

namespace ebbtide {

/// What a cell of a column of this database type is: NUMERIC, DATE, STRING …
std::string_view load_type_of(const DataType& type);

/// Whether a cell of a BOOLEAN column is true. Every text has an answer.
bool csv_boolean(std::string_view text);

/// A cell of a NUMERIC column, or of a DATE, DATETIME or TIME column. Throws Error for a text that
/// is none.
Literal csv_number(const std::string& text);
Literal csv_date(const std::string& text);

/// What an empty cell of a column of this type is worth that has no defaultValue; nothing for NULL.
std::optional<Literal> csv_empty(const LoadColumn& column, std::string_view type);

/// Whether a text can be base64: its letters, filled up with `=` to a multiple of four. Empty is
/// none.
bool is_base64(std::string_view text);
/// The bytes of a base64 text, which it must be.
std::string decoded_base64(std::string_view text);

}  // namespace ebbtide

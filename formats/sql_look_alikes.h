#pragma once

#include <span>
#include <string_view>

#include "formats/sql_directive.h"

namespace ebbtide {

/// Warns of a comment that looks like a misspelt directive, such as `--changset ann:1`.
void warn_of_look_alike(Document& document, const SqlLine& line);

/// Warns of the header where it is misspelt, so that the file is run as plain SQL.
void warn_of_misspelt_header(Document& document, const SqlLine& line);

/// Warns of attributes in `text`, a part of the line, that are near a known one and therefore left
/// out.
void warn_of_misspelt_attributes(Document& document, const SqlLine& line, std::string_view text,
                                 std::span<const std::string_view> known);

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/syntax.h"

namespace ebbtide::sql {

/// A default that is a value and nothing to be worked out.
struct PlainValue {
  enum class Kind { text, number, boolean, null };
  Kind kind = Kind::text;
  std::string value;  ///< without quotes: `it's`, `-1.5`, `true`
};

/// The value that an expression is, as servers print defaults: `'x'::character varying`, `(-1)`,
/// `true`, `NULL::text`. Nothing where it is something else.
std::optional<PlainValue> plain_value(std::string_view expression, const Syntax& syntax);

}  // namespace ebbtide::sql

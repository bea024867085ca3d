#pragma once

#include <string>
#include <string_view>

#include "database/literal.h"

namespace ebbtide {

class Names;
struct DataType;
struct Facts;

/// Values as SQL. Texts come as they are, never quoted before.

/// A text between the marks of the database, what has a meaning in it escaped.
std::string text_literal(std::string_view text, const Facts& facts);
/// A text of which no line begins like a statement, so that whoever reads a script line by line is
/// not led astray.
std::string guarded_literal(std::string_view text, const Facts& facts);
std::string binary_literal(std::string_view bytes, const Facts& facts);

/// A value in INSERT, UPDATE and the like.
std::string literal(const Literal& value, const Names& names);
/// A value as the default of a column of this type. Throws Error for what is no boolean where the
/// column is one.
std::string literal_of_type(const Literal& value, const DataType& type, const Names& names);
/// A value as ALTER … SET DEFAULT wants it, where the column's type is not known.
std::string default_literal(const Literal& value, const Names& names);
/// The SQL of a function or of a sequence's value. Throws Error for a sequence where the database
/// has none.
std::string expression(const Literal& value, const Names& names);
/// A date, time or moment as Liquibase's prepared statements store it.
std::string bound_moment(const Literal& value, const Names& names);
/// What takes the place of bytes in an INSERT into a column of this type.
std::string binary_placeholder(std::string_view column_type, const Facts& facts);

/// Whether a function is the current moment, by whatever name.
bool is_now(std::string_view function, const Facts& facts);

}  // namespace ebbtide

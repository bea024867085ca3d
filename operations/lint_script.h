#pragma once

#include <string>

#include "lint/subject.h"
#include "sql/syntax.h"
#include "text/source.h"

namespace ebbtide {

/// The text with a name of the same length for each `${property}` that nobody has replaced: where a
/// name can stand the rest can be read all the same.
std::string readable_sql(std::string text);

/// Reads the statements of a file of plain SQL. With `rows_wait` those that only add rows are read
/// when they are judged (lint::WaitingRows). Borrows the text and the syntax for as long as the
/// subject lives.
void read_statements(lint::Subject& script, const Source& text, const sql::Syntax& syntax,
                     bool rows_wait);

}  // namespace ebbtide

#pragma once

#include <string_view>

#include "sql/syntax.h"

namespace ebbtide {

class Catalog;

/// What a look at the database tells of a statement that may have been run or not.
enum class Applied {
  yes,     ///< what it makes is there, what it removes is not
  no,      ///< it has not been run, or it may run once more without harm
  unknown  ///< it leaves nothing that a catalog shows
};

/// Whether a statement that defines something was run, by what it leaves behind: the table, column,
/// index, key, check or view that it creates, renames or drops. The answer is right where the
/// statement could be run, that is, where what it creates was not there before. Statements that may
/// run twice, such as CREATE OR REPLACE VIEW, DROP … IF EXISTS and ALTER TABLE … MODIFY, are `no`.
Applied look_for_effect(std::string_view sql, const Catalog& live, const sql::Syntax& syntax);

}  // namespace ebbtide

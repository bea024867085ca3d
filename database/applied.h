#pragma once

#include <optional>
#include <string>

#include "sql/effect.h"

namespace ebbtide {

class Catalog;

/// What a look at the database tells of a statement that may have been run or not.
enum class Applied {
  yes,     ///< what it makes is there, what it removes is not
  no,      ///< it has not been run, or it may run once more without harm
  unknown  ///< it leaves nothing that a catalog shows
};

/// Whether a statement was run, by what it leaves behind: what it creates, renames or drops. The
/// answer is right where the statement could be run, that is, where what it creates was not there
/// before. What may run twice, such as CREATE OR REPLACE VIEW, DROP … IF EXISTS and ALTER TABLE …
/// MODIFY, is `no`.
Applied is_applied(const sql::Effects& effects, const Catalog& live);

/// SQL that holds while the answer would be `yes`, for a statement of ours to look at it; nothing
/// where only `is_applied` can tell.
std::optional<std::string> applied_condition(const sql::Effects& effects, const Catalog& live);

/// Whether a catalog can be expected to show whether a statement was run, or it may run twice.
bool leaves_trace(const sql::Effects& effects);

}  // namespace ebbtide

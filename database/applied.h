#pragma once

#include <optional>
#include <string>

#include "sql/effect.h"

namespace ebbtide {

class Catalog;

/// What a look at the database tells of a statement that may have been run or not. `unknown` must
/// end in a question to a person: nobody goes on by himself.
enum class Applied {
  yes,     ///< what it makes is there, what it removes is not
  no,      ///< it has not been run, or it may run once more without harm
  unknown  ///< it leaves nothing that a catalog shows
};

/// Whether a statement was run, by what it leaves behind: what it creates, renames or drops. The
/// answer is right where the statement could be run, that is, where what it creates was not there
/// before: a CREATE TABLE that is doomed to fail looks as if it had been run, so ask before it runs
/// as well, and note what you saw. What may run twice, such as CREATE OR REPLACE VIEW, DROP … IF
/// EXISTS and ALTER TABLE … MODIFY, is `no`. Asks the catalog once for each table.
Applied is_applied(const sql::Effects& effects, const Catalog& live);

/// SQL that holds while the answer would be `yes`, for a statement of ours to look at it; nothing
/// where only `is_applied` can tell.
std::optional<std::string> applied_condition(const sql::Effects& effects, const Catalog& live);

/// Whether a catalog can be expected to show whether a statement was run, or it may run twice.
bool leaves_trace(const sql::Effects& effects);

}  // namespace ebbtide

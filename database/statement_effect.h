#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/catalog.h"
#include "database/script.h"

namespace ebbtide {

/// What a look at the database tells of a statement that may have been run or not.
enum class Applied {
  yes,     ///< what it makes is there, what it removes is not
  no,      ///< it has not been run, or it may run once more without harm
  unknown  ///< it leaves nothing that a catalog shows
};

/// The first statement of a text that begins or ends a transaction: COMMIT, END, ABORT, PREPARE
/// TRANSACTION, ROLLBACK (but not TO a savepoint), BEGIN and START TRANSACTION. Nothing where there
/// is none. The text may be several statements, as it is where it is not to be split.
std::optional<std::string> find_transaction_statement(std::string_view sql,
                                                      const SqlSyntax& syntax);

/// Whether the database undoes the statement with the transaction it runs in, and bears it there,
/// given that it can undo what defines tables at all. False where nobody can say.
bool runs_in_transaction(std::string_view sql, const SqlSyntax& syntax);

/// Whether look_for_effect finds an answer for statements of this kind.
bool leaves_trace(std::string_view sql);

/// Whether a statement that defines something was run, by what it leaves behind: the table, column,
/// index, key, check or view that it creates, renames or drops. The answer is right where the
/// statement could be run, that is, where what it creates was not there before. Statements that may
/// run twice, such as CREATE OR REPLACE VIEW, DROP … IF EXISTS and ALTER TABLE … MODIFY, are `no`.
Applied look_for_effect(std::string_view sql, const Catalog& live);

}  // namespace ebbtide

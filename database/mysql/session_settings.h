#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// A variable of the server that our SQL, or our reading of answers, could depend on. To add one: a
/// row, and a line in the test that tries each at its worst value.
struct MysqlSetting {
  enum class Handling {
    as_driver,  ///< set at the start as Liquibase's driver sets it, so that changesets see the same
    ours,       ///< set at the start; a changeset could only fail by the difference
    followed,   ///< left as it is, and our SQL is written for it
    left        ///< left as it is: nothing here depends on it
  };
  std::string_view name;
  Handling handling;
  std::string_view value = {};
  bool is_kept = false;  ///< set again when a changeset may have set it, before SQL of our own
};

std::span<const MysqlSetting> mysql_session_settings();

/// What is set at the start: `SET autocommit = 1, …`, and the same one by one, for a server that
/// lacks one of them.
std::string start_statement();
std::vector<std::string> start_statements();
/// The statement that sets again what is kept: with these two as the session has them.
std::string restoring_statement(bool autocommit, bool backslash_escapes);
/// Whether a statement may set what is kept. A yes that is wrong costs a SET, a no that is wrong a
/// changeset whose history row is written in another mode.
bool may_set_kept_variable(std::string_view sql);

}  // namespace ebbtide

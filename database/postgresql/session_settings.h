#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// A setting of the server that our SQL, or our reading of answers, could depend on. To add one: a
/// row, and a line in the test that tries each at its worst value.
struct PostgresqlSetting {
  enum class Handling {
    as_driver,  ///< set at the start as Liquibase's driver sets it, so that changesets see the same
    ours,       ///< set at the start; no changeset sees a difference
    followed,   ///< left as it is, and our SQL is written for it
    left        ///< left as it is: nothing here depends on it
  };
  std::string_view name;
  Handling handling;
  std::string_view value = {};  ///< empty for what only the session knows
  bool is_kept = false;  ///< set again when a changeset may have set it, before SQL of our own
};

std::span<const PostgresqlSetting> postgresql_session_settings();

/// What has the server set them when the session starts: `-c DateStyle=ISO -c …`, blanks and
/// backslashes in values escaped.
std::string startup_options(const std::string& time_zone);
/// The same as statements, for a session that is started already.
std::vector<std::string> startup_statements(const std::string& time_zone);
/// What is ours alone, as statements.
std::vector<std::string> own_setting_statements();
/// The statements that set again what is kept; `escapes` is what standard_conforming_strings was.
std::vector<std::string> restoring_statements(std::string_view conforming_strings);
/// The first schema that a search path names, but for that of the user, which need not exist.
std::string first_schema(std::string_view path);
/// Whether a statement may set what is kept. A yes that is wrong costs a few bytes in the next
/// message, a no that is wrong a history row that is read otherwise than it was written.
bool may_set_kept(std::string_view sql);

}  // namespace ebbtide

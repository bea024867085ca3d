// The same as for PostgreSQL: a row for every variable that matters, set at the start, followed, or
// left. All of it is one SET, so that a session starts in one round trip.
//
// sql_mode is the server's and the changelog's, for both tools; our literals follow it. Only one of
// its words would change the meaning of literals that were made already, NO_BACKSLASH_ESCAPES, so
// that alone is set back to what it was at the start. REPLACE and CONCAT leave the other modes as
// they are; an empty word in the list does no harm.
#include "database/mysql/session_settings.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using Handling = MysqlSetting::Handling;

constexpr std::string_view escape_mode = "NO_BACKSLASH_ESCAPES";

constexpr std::array settings{
    MysqlSetting{"autocommit", Handling::as_driver, "1", true},
    MysqlSetting{"NAMES", Handling::as_driver, "utf8mb4", true},
    // A COMMIT that begins the next transaction, or ends the session, is none of ours.
    MysqlSetting{"completion_type", Handling::ours, "0", true},
    // The history is read whole, and its rows are found without a key.
    MysqlSetting{"sql_select_limit", Handling::ours, "18446744073709551615", true},
    MysqlSetting{"sql_safe_updates", Handling::ours, "0", true},
    // Definitions are read with their quotes.
    MysqlSetting{"sql_quote_show_create", Handling::ours, "1"},
    // The server is to notice that this side is gone, so that it frees the lock.
    MysqlSetting{"wait_timeout", Handling::ours, "120"},
    // Changesets of both tools see the server's; our texts are written for NO_BACKSLASH_ESCAPES,
    // and have neither texts in double quotes nor ||, whatever ANSI_QUOTES and PIPES_AS_CONCAT say.
    MysqlSetting{"sql_mode", Handling::followed, "", true},
    // As the driver leaves it, unless the URL says otherwise.
    MysqlSetting{"time_zone", Handling::left},
    MysqlSetting{"group_concat_max_len", Handling::left},
    MysqlSetting{"sql_auto_is_null", Handling::left},
    MysqlSetting{"lc_time_names", Handling::left},
};

std::string assignment(const MysqlSetting& setting) {
  return std::string(setting.name) + (setting.name == "NAMES" ? " " : " = ") +
         std::string(setting.value);
}

bool is_set(const MysqlSetting& setting) { return !setting.value.empty(); }

}  // namespace

std::span<const MysqlSetting> mysql_session_settings() { return settings; }

std::string start_statement() {
  std::vector<std::string> parts;
  for (const MysqlSetting& setting : settings) {
    if (is_set(setting)) parts.push_back(assignment(setting));
  }
  return "SET " + join(parts, ", ");
}

std::vector<std::string> start_statements() {
  std::vector<std::string> statements;
  for (const MysqlSetting& setting : settings) {
    if (is_set(setting)) statements.push_back("SET " + assignment(setting));
  }
  return statements;
}

std::string restoring_statement(bool autocommit, bool backslash_escapes) {
  std::vector<std::string> parts{"autocommit = " + std::string(autocommit ? "1" : "0")};
  for (const MysqlSetting& setting : settings) {
    if (setting.is_kept && is_set(setting) && setting.name != "autocommit")
      parts.push_back(assignment(setting));
  }
  const std::string mode = "'" + std::string(escape_mode) + "'";
  parts.push_back(backslash_escapes ? "sql_mode = REPLACE(@@sql_mode, " + mode + ", '')"
                                    : "sql_mode = CONCAT(@@sql_mode, ',', " + mode + ")");
  return "SET " + join(parts, ", ");
}

bool may_set_kept_variable(std::string_view sql) {
  const std::string_view text = trim(sql);
  for (const std::string_view word : {"INSERT", "UPDATE", "DELETE", "REPLACE"}) {
    if (starts_with_ignoring_case(text, word)) return false;
  }
  for (const std::string_view word : {"CALL", "EXECUTE"}) {
    if (starts_with_ignoring_case(text, word)) return true;
  }
  if (find_ignoring_case(text, "SET") == std::string_view::npos) return false;
  constexpr std::array words{"character", "charset", "collation"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) {
                       return find_ignoring_case(text, word) != std::string_view::npos;
                     }) ||
         std::any_of(settings.begin(), settings.end(), [&](const MysqlSetting& setting) {
           return setting.is_kept &&
                  find_ignoring_case(text, setting.name) != std::string_view::npos;
         });
}

}  // namespace ebbtide

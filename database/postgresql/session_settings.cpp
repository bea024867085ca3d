// Every setting of the server that could change what our SQL means or how answers read is a row,
// each tried at its worst value. What the driver of Liquibase sets is set in the message that
// starts the session, which costs no round trip; a pooler that refuses such options gets the same
// as statements.
//
// What a changeset sets is its own business until our SQL comes, which is then preceded by the
// settings that are kept. Whether a statement may have set one is guessed by its words
// (may_set_kept): a wrong yes costs a few bytes in the next message, a wrong no would write a
// history row that no one finds again. INSERT, UPDATE and DELETE are let through unread, since
// there can be millions of them.
#include "database/postgresql/session_settings.h"

#include <array>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using Handling = PostgresqlSetting::Handling;

constexpr std::string_view time_zone_setting = "TimeZone";

// client_encoding is a setting of the connection itself, and so at the start.
constexpr std::array settings{
    // Moments of the history are compared as text.
    PostgresqlSetting{"DateStyle", Handling::as_driver, "ISO", true},
    // DATEEXECUTED has no zone: all that write it must mean the same one.
    PostgresqlSetting{time_zone_setting, Handling::as_driver},
    PostgresqlSetting{"extra_float_digits", Handling::as_driver, "3"},
    PostgresqlSetting{"client_encoding", Handling::as_driver, "UTF8", true},
    // Changesets of both tools see the server's; our literals are written for it.
    PostgresqlSetting{"standard_conforming_strings", Handling::followed, "", true},
    // Definitions are compared as text.
    PostgresqlSetting{"quote_all_identifiers", Handling::ours, "off"},
    // We double quotes and never write \'.
    PostgresqlSetting{"backslash_quote", Handling::left},
    PostgresqlSetting{"IntervalStyle", Handling::left},
    PostgresqlSetting{"bytea_output", Handling::left},
    PostgresqlSetting{"escape_string_warning", Handling::left},
    PostgresqlSetting{"transform_null_equals", Handling::left},
    PostgresqlSetting{"default_transaction_isolation", Handling::left},
    PostgresqlSetting{"lc_messages", Handling::left},
};

std::string set(std::string_view name, std::string_view value) {
  return "SET " + std::string(name) + " = '" + replace_all(value, "'", "''") + "'";
}

std::string value_of(const PostgresqlSetting& setting, const std::string& time_zone) {
  return setting.name == time_zone_setting ? time_zone : std::string(setting.value);
}

}  // namespace

std::span<const PostgresqlSetting> postgresql_session_settings() { return settings; }

std::string startup_options(const std::string& time_zone) {
  std::string options;
  for (const PostgresqlSetting& setting : settings) {
    if (setting.handling != Handling::as_driver || setting.name == "client_encoding") continue;
    const std::string value = replace_all(value_of(setting, time_zone), "\\", "\\\\");
    options += " -c " + std::string(setting.name) + "=" + replace_all(value, " ", "\\ ");
  }
  return std::string(trim(options));
}

std::vector<std::string> startup_statements(const std::string& time_zone) {
  std::vector<std::string> statements;
  for (const PostgresqlSetting& setting : settings) {
    if (setting.handling == Handling::as_driver)
      statements.push_back(set(setting.name, value_of(setting, time_zone)));
  }
  return statements;
}

std::vector<std::string> own_setting_statements() {
  std::vector<std::string> statements;
  for (const PostgresqlSetting& setting : settings) {
    if (setting.handling == Handling::ours) statements.push_back(set(setting.name, setting.value));
  }
  return statements;
}

std::vector<std::string> restoring_statements(std::string_view conforming_strings) {
  std::vector<std::string> statements;
  for (const PostgresqlSetting& setting : settings) {
    if (setting.is_kept)
      statements.push_back(
          set(setting.name, setting.value.empty() ? conforming_strings : setting.value));
  }
  return statements;
}

std::string first_schema(std::string_view path) {
  for (const std::string_view part : split(path, ',')) {
    std::string_view name = trim(part);
    if (name.size() > 1 && name.front() == '"') name = name.substr(1, name.size() - 2);
    if (name != "$user") return std::string(name);
  }
  return "";
}

bool may_set_kept(std::string_view sql) {
  const std::string_view text = trim(sql);
  const auto has = [&](std::string_view word) {
    return find_ignoring_case(text, word) != std::string_view::npos;
  };
  for (const std::string_view word : {"INSERT", "UPDATE", "DELETE"}) {
    if (starts_with_ignoring_case(text, word)) return false;
  }
  for (const PostgresqlSetting& setting : settings) {
    if (setting.is_kept && has(setting.name)) return true;
  }
  // SET NAMES, RESET ALL, DISCARD ALL, and code that cannot be seen.
  return has("names") || has("reset") || has("discard") || has("set_config") ||
         starts_with_ignoring_case(text, "CALL");
}

}  // namespace ebbtide

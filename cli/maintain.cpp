// Commands on the history and the database as a whole. What they say is Liquibase's, in its place:
// `tag` and `release-locks` report on standard error, `list-locks` on standard output. The rows of
// execute-sql are printed as Java prints values: `null`, `true`, and a moment without a fraction as
// `2026-11-22 07:29:45.0`.
#include "operations/maintain.h"

#include <array>
#include <cstdio>

#include "cli/json/reports.h"
#include "cli/operation_options.h"
#include "cli/option_file.h"
#include "cli/request.h"
#include "database/facts.h"
#include "text/ascii.h"
#include "text/source.h"

namespace ebbtide {
namespace {

/// As Java prints a value of this kind.
std::string shown(const std::optional<std::string>& value, ColumnKind kind) {
  if (!value) return "null";
  if (kind == ColumnKind::boolean) return *value == "t" ? "true" : "false";
  return kind == ColumnKind::moment && !contains(*value, ".") ? *value + ".0" : *value;
}

/// `2026-11-22 18:08:24.255` as Java's medium form has it, `Nov 22, 2026, 6:08:24 PM`; other text
/// as it is.
std::string medium_moment(const std::string& stored) {
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(stored.c_str(), "%d-%d-%d%*1[ T]%d:%d:%d", &year, &month, &day, &hour, &minute,
                  &second) != 6 ||
      month < 1 || month > 12)
    return stored;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s %d, %d, %d:%02d:%02d %s",
                months[static_cast<std::size_t>(month - 1)], day, year,
                hour % 12 == 0 ? 12 : hour % 12, minute, second, hour < 12 ? "AM" : "PM");
  return text.data();
}

void write_rows(TextOutput& out, const Rows& rows, bool in_upper_case) {
  if (rows.rows.empty()) {
    out << "-- Empty Resultset --\n";
    return;
  }
  const std::string head = join(rows.columns, " | ");
  out.lines(in_upper_case ? upper(head) : head) << " |\n";
  for (const Row& row : rows.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out.lines(shown(row[i], rows.kind(i))) << " | ";
    out << "\n";
  }
}

GivenSql sql_to_run(Request& request) {
  const Settings& settings = request.settings();
  if (const auto sql = settings.get("sql")) return {"--sql", *sql};
  const std::string file = settings.required("sql-file");
  const std::string& encoding = request.files().encodings().input;
  return {file, require_undamaged(file, decode(read_option_file(settings, "sql-file"), encoding),
                                  encoding, "with --file-encoding, such as windows-1252")};
}

}  // namespace

void tag(Request& request) {
  const std::string name = request.settings().required("tag");
  tag(request.database(), name, lock_options(request.settings()), request.surroundings());
  if (request.wants_json())
    return write_set_tag(request.console(), name, request.database().shown());
  request.console().say("Successfully tagged '" + request.database().shown() + "'");
}

void tag_exists(Request& request) {
  const std::string name = request.settings().required("tag");
  const bool exists = tag_exists(request.database(), name);
  if (request.wants_json()) return write_tag(request.console(), name, exists);
  const std::string verb = exists ? "already exists" : "does NOT exist";
  request.console().say("The tag '" + name + "' " + verb + " in '" + request.database().shown() +
                        "'.");
}

void list_locks(Request& request) {
  const auto held = held_locks(request.database());
  const std::string database = request.database().shown();
  if (request.wants_json()) return write_json(request.console(), held, database);
  TextOutput& out = request.console().out();
  out << "Database change log locks for " << database << "\n";
  if (held.empty()) out << " - No locks\n";
  for (const auto& [row, evidence] : held) {
    out << " - " << row.holder << " at " << medium_moment(row.granted_at) << "\n";
    request.console().say(row.holder + ": " + evidence);
  }
  if (!held.empty())
    out << "NOTE:  The lock time displayed is based on the database's configured time\n";
}

void release_locks(Request& request) {
  release_locks(request.database(), request.settings().flag("force"));
  request.console().say("Successfully released all database change log locks for '" +
                        request.database().shown() + "'");
}

void clear_checksums(Request& request) {
  clear_checksums(request.database(), lock_options(request.settings()), request.surroundings());
}

void execute_sql(Request& request) {
  const SplitOptions options{request.settings().text("delimiter"), true, false};
  request.database().connection();
  TextOutput& out = request.console().out();
  std::vector<Executed> executed;
  const bool in_upper_case = request.database().names().facts().has(Feature::upper_case_results);
  execute_sql(request.database(), sql_to_run(request), options,
              [&](const std::string& sql, const Rows* rows) {
                if (request.wants_json()) {
                  executed.push_back({sql, rows == nullptr ? std::nullopt : std::optional(*rows)});
                  return;
                }
                if (rows != nullptr) {
                  (out << "Output of ").lines(sql) << ":\n";
                  write_rows(out, *rows, in_upper_case);
                } else {
                  (out << "Successfully Executed: ").lines(sql) << "\n";
                }
                out << "\n";
              });
  if (request.wants_json()) write_json(request.console(), executed, request.database().shown());
}

}  // namespace ebbtide

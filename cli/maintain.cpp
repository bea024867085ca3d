#include "cli/maintain.h"

#include <chrono>
#include <memory>
#include <sstream>

#include <nlohmann/json.hpp>

#include "changelog/sql_text.h"
#include "changelog/text_place.h"
#include "cli/json_output.h"
#include "cli/option_file.h"
#include "cli/preparation.h"
#include "cli/script.h"
#include "database/dialect.h"
#include "executor/history_writer.h"
#include "rollback/tags.h"
#include "sql/splitter.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/source.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

/// A tag needs a row to sit on; an empty history gets one that stands for nothing.
HistoryRow empty_row(const Workspace& workspace) {
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
  HistoryRow row;
  row.id = {"liquibase-internal", std::to_string(millis), "liquibase"};
  row.order = 1;
  row.checksum = "9:d41d8cd98f00b204e9800998ecf8427e";
  row.description = "empty";
  row.comments = "";
  row.version = Workspace::version();
  row.deployment = workspace.deployment();
  return row;
}

/// Says what a tag that is about to be set will make unclear.
void warn_of_tag(Workspace& workspace, const std::string& tag, const History& history) {
  if (const auto tagged = rows_tagged(tag, history);
      !tagged.empty() && tagged.back() != &history.rows().back())
    workspace.console().warning(
        "the tag '" + tag + "' is also on " + tagged.back()->id.to_text() +
        "; a rollback to it will have to say --tag-version=OLDEST or --tag-version=NEWEST");
  if (history.rows().empty()) return;
  const HistoryRow& last = history.rows().back();
  if (last.tag && !equals_ignoring_case(*last.tag, tag))
    workspace.console().warning("the tag '" + last.tag.str() + "' of " + last.id.to_text() +
                                " is replaced: a row has one tag");
}

bool has_tag(const History& history, const std::string& tag) {
  for (const HistoryRow& row : history.rows()) {
    if (row.tag == tag) return true;
  }
  return false;
}

/// As Java prints a value of this kind.
std::string shown(const std::optional<std::string>& value, ColumnKind kind) {
  if (!value) return "null";
  if (kind == ColumnKind::boolean) return *value == "t" ? "true" : "false";
  return kind == ColumnKind::moment && !contains(*value, ".") ? *value + ".0" : *value;
}

void write_rows(TextOutput& out, const Rows& rows) {
  if (rows.rows.empty()) {
    out << "-- Empty Resultset --\n";
    return;
  }
  out.lines(join(rows.columns, " | ")) << " |\n";
  for (const Row& row : rows.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out.lines(shown(row[i], rows.kind(i))) << " | ";
    out << "\n";
  }
}

/// SQL from outside of the changelog and what it stands in.
struct GivenSql {
  std::string name;
  std::string text;
};

GivenSql sql_to_run(Workspace& workspace) {
  const Settings& settings = workspace.settings();
  if (const auto sql = settings.get("sql")) return {"--sql", *sql};
  const std::string file = settings.required("sql-file");
  const std::string& encoding = workspace.files().encodings().input;
  return {file, require_undamaged(file, decode(read_option_file(settings, "sql-file"), encoding),
                                  encoding, "with --file-encoding, such as windows-1252")};
}

/// Throws Error with the place of what would swallow the rest of the SQL, as for changesets.
void refuse_flaws(const GivenSql& sql, const SplitOptions& options, const Dialect& dialect) {
  const Source source(sql.name, replace_all(sql.text, "\r", ""));
  const std::vector<Problem> problems =
      problems_of_sql([&] { return std::make_unique<std::istringstream>(sql.text); }, options,
                      dialect, [&](const SqlSpot& spot) { return source.position(spot.begin); });
  if (!problems.empty()) throw Error(problems.front().message, problems.front().where);
}

void tag_offline(Workspace& workspace, const std::string& name) {
  change_offline_history(workspace, [&](HistoryWriter& writer, const History& history) {
    warn_of_tag(workspace, name, history);
    if (history.rows().empty()) writer.record(empty_row(workspace));
    writer.tag_last_row(name);
  });
  workspace.console().say("Successfully tagged '" + workspace.database() + "'");
}

}  // namespace

void tag(Workspace& workspace) {
  const std::string name = workspace.settings().required("tag");
  check_tag(name, workspace.dialect());
  if (workspace.is_offline()) return tag_offline(workspace, name);
  Connection& connection = workspace.connection();
  const LockOptions options = workspace.lock_options();
  const Lock lock(connection, workspace.tables(), options, workspace.interruption(),
                  workspace.console());
  prepare_history_table(workspace);
  const History history = workspace.read_history();
  require_known_end(history);
  warn_of_tag(workspace, name, history);
  LiveSession session(connection, workspace.names());
  TableHistoryWriter writer(session, workspace.tables());
  if (history.rows().empty()) writer.record(empty_row(workspace));
  writer.tag_last_row(name);
  workspace.console().say("Successfully tagged '" + workspace.database() + "'");
}

void tag_exists(Workspace& workspace) {
  const std::string name = workspace.settings().required("tag");
  const bool exists = has_tag(script_history(workspace), name);
  if (wants_json(workspace)) return write_json(workspace, {{"tag", name}, {"exists", exists}});
  const std::string verb = exists ? "already exists" : "does NOT exist";
  workspace.console().say("The tag '" + name + "' " + verb + " in '" + workspace.database() + "'.");
}

void list_locks(Workspace& workspace) {
  Connection& connection = workspace.connection();
  const auto holders = Lock::holders(connection, workspace.tables());
  if (wants_json(workspace)) {
    Json list = Json::array();
    for (const LockRow& row : holders)
      list.push_back({{"holder", row.holder},
                      {"since", row.granted_at},
                      {"evidence", evidence_of(connection, row)}});
    return write_json(workspace, {{"database", workspace.database()}, {"locks", list}});
  }
  TextOutput& out = workspace.console().out();
  out << "Database change log locks for " << workspace.database() << "\n";
  if (holders.empty()) out << " - No locks\n";
  for (const LockRow& row : holders) {
    out << " - " << row.holder << " at " << row.granted_at << "\n";
    workspace.console().say(row.holder + ": " + evidence_of(connection, row));
  }
  if (!holders.empty())
    out << "NOTE:  The lock time displayed is based on the database's configured time\n";
}

void release_locks(Workspace& workspace) {
  if (workspace.settings().flag("force")) {
    Lock::force_release(workspace.connection(), workspace.tables());
  } else {
    Lock::release(workspace.connection(), workspace.tables());
  }
  workspace.console().say("Successfully released all database change log locks for '" +
                          workspace.database() + "'");
}

void clear_checksums(Workspace& workspace) {
  if (workspace.is_offline())
    return change_offline_history(workspace, [](HistoryWriter& writer, const History& history) {
      for (const HistoryRow& row : history.rows()) writer.set_checksum(row.id, {});
    });
  Connection& connection = workspace.connection();
  const LockOptions options = workspace.lock_options();
  const Lock lock(connection, workspace.tables(), options, workspace.interruption(),
                  workspace.console());
  prepare_history_table(workspace);
  const std::int64_t cleared = connection.execute({workspace.tables().clear_checksums()});
  if (const std::size_t rows = workspace.read_history().rows().size();
      cleared != static_cast<std::int64_t>(rows))
    throw Error("of the " + count_of(rows, "row") + " of the history table " +
                workspace.tables().history() + " only " + std::to_string(cleared) +
                " could be changed; a trigger, a rule or row-level security of the table keeps "
                "the change away");
}

void execute_sql(Workspace& workspace) {
  const SplitOptions options{workspace.settings().text("delimiter"), true, false};
  Connection& connection = workspace.connection();
  TextOutput& out = workspace.console().out();
  const GivenSql given = sql_to_run(workspace);
  refuse_flaws(given, options, workspace.dialect());
  Transaction all(connection);
  for (const std::string& sql : split_sql(given.text, workspace.dialect().syntax(), options)) {
    if (sql::look_at(sql, workspace.dialect().syntax()).has(sql::Trait::answers)) {
      const Rows rows = connection.query({sql});
      (out << "Output of ").lines(sql) << ":\n";
      write_rows(out, rows);
    } else {
      connection.execute({sql});
      (out << "Successfully Executed: ").lines(sql) << "\n";
    }
    out << "\n";
  }
  all.commit();
}

}  // namespace ebbtide

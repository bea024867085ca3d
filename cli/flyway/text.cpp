#include "cli/flyway/text.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/columns.h"

namespace ebbtide {
namespace {

constexpr std::size_t columns = 7;
using TableRow = std::array<std::string, columns>;

/// A table between lines, each column as wide as its widest text.
void write_table(TextOutput& out, const std::vector<TableRow>& rows) {
  std::array<std::size_t, columns> widths{};
  for (const TableRow& row : rows) {
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  std::string line = "+";
  for (const std::size_t width : widths) line += std::string(width + 2, '-') + "+";
  const auto write_row = [&](const TableRow& row) {
    std::string text = "|";
    for (std::size_t i = 0; i < columns; ++i)
      text += " " + row[i] + std::string(widths[i] - columns_of(row[i]), ' ') + " |";
    out << text << "\n";
  };
  out << line << "\n";
  write_row(rows.front());
  out << line << "\n";
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) write_row(*row);
  out << line << "\n";
}

std::string shown_version(const std::optional<std::string>& version) {
  return version.value_or("<< Empty Schema >>");
}

}  // namespace

std::string execution_time(Took took) {
  const auto all = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
  const auto padded = [](std::int64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  constexpr std::int64_t minute = 60000, second = 1000;
  return " (execution time " + padded(all / minute, 2) + ":" + padded(all % minute / second, 2) +
         "." + padded(all % second, 3) + "s)";
}

std::string described(const flyway::MigrationInfo& info) {
  if (!info.version()) return "with repeatable migration \"" + info.description() + "\"";
  return "to version \"" + info.version()->text() +
         (info.description().empty() ? "" : " - " + info.description()) + "\"";
}

void write_info(TextOutput& out, const InfoResult& result) {
  if (!result.about.has_history)
    out << "Schema history table " << result.about.history_table << " does not exist yet\n";
  out << "Schema version: " << shown_version(result.schema_version) << "\n\n";
  std::vector<TableRow> rows{
      {"Category", "Version", "Description", "Type", "Installed On", "State", "Undoable"}};
  constexpr std::size_t to_the_second = 19;
  for (const FlywayInfoLine& line : result.lines) {
    const FlywayMigration& one = line.migration;
    rows.push_back({one.category, one.version, one.description, one.type,
                    line.installed_on.substr(0, to_the_second), line.state,
                    one.version.empty()  ? ""
                    : line.can_be_undone ? "Yes"
                                         : "No"});
  }
  if (rows.size() == 1) {
    out << "No migrations found\n\n";
    return;
  }
  write_table(out, rows);
  out << "\n";
}

void write_migration_ids(TextOutput& out, const InfoResult& result) {
  std::vector<std::string> ids;
  for (const FlywayInfoLine& line : result.lines)
    ids.push_back(line.migration.version.empty() ? line.migration.description
                                                 : line.migration.version);
  out << join(ids, ",") << "\n";
}

void write_end(TextOutput& out, const ValidateResult& result, Took took) {
  out << "Successfully validated " << count_of(result.validated, "migration")
      << execution_time(took) << "\n";
}

void write_end(TextOutput& out, const MigrateResult& result, Took took) {
  if (result.executed == 0) {
    out << "Schema " << result.about.first_schema << " is up to date. No migration necessary.\n";
    return;
  }
  const std::string now =
      result.target_version ? ", now at version v" + *result.target_version : "";
  out << "Successfully applied " << count_of(static_cast<std::size_t>(result.executed), "migration")
      << " to schema " << result.about.first_schema << now << execution_time(took) << "\n";
}

void write_end(TextOutput& out, const BaselineResult& result, Took) {
  out << (result.was_there ? "Schema history table " + result.about.history_table +
                                 " already initialized with version: " + result.version
                           : "Successfully baselined schema with version: " + result.version)
      << "\n";
}

void write_end(TextOutput& out, const RepairResult& result, Took took) {
  const auto list = [&](std::string_view what, const std::vector<FlywayMigration>& all) {
    for (const FlywayMigration& one : all)
      out << what << (one.version.empty() ? one.description : one.version) << "\n";
  };
  if (result.removed.empty())
    out << "Repair of failed migration in Schema History table " << result.about.history_table
        << " not necessary. No failed migration detected.\n";
  list("Removed the row of the failed migration ", result.removed);
  list("Marked as deleted: ", result.deleted);
  list("Aligned with its file: ", result.aligned);
  out << "Successfully repaired schema history table " << result.about.history_table
      << execution_time(took) << ".\n";
}

void write_end(TextOutput& out, const UndoResult& result, Took took) {
  if (result.is_only_plan) return;
  if (result.undone.empty()) {
    out << "Schema " << result.about.first_schema << " has nothing to undo.\n";
    return;
  }
  for (const FlywayMigration& one : result.undone) {
    out << "Undid migration of schema " << result.about.first_schema << " to version "
        << one.version << "\n";
  }
  out << "Successfully undid " << count_of(result.undone.size(), "migration") << " to schema "
      << result.about.first_schema << ", now at version " << shown_version(result.target_version)
      << execution_time(took) << "\n";
}

void write_end(TextOutput& out, const CleanResult& result, Took took) {
  for (const std::string& schema : result.dropped)
    out << "Successfully dropped schema \"" << schema << "\"" << execution_time(took) << "\n";
  for (const std::string& schema : result.cleaned)
    out << "Successfully cleaned schema \"" << schema << "\"" << execution_time(took) << "\n";
}

void write_end(TextOutput& out, const FlywayConvertResult& result, Took took) {
  const std::string size = count_of(result.change_sets, "changeset") + ", " +
                           std::to_string(result.rollbacks) + " with a rollback";
  if (result.is_written) {
    out << "Wrote " << result.file << ": " << size << execution_time(took) << "\n";
    if (!result.proved_on.empty())
      out << "On a scratch database it makes the same schema as the scripts\n";
    if (!result.properties.empty())
      out << "Placeholders are properties in it: " << join(result.properties, ", ")
          << "; on other databases -Dname=value counts before them\n";
  } else {
    out << result.file << " is there already and does what the scripts do: " << size << "\n";
  }
  if (!result.is_taken_over) return;
  if (result.rows == 0) {
    out << "The history was taken over before: nothing to record\n";
    return;
  }
  out << "Took over the history: " << count_of(result.rows, "changeset") << " recorded as run; "
      << result.about.history_table << " stays as it was\n"
      << "Go on with: ebbtide update --changelog-file=" << result.file << "\n";
}

void write_end(TextOutput& out, const FlywayDriftResult& result, Took took) {
  if (result.differences.empty()) {
    out << result.database << " is as its " << count_of(result.migrations, "migration")
        << " would make it: no drift" << execution_time(took) << "\n";
    return;
  }
  out << result.database
      << (result.has_drift ? " has drifted: " : " has no drift; for information: ")
      << count_of(result.differences.size(), "difference") << execution_time(took) << "\n";
  for (const schema::Difference& one : result.differences)
    out << "  " << one.to_text()
        << (one.weight == schema::Weight::informs ? " (for information)" : "") << "\n";
}

}  // namespace ebbtide

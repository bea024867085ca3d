// The table of commands. A row lists the options of its own; those that every command on a database
// or a changelog takes are said by what it needs. As Liquibase does, all commands accept the
// latter, also where they have no use for them: scripts give one set of options to every command.
//
// A value that stands behind the command without a name is that of `positional`: `rollback v1` is
// `rollback --tag=v1`. What a command cannot do without is said in its row as well, so that all
// that is missing can be told at once (requirements.cpp).
#include "cli/commands.h"

#include <algorithm>

#include "cli/hints.h"
#include "cli/options.h"
#include "text/error.h"

namespace ebbtide {

// What the commands run, by the files they are in. Each does what its row in the table says for one
// request, and writes the result; it throws Error where that fails. To add a command: its function
// in one of these files, a line here and its row.

// cli/update.cpp
void update(Request& request);
void update_sql(Request& request);
void update_count(Request& request);
void update_count_sql(Request& request);
void update_to_tag(Request& request);
void update_to_tag_sql(Request& request);
void changelog_sync(Request& request);
void changelog_sync_sql(Request& request);
void changelog_sync_to_tag(Request& request);
void changelog_sync_to_tag_sql(Request& request);
void mark_next_changeset_ran(Request& request);
void mark_next_changeset_ran_sql(Request& request);
// cli/rollback.cpp
void rollback(Request& request);
void rollback_sql(Request& request);
void rollback_count(Request& request);
void rollback_count_sql(Request& request);
void rollback_to_date(Request& request);
void rollback_to_date_sql(Request& request);
void rollback_one_changeset(Request& request);
void rollback_one_changeset_sql(Request& request);
void rollback_one_update(Request& request);
void rollback_one_update_sql(Request& request);
void future_rollback_sql(Request& request);
void future_rollback_count_sql(Request& request);
void future_rollback_from_tag_sql(Request& request);
// cli/testing_rollback.cpp
void prove(Request& request);
void update_testing_rollback(Request& request);
// cli/status.cpp
void status(Request& request);
// cli/inspect.cpp
void validate(Request& request);
void history(Request& request);
void unexpected_changesets(Request& request);
void calculate_checksum(Request& request);
// cli/explain_checksum.cpp, cli/doctor.cpp, cli/repair.cpp
void explain_checksum(Request& request);
void doctor(Request& request);
void repair(Request& request);
// cli/maintain.cpp
void tag(Request& request);
void tag_exists(Request& request);
void list_locks(Request& request);
void release_locks(Request& request);
void clear_checksums(Request& request);
void execute_sql(Request& request);
// cli/fleet/merge.cpp
void fleet_merge(Request& request);

namespace {

constexpr auto database_options = std::to_array<std::string_view>(
    {"url", "username", "password", "password-stdin", "driver", "driver-properties-file",
     "default-schema-name", "default-catalog-name", "format"});
constexpr auto changelog_options =
    std::to_array<std::string_view>({"changelog-file", "context-filter", "label-filter"});

constexpr std::array one_change_set{Requirement{"changeset-id"}, Requirement{"changeset-author"},
                                    Requirement{"changeset-path"}};

/// In the order of the help.
constexpr std::array table{
    Command{"update",
            "Run the changesets that have not run yet",
            Needs::changelog,
            {"atomic", "tag", "show-summary", "show-summary-output"},
            "",
            update,
            "migrate"},
    Command{"update-sql",
            "Write the SQL of an update, without running it",
            Needs::changelog,
            {"output-default-schema", "output-default-catalog"},
            "",
            update_sql,
            "migrate-sql"},
    Command{"update-count",
            "Run the next changesets, this many",
            Needs::changelog,
            {"count", "atomic", "show-summary", "show-summary-output"},
            "count",
            update_count},
    Command{"update-count-sql",
            "Write the SQL of update-count",
            Needs::changelog,
            {"count", "output-default-schema", "output-default-catalog"},
            "count",
            update_count_sql},
    Command{"update-to-tag",
            "Run the changesets up to the one that sets a tag",
            Needs::changelog,
            {"tag", "atomic", "show-summary", "show-summary-output"},
            "tag",
            update_to_tag},
    Command{"update-to-tag-sql",
            "Write the SQL of update-to-tag",
            Needs::changelog,
            {"tag", "output-default-schema", "output-default-catalog"},
            "tag",
            update_to_tag_sql},
    Command{"changelog-sync",
            "Mark all changesets as run, without running them",
            Needs::changelog,
            {},
            "",
            changelog_sync},
    Command{"changelog-sync-sql",
            "Write the SQL of changelog-sync",
            Needs::changelog,
            {"output-default-schema", "output-default-catalog"},
            "",
            changelog_sync_sql},
    Command{"changelog-sync-to-tag",
            "Mark the changesets up to a tag as run",
            Needs::changelog,
            {"tag"},
            "tag",
            changelog_sync_to_tag},
    Command{"changelog-sync-to-tag-sql",
            "Write the SQL of changelog-sync-to-tag",
            Needs::changelog,
            {"tag", "output-default-schema", "output-default-catalog"},
            "tag",
            changelog_sync_to_tag_sql},
    Command{"mark-next-changeset-ran",
            "Mark the next changeset as run, without running it",
            Needs::changelog,
            {},
            "",
            mark_next_changeset_ran},
    Command{"mark-next-changeset-ran-sql",
            "Write the SQL of mark-next-changeset-ran",
            Needs::changelog,
            {},
            "",
            mark_next_changeset_ran_sql},
    Command{"rollback",
            "Undo everything that ran after a tag was set",
            Needs::changelog,
            {"tag", "rollback-script", "plan", "rehearse", "atomic", "liquibase-compatible"},
            "tag",
            rollback},
    Command{"rollback-sql",
            "Write the SQL of rollback",
            Needs::changelog,
            {"tag", "rollback-script", "liquibase-compatible", "output-default-schema",
             "output-default-catalog"},
            "tag",
            rollback_sql},
    Command{"rollback-count",
            "Undo the last changesets, this many",
            Needs::changelog,
            {"count", "rollback-script", "plan", "rehearse", "atomic", "liquibase-compatible"},
            "count",
            rollback_count},
    Command{"rollback-count-sql",
            "Write the SQL of rollback-count",
            Needs::changelog,
            {"count", "rollback-script", "liquibase-compatible", "output-default-schema",
             "output-default-catalog"},
            "count",
            rollback_count_sql},
    Command{"rollback-to-date",
            "Undo everything that ran after a moment",
            Needs::changelog,
            {"date", "rollback-script", "plan", "rehearse", "atomic", "liquibase-compatible"},
            "date",
            rollback_to_date},
    Command{"rollback-to-date-sql",
            "Write the SQL of rollback-to-date",
            Needs::changelog,
            {"date", "rollback-script", "liquibase-compatible", "output-default-schema",
             "output-default-catalog"},
            "date",
            rollback_to_date_sql},
    Command{"rollback-one-changeset",
            "Undo one changeset, whatever ran after it",
            Needs::changelog,
            {"changeset-id", "changeset-author", "changeset-path", "force", "rollback-script",
             "plan", "rehearse", "atomic", "liquibase-compatible"},
            "",
            rollback_one_changeset,
            "",
            one_change_set},
    Command{"rollback-one-changeset-sql",
            "Write the SQL of rollback-one-changeset",
            Needs::changelog,
            {"changeset-id", "changeset-author", "changeset-path", "force", "rollback-script",
             "liquibase-compatible", "output-default-schema", "output-default-catalog"},
            "",
            rollback_one_changeset_sql,
            "",
            one_change_set},
    Command{"rollback-one-update",
            "Undo what one run did, whatever ran after it",
            Needs::changelog,
            {"deployment-id", "force", "rollback-script", "plan", "rehearse", "atomic",
             "liquibase-compatible"},
            "",
            rollback_one_update},
    Command{"rollback-one-update-sql",
            "Write the SQL of rollback-one-update",
            Needs::changelog,
            {"deployment-id", "force", "rollback-script", "liquibase-compatible",
             "output-default-schema", "output-default-catalog"},
            "",
            rollback_one_update_sql},
    Command{"future-rollback-sql",
            "Write the SQL that would undo what has not run yet",
            Needs::changelog,
            {"output-default-schema", "output-default-catalog"},
            "",
            future_rollback_sql},
    Command{"future-rollback-count-sql",
            "The same for the next changesets, this many",
            Needs::changelog,
            {"count", "output-default-schema", "output-default-catalog"},
            "count",
            future_rollback_count_sql},
    Command{"future-rollback-from-tag-sql",
            "The same for the changesets up to a tag",
            Needs::changelog,
            {"tag", "output-default-schema", "output-default-catalog"},
            "tag",
            future_rollback_from_tag_sql},
    Command{"update-testing-rollback",
            "Prove on a scratch database that what would run can be undone, then run it",
            Needs::changelog,
            {"liquibase-compatible", "show-summary", "show-summary-output"},
            "",
            update_testing_rollback},
    Command{"prove",
            "Prove on a scratch database that what would run can be undone",
            Needs::changelog,
            {"liquibase-compatible"},
            "",
            prove},
    Command{"status",
            "Show the changesets that have not run yet",
            Needs::changelog,
            {"verbose"},
            "",
            status},
    Command{"validate",
            "Check the changelog, without running anything",
            Needs::changelog,
            {},
            "",
            validate},
    Command{"history", "Show what ran, by deployment", Needs::database, {}, "", history},
    Command{"unexpected-changesets",
            "Show what ran and is not in the changelog",
            Needs::changelog,
            {"verbose"},
            "",
            unexpected_changesets},
    Command{"calculate-checksum",
            "Show the checksum of a changeset",
            Needs::changelog,
            {"changeset-identifier", "changeset-id", "changeset-author", "changeset-path"},
            "changeset-identifier",
            calculate_checksum,
            "",
            {Requirement{"changeset-identifier", "changeset-id"}}},
    Command{"explain-checksum",
            "Show what the checksum of a changeset is made from, and which stored one it matches",
            Needs::changelog_only,
            {"changeset-identifier"},
            "changeset-identifier",
            explain_checksum},
    Command{"doctor",
            "Say what a migration from Liquibase would meet: in the changelog, and in the database "
            "if one is given",
            Needs::changelog_only,
            {},
            "",
            doctor},
    Command{
        "tag", "Mark the state of the database with a tag", Needs::database, {"tag"}, "tag", tag},
    Command{"tag-exists", "Tell whether a tag is set", Needs::database, {"tag"}, "tag", tag_exists},
    Command{"list-locks", "Show who holds the lock", Needs::database, {}, "", list_locks},
    Command{"release-locks",
            "Free a lock whose holder is gone",
            Needs::database,
            {"force"},
            "",
            release_locks},
    Command{"clear-checksums",
            "Forget all checksums; the next update stores them anew",
            Needs::database,
            {},
            "",
            clear_checksums},
    Command{"repair",
            "Show, undo or forget what is applied of changesets that failed half-way",
            Needs::database,
            {"changeset-identifier"},
            "",
            repair},
    Command{"execute-sql",
            "Run SQL on the database",
            Needs::database,
            {"sql", "sql-file", "delimiter"},
            "",
            execute_sql,
            "",
            {Requirement{"sql-file", "sql"}}},
    Command{"fleet merge",
            "Put the results of several runs on many databases together",
            Needs::nothing,
            {"results", "format"},
            "results",
            fleet_merge,
            "",
            {},
            true},
};

}  // namespace

std::span<const Command> commands() { return table; }

bool Command::takes(std::string_view option) const {
  const auto has = [&](const auto& list) {
    return std::find(list.begin(), list.end(), option) != list.end();
  };
  // As Liquibase does: scripts give the same options to every command.
  if (has(options)) return true;
  if (needs != Needs::nothing && (has(database_options) || has(changelog_options))) return true;
  const Option* const found = find_option_named(option);
  return found != nullptr && found->is_taken_by(name);
}

std::vector<Requirement> Command::requirements() const {
  std::vector<Requirement> all;
  if (needs == Needs::database || needs == Needs::changelog)
    all.push_back({"url", takes("targets") ? "targets" : ""});
  if (needs == Needs::changelog || needs == Needs::changelog_only)
    all.push_back({"changelog-file"});
  for (const Requirement& one : required) {
    if (!one.option.empty()) all.push_back(one);
  }
  if (required.front().option.empty() && !positional.empty()) all.push_back({positional});
  return all;
}

std::vector<std::string_view> Command::all_options() const {
  std::vector<std::string_view> names;
  for (const Option& option : ebbtide::all_options()) {
    if (option.scope == OptionScope::command && takes(option.name)) names.push_back(option.name);
  }
  return names;
}

const Command* find_command(std::string_view name) {
  const std::string plain = plain_name(name);
  const auto found = std::find_if(table.begin(), table.end(), [&](const Command& command) {
    return plain_name(command.name) == plain ||
           (!command.alias.empty() && plain_name(command.alias) == plain);
  });
  return found == table.end() ? nullptr : &*found;
}

const Command& command_named(std::string_view name) {
  if (const Command* const command = find_command(name)) return *command;
  throw UsageError("Unexpected argument(s): " + std::string(name) + command_hint(name));
}

}  // namespace ebbtide

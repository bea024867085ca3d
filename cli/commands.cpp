// The table of commands. A row lists the options of its own; those that every command on a database
// or a changelog takes are said by what it needs. As Liquibase does, all commands accept the
// latter, also where they have no use for them: scripts give one set of options to every command.
//
// A value that stands behind the command without a name is that of `positional`: `rollback v1` is
// `rollback --tag=v1`. What a command cannot do without is said in its row as well, so that all
// that is missing can be told at once (requirements.cpp).
#include "cli/commands.h"

#include <algorithm>

#include "cli/flyway/command.h"
#include "cli/generate_commands.h"
#include "cli/lint_commands.h"
#include "cli/options.h"
#include "cli/schema_commands.h"

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
// cli/new_project.cpp
void init_project(Request& request);
void init_copy(Request& request);
void new_change_set(Request& request);
// cli/convert.cpp
void convert(Request& request);
// cli/explain_checksum.cpp, cli/doctor.cpp, cli/repair.cpp
void explain_checksum(Request& request);
void doctor(Request& request);
void repair(Request& request);
// cli/config/config.cpp, cli/tables.cpp
void config(Request& request);
void completion(Request& request);
void manual(Request& request);
void schema_of_changelogs(Request& request);
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
            "migrate"}
        .with_example("ebbtide update --changelog-file=changelog.xml "
                      "--url=postgresql://localhost/shop"),
    Command{"update-sql",
            "Write the SQL of an update, without running it",
            Needs::changelog,
            {"output-default-schema", "output-default-catalog"},
            "",
            update_sql,
            "migrate-sql"}
        .with_example("ebbtide update-sql --output-file=update.sql"),
    Command{"update-count",
            "Run the next changesets, this many",
            Needs::changelog,
            {"count", "atomic", "show-summary", "show-summary-output"},
            "count",
            update_count}
        .with_example("ebbtide update-count 1"),
    Command{"update-count-sql",
            "Write the SQL of update-count",
            Needs::changelog,
            {"count", "output-default-schema", "output-default-catalog"},
            "count",
            update_count_sql}
        .with_example("ebbtide update-count-sql 1"),
    Command{"update-to-tag",
            "Run the changesets up to the one that sets a tag",
            Needs::changelog,
            {"tag", "atomic", "show-summary", "show-summary-output"},
            "tag",
            update_to_tag}
        .with_example("ebbtide update-to-tag v1.2"),
    Command{"update-to-tag-sql",
            "Write the SQL of update-to-tag",
            Needs::changelog,
            {"tag", "output-default-schema", "output-default-catalog"},
            "tag",
            update_to_tag_sql}
        .with_example("ebbtide update-to-tag-sql v1.2 --output-file=update.sql"),
    Command{"changelog-sync",
            "Mark all changesets as run, without running them",
            Needs::changelog,
            {"count"},
            "",
            changelog_sync}
        .with_example("ebbtide changelog-sync --label-filter='baseline'"),
    Command{"changelog-sync-sql",
            "Write the SQL of changelog-sync",
            Needs::changelog,
            {"output-default-schema", "output-default-catalog"},
            "",
            changelog_sync_sql}
        .with_example("ebbtide changelog-sync-sql --output-file=sync.sql"),
    Command{"changelog-sync-to-tag",
            "Mark the changesets up to a tag as run",
            Needs::changelog,
            {"tag"},
            "tag",
            changelog_sync_to_tag}
        .with_example("ebbtide changelog-sync-to-tag v1.0"),
    Command{"changelog-sync-to-tag-sql",
            "Write the SQL of changelog-sync-to-tag",
            Needs::changelog,
            {"tag", "output-default-schema", "output-default-catalog"},
            "tag",
            changelog_sync_to_tag_sql}
        .with_example("ebbtide changelog-sync-to-tag-sql v1.0"),
    Command{"mark-next-changeset-ran",
            "Mark the next changeset as run, without running it",
            Needs::changelog,
            {},
            "",
            mark_next_changeset_ran}
        .with_example("ebbtide mark-next-changeset-ran"),
    Command{"mark-next-changeset-ran-sql",
            "Write the SQL of mark-next-changeset-ran",
            Needs::changelog,
            {},
            "",
            mark_next_changeset_ran_sql}
        .with_example("ebbtide mark-next-changeset-ran-sql"),
    Command{"rollback",
            "Undo everything that ran after a tag was set",
            Needs::changelog,
            {"tag", "rollback-script", "plan", "rehearse", "atomic", "liquibase-compatible"},
            "tag",
            rollback}
        .with_example("ebbtide rollback v1.1 --plan"),
    Command{"rollback-sql",
            "Write the SQL of rollback",
            Needs::changelog,
            {"tag", "rollback-script", "liquibase-compatible", "output-default-schema",
             "output-default-catalog"},
            "tag",
            rollback_sql}
        .with_example("ebbtide rollback-sql v1.1 --output-file=back.sql"),
    Command{"rollback-count",
            "Undo the last changesets, this many",
            Needs::changelog,
            {"count", "rollback-script", "plan", "rehearse", "atomic", "liquibase-compatible"},
            "count",
            rollback_count}
        .with_example("ebbtide rollback-count 1"),
    Command{"rollback-count-sql",
            "Write the SQL of rollback-count",
            Needs::changelog,
            {"count", "rollback-script", "liquibase-compatible", "output-default-schema",
             "output-default-catalog"},
            "count",
            rollback_count_sql}
        .with_example("ebbtide rollback-count-sql 2"),
    Command{"rollback-to-date",
            "Undo everything that ran after a moment",
            Needs::changelog,
            {"date", "rollback-script", "plan", "rehearse", "atomic", "liquibase-compatible"},
            "date",
            rollback_to_date}
        .with_example("ebbtide rollback-to-date 2026-11-22T07:29:45"),
    Command{"rollback-to-date-sql",
            "Write the SQL of rollback-to-date",
            Needs::changelog,
            {"date", "rollback-script", "liquibase-compatible", "output-default-schema",
             "output-default-catalog"},
            "date",
            rollback_to_date_sql}
        .with_example("ebbtide rollback-to-date-sql 2026-11-22"),
    Command{"rollback-one-changeset",
            "Undo one changeset, whatever ran after it",
            Needs::changelog,
            {"changeset-id", "changeset-author", "changeset-path", "force", "rollback-script",
             "plan", "rehearse", "atomic", "liquibase-compatible"},
            "",
            rollback_one_changeset,
            "",
            one_change_set}
        .with_example("ebbtide rollback-one-changeset --changeset-id=7 "
                      "--changeset-author=ann --changeset-path=changelog.xml"),
    Command{"rollback-one-changeset-sql",
            "Write the SQL of rollback-one-changeset",
            Needs::changelog,
            {"changeset-id", "changeset-author", "changeset-path", "force", "rollback-script",
             "liquibase-compatible", "output-default-schema", "output-default-catalog"},
            "",
            rollback_one_changeset_sql,
            "",
            one_change_set}
        .with_example("ebbtide rollback-one-changeset-sql --changeset-id=7 "
                      "--changeset-author=ann --changeset-path=changelog.xml"),
    Command{"rollback-one-update",
            "Undo what one run did, whatever ran after it",
            Needs::changelog,
            {"deployment-id", "force", "rollback-script", "plan", "rehearse", "atomic",
             "liquibase-compatible"},
            "",
            rollback_one_update}
        .with_example("ebbtide rollback-one-update --deployment-id=5332624561 --plan"),
    Command{"rollback-one-update-sql",
            "Write the SQL of rollback-one-update",
            Needs::changelog,
            {"deployment-id", "force", "rollback-script", "liquibase-compatible",
             "output-default-schema", "output-default-catalog"},
            "",
            rollback_one_update_sql}
        .with_example("ebbtide rollback-one-update-sql --deployment-id=5332624561"),
    Command{"future-rollback-sql",
            "Write the SQL that would undo what has not run yet",
            Needs::changelog,
            {"output-default-schema", "output-default-catalog"},
            "",
            future_rollback_sql}
        .with_example("ebbtide future-rollback-sql --output-file=way-back.sql"),
    Command{"future-rollback-count-sql",
            "The same for the next changesets, this many",
            Needs::changelog,
            {"count", "output-default-schema", "output-default-catalog"},
            "count",
            future_rollback_count_sql}
        .with_example("ebbtide future-rollback-count-sql 3"),
    Command{"future-rollback-from-tag-sql",
            "The same for the changesets up to a tag",
            Needs::changelog,
            {"tag", "output-default-schema", "output-default-catalog"},
            "tag",
            future_rollback_from_tag_sql}
        .with_example("ebbtide future-rollback-from-tag-sql v1.2"),
    Command{"update-testing-rollback",
            "Prove on a scratch database that what would run can be undone, then run it",
            Needs::changelog,
            {"liquibase-compatible", "show-summary", "show-summary-output"},
            "",
            update_testing_rollback}
        .with_example("ebbtide update-testing-rollback "
                      "--scratch-url=postgresql://localhost/scratch"),
    Command{"prove",
            "Prove on a scratch database that what would run can be undone",
            Needs::changelog,
            {"liquibase-compatible"},
            "",
            prove}
        .with_example("ebbtide prove --each "
                      "--scratch-url=postgresql://localhost/scratch"),
    Command{"status",
            "Show the changesets that have not run yet",
            Needs::changelog,
            {"verbose"},
            "",
            status}
        .with_example("ebbtide status --verbose=false"),
    Command{"validate",
            "Check the changelog, without running anything",
            Needs::changelog,
            {},
            "",
            validate}
        .with_example("ebbtide validate --changelog-file=changelog.yaml "
                      "--url=offline:postgresql"),
    Command{"history", "Show what ran, by deployment", Needs::database, {}, "", history}
        .with_example("ebbtide history --format=json"),
    Command{"unexpected-changesets",
            "Show what ran and is not in the changelog",
            Needs::changelog,
            {"verbose"},
            "",
            unexpected_changesets}
        .with_example("ebbtide unexpected-changesets --verbose"),
    Command{"calculate-checksum",
            "Show the checksum of a changeset",
            Needs::changelog,
            {"changeset-identifier", "changeset-id", "changeset-author", "changeset-path"},
            "changeset-identifier",
            calculate_checksum,
            "",
            {Requirement{"changeset-identifier", "changeset-id"}}}
        .with_example("ebbtide calculate-checksum changelog.xml::7::ann"),
    Command{"explain-checksum",
            "Show what the checksum of a changeset is made from, and which stored one it matches",
            Needs::changelog_only,
            {"changeset-identifier"},
            "changeset-identifier",
            explain_checksum}
        .with_example("ebbtide explain-checksum changelog.xml::7::ann"),
    Command{"flyway",
            "Run a Flyway project with Flyway's own options; 'ebbtide flyway help' tells its verbs",
            Needs::nothing,
            {},
            "",
            flyway_comes_first}
        .with_example("ebbtide flyway"),
    Command{"doctor",
            "Say what a migration from Liquibase would meet: in the changelog, and in the database "
            "if one is given",
            Needs::changelog_only,
            {},
            "",
            doctor}
        .judging_settings()
        .with_example("ebbtide doctor --changelog-file=changelog.xml --format=json"),
    Command{
        "tag", "Mark the state of the database with a tag", Needs::database, {"tag"}, "tag", tag}
        .with_example("ebbtide tag v1.2"),
    Command{"tag-exists", "Tell whether a tag is set", Needs::database, {"tag"}, "tag", tag_exists}
        .with_example("ebbtide tag-exists v1.2"),
    Command{"list-locks", "Show who holds the lock", Needs::database, {}, "", list_locks}
        .with_example("ebbtide list-locks"),
    Command{"release-locks",
            "Free a lock whose holder is gone",
            Needs::database,
            {"force"},
            "",
            release_locks}
        .with_example("ebbtide release-locks"),
    Command{"clear-checksums",
            "Forget all checksums; the next update stores them anew",
            Needs::database,
            {},
            "",
            clear_checksums}
        .with_example("ebbtide clear-checksums"),
    Command{"repair",
            "Show, undo or forget what is applied of changesets that failed half-way",
            Needs::database,
            {"changeset-identifier"},
            "",
            repair}
        .with_example("ebbtide repair --undo"),
    Command{"execute-sql",
            "Run SQL on the database",
            Needs::database,
            {"sql", "sql-file", "delimiter"},
            "",
            execute_sql,
            "",
            {Requirement{"sql-file", "sql"}}}
        .with_example("ebbtide execute-sql --sql='SELECT count(*) FROM book'"),
    Command{"fleet merge",
            "Put the results of several runs on many databases together",
            Needs::nothing,
            {"results", "format", "report-file"},
            "results",
            fleet_merge,
            "",
            {},
            true}
        .with_example("ebbtide fleet merge shard-0.json shard-1.json"),
    Command{"config",
            "Show every option with its value, where that comes from, and what it does here",
            Needs::nothing,
            {},
            "for-command",
            config}
        .with_optional_word()
        .judging_settings()
        .saying_nothing()
        .with_example("ebbtide config update"),
    Command{"completion",
            "Write the script by which a shell completes commands and options",
            Needs::nothing,
            {"shell"},
            "shell",
            completion}
        .saying_nothing()
        .with_example("ebbtide completion bash"),
    Command{"man",
            "Write a page of the manual, or all of them",
            Needs::nothing,
            {"page", "output-directory"},
            "page",
            manual}
        .with_optional_word()
        .saying_nothing()
        .with_example("ebbtide man --output-directory=/usr/local/share/man/man1"),
    Command{"schema",
            "Write a JSON Schema of changelogs in YAML and JSON, for editors",
            Needs::nothing,
            {"document"},
            "document",
            schema_of_changelogs}
        .with_optional_word()
        .saying_nothing()
        .with_example("ebbtide schema changelog --output-file=changelog.schema.json"),
    Command{"init project",
            "Write a first changelog and the properties file that names it",
            Needs::nothing,
            {"project-dir", "changelog-file", "format", "project-defaults-file", "project-guide",
             "url", "username", "password", "keep-temp-files"},
            "",
            init_project}
        .with_example("ebbtide init project --project-dir=shop --format=xml"),
    Command{"init copy",
            "Copy the files of a project into another folder",
            Needs::nothing,
            {"source", "target", "recursive", "format", "keep-temp-files"},
            "",
            init_copy,
            "",
            {Requirement{"source"}, Requirement{"target"}}}
        .with_example("ebbtide init copy --source=shop --target=copy --recursive"),
    Command{"new",
            "Add a changeset to be filled in: to the changelog, or as a file of its folder",
            Needs::nothing,
            {"title", "changelog-file", "changeset-id", "author", "format"},
            "title",
            new_change_set,
            "",
            {Requirement{"title"}, Requirement{"changelog-file"}}}
        .with_example("ebbtide new add-books --changelog-file=changelog.xml"),
    Command{"convert",
            "Write a file of a changelog in another format, with the same identities and checksums",
            Needs::nothing,
            {"changelog-file", "to", "force", "overwrite-output-file", "format"},
            "changelog-file",
            convert,
            "",
            {Requirement{"changelog-file"}, Requirement{"to", "output-file"}}}
        .writing_output()
        .with_example("ebbtide convert changelog.xml --to=yaml"),
};

/// The one behind the other.
template <std::size_t size, std::size_t more>
constexpr std::array<Command, size + more> joined(const std::array<Command, size>& first,
                                                  const std::array<Command, more>& second) {
  std::array<Command, size + more> all{};
  std::copy(first.begin(), first.end(), all.begin());
  std::copy(second.begin(), second.end(), all.begin() + size);
  return all;
}
constexpr auto all_commands =
    joined(joined(table, schema_commands), joined(generate_commands, lint_commands));

}  // namespace

std::span<const Command> commands() { return all_commands; }

}  // namespace ebbtide

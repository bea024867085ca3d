// The table of options, those of Liquibase 4.28 and ours. Each says where it counts and what giving
// it does here, so that none is passed over in silence:
//
//   works      as its text says
//   none       the result is the same with any value; --log-level=INFO and `doctor` name it
//   refused    another value than the default would change the result and cannot be honoured
//
// A name is read in any spelling (see plain_name), and under the aliases that Liquibase has had for
// it. `words` are the values that an option can have; another one is an error that lists them. The
// texts are those of `--help` and of docs/commands.md.
#include "cli/options.h"

#include <algorithm>

#include "cli/fleet/options.h"
#include "cli/generate_options.h"
#include "cli/lint_options.h"
#include "cli/new_project_options.h"
#include "cli/schema_options.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using enum OptionKind;
using enum OptionScope;

/// An option of Liquibase that changes nothing here, and why not.
constexpr Option no_effect(std::string_view name, OptionKind kind, std::string_view why,
                           std::array<std::string_view, 3> aliases = {}) {
  return {name, global, kind, why, {}, aliases, {}, OptionEffect::none};
}

/// An option that would change the result and cannot be honoured, and why not.
constexpr Option refused(std::string_view name, std::string_view why) {
  return {name, global, text, why, {}, {}, {}, OptionEffect::refused};
}

/// An option of commands of Liquibase that are not here.
constexpr Option of_others(std::string_view name, OptionKind kind = text,
                           std::array<std::string_view, 3> aliases = {}) {
  return {name, elsewhere, kind, "belongs to commands that are not here",
          {},   aliases,   {},   OptionEffect::none};
}

constexpr std::array own_options{
    // What is worked with
    Option{"changelog-file", command, text, "The root changelog, relative to the search path"},
    Option{"url", command, text,
           "The database: jdbc:postgresql://host/db, postgresql://…, mysql://…, mariadb://…, "
           "sqlite:file, offline:postgresql?…"},
    Option{"username", command, text, "Who connects"},
    Option{"password", command, text,
           "The password; better given by LIQUIBASE_COMMAND_PASSWORD, a properties file or "
           "--password-stdin"},
    Option{"password-stdin", command, flag,
           "Read the password from the first line of standard input", "false"},
    Option{"password-file", command, text, "File whose first line is the password"},
    Option{"password-command", command, text,
           "Command of the shell that writes the password, such as the token of a cloud, as its "
           "first line; it has 60 seconds"},
    Option{"wait-for-database", command, text,
           "How long to wait for a server that does not answer yet: 30, 30s, 2m"},
    Option{"driver", command, text,
           "Java driver class; the URL says what is needed, so this is accepted and not used"},
    Option{"driver-properties-file", command, text,
           "Properties file with further parameters of the URL"},
    Option{"default-schema-name", command, text, "The schema of objects that name none"},
    Option{"default-catalog-name", command, text, "The catalog of objects that name none"},
    Option{"search-path", global, text,
           "Folders, .jar and .zip files to look for changelogs and SQL files in, separated by "
           "commas"},
    Option{"classpath", global, text,
           "Folders that are searched too, and jars for what they do not have"},
    Option{"duplicate-file-mode",
           global,
           text,
           "What becomes of a file that the search path has twice: ERROR, WARN, INFO, DEBUG or "
           "SILENT",
           "ERROR",
           {},
           {"ERROR", "WARN", "INFO", "DEBUG", "SILENT"}},
    Option{"allow-outside-search-path", global, flag,
           "Let paths with ../ lead out of the search path", "false"},
    Option{"defaults-file", global, text, "Properties file with options", "liquibase.properties"},

    // What is chosen
    Option{
        "context-filter", command, text, "Contexts to run, separated by commas", {}, {"contexts"}},
    Option{"label-filter",
           command,
           text,
           "Expression over labels to run, such as 'a and !b'",
           {},
           {"labels"}},
    Option{"tag", command, text, "A tag in the history"},
    Option{"tag-version",
           command,
           text,
           "Which of several rows with the tag is meant: OLDEST or NEWEST; takes the row as it is",
           {},
           {},
           {"OLDEST", "NEWEST"}}
        .taken_by("rollback rollback-sql"),
    Option{"keep-reran", command, flag,
           "What ran before a tag and only ran again after it stays (true) or is undone (false)"}
        .taken_by("rollback rollback-sql"),
    Option{"keep-unexpected", command, flag,
           "Rows behind a tag that are not in the changelog may stay"}
        .taken_by("rollback rollback-sql"),
    Option{"liquibase-compatible", command, flag,
           "Choose as Liquibase does where that is not clear, and go on where it does", "false"},
    Option{"deployment-id", command, text, "The run to undo; the newest where none is given"},
    Option{"count", command, number, "How many changesets"},
    Option{"date", command, text,
           "A moment: 2026-11-22, 2026-11-22 07:29:45 or 2026-11-22T07:29:45"},
    Option{"rollback-script", command, text,
           "SQL file to run in place of the changesets' own rollback"},
    Option{"changeset-identifier", command, text, "A changeset as path::id::author"},
    Option{"changeset-id", command, text, "Id of a changeset"},
    Option{"changeset-author", command, text, "Author of a changeset"},
    Option{"changeset-path", command, text, "Path of a changeset"},
    Option{"sql", command, text, "SQL to run"},
    Option{"sql-file", command, text, "File with SQL to run"},
    Option{"delimiter", command, text, "What ends a statement", ";"},

    // How a rollback goes
    Option{"plan", command, flag, "Show what would be undone or dropped, and stop"},
    Option{"rehearse", command, flag,
           "Undo everything in one transaction, then undo that transaction"},
    Option{"scratch-url", command, text,
           "The database to test on, in place of one made for it; 'target' for the given database "
           "itself, as Liquibase does"}
        .taken_by(
            "prove update-testing-rollback drift diff diff-changelog snapshot snapshot-reference "
            "generate-changelog"),
    Option{"each", command, flag, "Test changeset by changeset"}.taken_by(
        "prove update-testing-rollback"),
    Option{"all-changesets", command, flag, "Test all changesets, not only those that have not run"}
        .taken_by("prove update-testing-rollback"),

    // What is asked about this program
    Option{"for-command", command, text, "The command whose options are shown"}.taken_by("config"),
    Option{"shell", command, text, "The shell: bash, zsh or fish", {}, {}, {"BASH", "ZSH", "FISH"}},
    Option{"page", command, text, "The command whose page it is; that of the program without one"},
    Option{"scripts", command, text,
           "Files with command lines of Liquibase to look through, separated by commas: shell "
           "scripts, Dockerfiles, pipelines, builds of Maven and Gradle; or folders of them"}
        .taken_by("doctor"),
    Option{"output-directory", command, text, "Folder that pages or files are written to"},
    Option{
        "document", command, text, "What is described: changelog", "changelog", {}, {"CHANGELOG"}},

    // What is shown
    Option{"detailed-exitcode", command, flag, "End with 2 where there is something to do", "false"}
        .taken_by("status diff"),
    Option{"verbose", command, flag, "Show each changeset, not only how many"},
    Option{"format",
           command,
           text,
           "TEXT or JSON; history also knows TABULAR, drift SARIF, lint SARIF, GITHUB, GITLAB and "
           "JUNIT; of a new project SQL, XML, YAML or JSON",
           {},
           {},
           {"TEXT", "TABULAR", "JSON", "SARIF", "GITHUB", "GITLAB", "JUNIT", "SQL", "XML", "YAML",
            "YML"}},
    Option{"show-tags", command, flag, "Show only what has a tag", "false"}.taken_by("history"),
    Option{"tag-filter", command, text,
           "Show only what has this tag; * stands for any letters, ? for one"}
        .taken_by("history"),
    Option{"show-summary",
           command,
           text,
           "The summary of an update: OFF, SUMMARY or VERBOSE",
           "SUMMARY",
           {},
           {"OFF", "SUMMARY", "VERBOSE"}},
    Option{"show-summary-output",
           command,
           text,
           "Where the summary goes: LOG, CONSOLE or ALL",
           "ALL",
           {},
           {"LOG", "CONSOLE", "ALL"}},
    Option{"output-default-schema", command, flag, "Write the default schema's name in scripts",
           "true"},
    Option{"output-default-catalog", command, flag, "Write the default catalog's name in scripts",
           "true"},
    Option{"output-file", global, text, "File for the result, in place of standard output"},

    Option{"report-file", command, text,
           "Page (.html) or JUnit file (.xml) that tells what was run or found, when it is over"}
        .taken_by("update update-count update-to-tag update-testing-rollback prove rollback "
                  "rollback-count rollback-to-date rollback-one-changeset rollback-one-update tag "
                  "status validate drift lint"),
    Option{"limit", command, number, "Show the newest rows only, this many"}.taken_by("history"),
    Option{"newest-first", command, flag, "Show the newest rows first", "false"}.taken_by(
        "history"),

    // How it is done
    Option{
        "undo", command, flag,
        "Undo what is applied of a changeset that failed half-way, by the inverses of its changes",
        "false"}
        .taken_by("repair"),
    Option{"forget", command, flag,
           "Leave what is applied of it in the database, and let the changeset start anew", "false"}
        .taken_by("repair"),
    Option{
        "atomic", command, flag,
        "Put all of it into one transaction: all or nothing. Rollbacks are by themselves, wherever "
        "the database allows it and no SQL written by hand is among them, unless this is false"},
    Option{"allow-execute-command", global, flag, "Let executeCommand changes run programs",
           "false"},
    Option{"allow-transaction-pooling", global, flag,
           "Go on behind a pooler that gives each transaction another session of the server, with "
           "the row of the lock table alone to keep other runs out",
           "false"},
    Option{"inline-prepared-statements", global, flag,
           "Write SQL into scripts where Liquibase runs a prepared statement and its scripts have "
           "a line WARNING: rows of loadData with usePreparedStatements, values from files",
           "false"},
    Option{
        "force", command, flag,
        "Free the lock even while a run of ebbtide is at work; undo changesets out of their order; "
        "drop all while somebody holds the lock, without a question; replace a changelog that is "
        "there",
        "false"},
    Option{"lock-wait", global, number, "How long to wait for the lock, in seconds"},
    Option{"changelog-lock-wait-time-in-minutes", global, number, "How long to wait for the lock",
           "5"},
    Option{"changelog-lock-poll-rate", global, number,
           "Seconds between looks at a lock that Liquibase holds", "10"},
    Option{"database-changelog-table-name", global, text, "Name of the history table",
           "DATABASECHANGELOG"},
    Option{"database-changelog-lock-table-name", global, text, "Name of the lock table",
           "DATABASECHANGELOGLOCK"},
    Option{"liquibase-schema-name", global, text, "Schema of both tables", {}, {"schema-name"}},
    Option{"liquibase-catalog-name", global, text, "Catalog of both tables", {}, {"catalog-name"}},
    Option{"liquibase-tablespace-name",
           global,
           text,
           "Tablespace of both tables",
           {},
           {"database-changelog-tablespace-name"}},
    Option{"missing-property-mode",
           global,
           text,
           "What becomes of ${unknown}: PRESERVE, EMPTY or ERROR",
           "PRESERVE",
           {},
           {"PRESERVE", "EMPTY", "ERROR"}},
    Option{"support-property-escaping",
           global,
           flag,
           "Let ${:name} stand for ${name} itself",
           "false",
           {"enable-escaping"}},
    Option{"strict", global, flag,
           "Refuse unknown options of properties files, and changesets without an author", "false"},

    // How files are read
    Option{
        "file-encoding", global, text,
        "Encoding of SQL and CSV files that have no byte order mark and whose change names none; "
        "OS for that of the locale",
        "UTF-8"},
    Option{"on-missing-include-changelog",
           global,
           text,
           "What becomes of an included changelog that is not there: FAIL or WARN",
           "FAIL",
           {},
           {"FAIL", "WARN"}},
    Option{"error-on-circular-include-all", global, flag,
           "Refuse an includeAll that includes its own file (true), or leave that file out there "
           "(false)",
           "true"},
    Option{"changelog-parse-mode",
           global,
           text,
           "Refuse changes and preconditions nobody knows (STRICT), or leave them out (LAX)",
           "STRICT",
           {},
           {"STRICT", "LAX"}},
    Option{"validate-xml-changelog-files", global, flag,
           "Refuse attributes and elements that the XML schema does not have", "true"},
    Option{"allow-duplicated-changeset-identifiers", global, flag,
           "Let the first of several changesets with one identity count", "false"},

    // What becomes SQL
    Option{"always-drop-instead-of-replace", global, flag,
           "Drop a view before it is replaced, on PostgreSQL", "false"},
    Option{"always-override-stored-logic-schema", global, flag,
           "Put the default schema into createProcedure changes that name none", "false"},
    Option{"use-procedure-schema", global, flag,
           "Put schemaName of createProcedure into its text (true) or around it", "true"},
    Option{"preserve-schema-case", global, flag, "Keep the case of names of schemas", "false"},
    Option{"convert-data-types", global, flag,
           "Spell types as the database does (true) or as they are given", "true"},

    // What is told
    Option{"headless", global, flag, "Ask for nothing, also on a terminal: no password", "false"},
    Option{"liquibase-messages", global, flag,
           "Write Liquibase's own lines, as when this program is called by the name 'liquibase'"},
    Option{"should-run", global, flag, "Do anything at all", "true"},
    Option{"log-level", global, text,
           "How much is logged, on standard error or in the log file, which has SEVERE without it: "
           "OFF, SEVERE, WARNING, INFO or FINE"},
    Option{"log-file", global, text, "File that the log is appended to"},
    Option{"log-format",
           global,
           text,
           "Lines of the log: TEXT, JSON or JSON_PRETTY",
           "TEXT",
           {},
           {"TEXT", "JSON", "JSON_PRETTY"}},
    Option{"sql-log-level", global, text, "The level at which statements are logged", "FINE"},
    Option{"mirror-console-messages-to-log", global, flag, "Log what is said on standard error",
           "true"},
    Option{"quiet", global, flag, "Say nothing but results, warnings and errors", "false"},
    Option{"events", global, text,
           "File, or fd:N for an open descriptor, that gets a line of JSON for all that happens"},
    Option{"ui-service",
           global,
           text,
           "Where progress goes: CONSOLE, or LOGGER for the log alone",
           "CONSOLE",
           {},
           {"CONSOLE", "LOGGER"}},
    Option{"output-file-encoding", global, text,
           "Encoding of the result, and of what checksums are made from", "UTF-8"},
    Option{"include-matching-tag-in-rollback-oldest", global, flag,
           "Also undo what set the same tag again, where the oldest one counts", "true"},

    // What has no effect here
    no_effect("add-empty-mdc-values", flag, "logs have no empty values"),
    no_effect("argument-converter", text, "only programs that embed Liquibase can set it"),
    no_effect("auto-reorg", flag, "only for DB2"),
    no_effect("current-date-time-function", text, "Liquibase takes it and leaves it alone as well"),
    no_effect("ddl-lock-timeout", text, "only for Oracle"),
    no_effect("defaultlogger-level", text, "log-level says how much is logged"),
    no_effect("filter-log-messages", flag, "Liquibase leaves it alone as well"),
    no_effect("generate-changeset-created-values", flag, "the history says when a changeset ran"),
    no_effect("generated-changeset-ids-contains-description", flag,
              "an id is a time and a number, which nobody has to change with the changeset"),
    no_effect("hub-mode", text, "Liquibase Hub is no more"),
    no_effect("include-catalog-in-specification", flag,
              "what is compared is named with its schema"),
    no_effect("include-relations-for-computed-columns", flag,
              "computed columns of snapshots have none"),
    no_effect("include-system-classpath", flag, "no Java classes are loaded"),
    no_effect("license-key", text, "nothing here needs a license", {"liquibase-pro-license-key"}),
    no_effect("log-channels", text, "there is one channel"),
    no_effect("monitor-performance", text, "it records what a Java machine does"),
    no_effect("on-missing-sql-file", text,
              "a sqlFile without its file cannot run; with WARN Liquibase fails later"),
    no_effect("output-line-separator", text, "lines end in LF"),
    no_effect("prompt-for-non-local-database", flag, "nothing but a password is asked for"),
    no_effect("secure-parsing", flag, "a DOCTYPE is refused with any value"),
    no_effect("should-snapshot-data", flag, "snapshots have no rows"),
    no_effect("show-banner", flag, "there is no banner"),
    no_effect("show-hidden-args", flag, "no option is hidden"),
    no_effect("sql-always-set-fetch-size", flag, "rows are not fetched in portions"),
    no_effect("sql-show-sql-warnings", flag, "warnings of the server are not shown"),
    no_effect("workaround-oracle-clob-character-limit", flag, "only for Oracle"),

    // What would change the result
    refused("database-class", "names a Java class, which cannot run here"),
    refused("property-provider-class", "names a Java class, which cannot run here"),
    refused("change-exec-listener-class", "names a Java class, which cannot run here"),
    refused("change-exec-listener-properties-file", "is for a Java class, which cannot run here"),

    // What Liquibase's other commands take
    of_others("bind-address"),
    of_others("changeset-context"),
    of_others("db-port"),
    of_others("launch-browser", flag),
    of_others("web-port"),
};

/// One table of two.
template <std::size_t size, std::size_t more>
constexpr std::array<Option, size + more> joined(const std::array<Option, size>& table,
                                                 const std::array<Option, more>& other) {
  std::array<Option, size + more> all{};
  std::copy(table.begin(), table.end(), all.begin());
  std::copy(other.begin(), other.end(), all.begin() + size);
  return all;
}
constexpr auto options =
    joined(joined(joined(own_options, joined(schema_options, generate_options)),
                  joined(new_project_options, lint_options)),
           fleet_options);

/// As Liquibase does: these were options of all commands once.
constexpr auto before_every_command =
    std::to_array<std::string_view>({"url",
                                     "username",
                                     "password",
                                     "default-schema-name",
                                     "default-catalog-name",
                                     "changelog-file",
                                     "context-filter",
                                     "label-filter",
                                     "output-default-schema",
                                     "output-default-catalog",
                                     "changeset-author",
                                     "changeset-context",
                                     "rollback-script",
                                     "sql-file",
                                     "delimiter",
                                     "change-exec-listener-class",
                                     "change-exec-listener-properties-file",
                                     "data-output-directory",
                                     "diff-types",
                                     "exclude-objects",
                                     "include-catalog",
                                     "include-objects",
                                     "include-schema",
                                     "include-tablespace",
                                     "output-schemas",
                                     "overwrite-output-file",
                                     "reference-default-catalog-name",
                                     "reference-default-schema-name",
                                     "reference-driver",
                                     "reference-password",
                                     "reference-schemas",
                                     "reference-url",
                                     "reference-username",
                                     "schemas",
                                     "snapshot-format"});

bool is_named(const Option& option, std::string_view plain) {
  return plain_name(option.name) == plain ||
         std::any_of(option.aliases.begin(), option.aliases.end(), [&](std::string_view alias) {
           return !alias.empty() && plain_name(alias) == plain;
         });
}

}  // namespace

std::span<const Option> all_options() { return options; }

bool Option::is_taken_by(std::string_view command) const {
  for (std::string_view rest = commands; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == command) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::string plain_name(std::string_view name) {
  std::string plain = lower(name);
  std::erase_if(plain, [](char c) { return c == '-' || c == '_' || c == '.' || c == ' '; });
  return plain;
}

const Option* find_option_named(std::string_view name) {
  // Most who ask write it as it stands in the table.
  const auto same = std::find_if(options.begin(), options.end(),
                                 [&](const Option& option) { return option.name == name; });
  if (same != options.end()) return &*same;
  const std::string plain = plain_name(name);
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option& option) { return is_named(option, plain); });
  return found == options.end() ? nullptr : &*found;
}

bool is_taken_before_every_command(std::string_view name) {
  return std::find(before_every_command.begin(), before_every_command.end(), name) !=
         before_every_command.end();
}

}  // namespace ebbtide

#include "cli/options.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

using enum OptionKind;
using enum OptionScope;

constexpr std::array options{
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
           {"OLDEST", "NEWEST"}},
    Option{"keep-reran", command, flag,
           "What ran before a tag and only ran again after it stays (true) or is undone (false)"},
    Option{"keep-unexpected", command, flag,
           "Rows behind a tag that are not in the changelog may stay"},
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
    Option{"plan", command, flag, "Show what would be undone, and stop"},
    Option{"rehearse", command, flag,
           "Undo everything in one transaction, then undo that transaction"},
    Option{"scratch-url", command, text,
           "The database to test on, in place of one made for it; 'target' for the given database "
           "itself, as Liquibase does"},
    Option{"each", command, flag, "Test changeset by changeset"},
    Option{"all-changesets", command, flag,
           "Test all changesets, not only those that have not run"},

    // What is shown
    Option{"verbose", command, flag, "Show each changeset, not only how many"},
    Option{"format",
           command,
           text,
           "TEXT or JSON; history also knows TABULAR",
           {},
           {},
           {"TEXT", "TABULAR", "JSON"}},
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

    // How it is done
    Option{
        "undo", command, flag,
        "Undo what is applied of a changeset that failed half-way, by the inverses of its changes",
        "false"},
    Option{"forget", command, flag,
           "Leave what is applied of it in the database, and let the changeset start anew",
           "false"},
    Option{
        "atomic", command, flag,
        "Put all of it into one transaction: all or nothing. Rollbacks are by themselves, wherever "
        "the database allows it and no SQL written by hand is among them, unless this is false"},
    Option{"allow-execute-command", global, flag, "Let executeCommand changes run programs",
           "false"},
    Option{"inline-prepared-statements", global, flag,
           "Write SQL into scripts where Liquibase runs a prepared statement and its scripts have "
           "a line WARNING: rows of loadData with usePreparedStatements, values from files",
           "false"},
    Option{
        "force", command, flag,
        "Free the lock even while a run of ebbtide is at work; undo changesets out of their order",
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

    // What Liquibase knows and this program needs not
    Option{"add-empty-mdc-values", ignored, text, ""},
    Option{"allow-duplicated-changeset-identifiers", ignored, text, ""},
    Option{"always-drop-instead-of-replace", ignored, text, ""},
    Option{"always-override-stored-logic-schema", ignored, text, ""},
    Option{"argument-converter", ignored, text, ""},
    Option{"auto-reorg", ignored, flag, ""},
    Option{"changelog-parse-mode", ignored, text, ""},
    Option{"convert-data-types", ignored, flag, ""},
    Option{"ddl-lock-timeout", ignored, text, ""},
    Option{"defaultlogger-level", ignored, text, ""},
    Option{"diff-column-order", ignored, flag, ""},
    Option{"error-on-circular-include-all", ignored, flag, ""},
    Option{"file-encoding", ignored, text, ""},
    Option{"filter-log-messages", ignored, text, ""},
    Option{"generate-changeset-created-values", ignored, flag, ""},
    Option{"generated-changeset-ids-contains-description", ignored, flag, ""},
    Option{"headless", ignored, flag, ""},
    Option{"hub-mode", ignored, text, ""},
    Option{"include-catalog-in-specification", ignored, flag, ""},
    Option{"include-matching-tag-in-rollback-oldest", ignored, flag, ""},
    Option{"include-relations-for-computed-columns", ignored, flag, ""},
    Option{"include-system-classpath", ignored, flag, ""},
    Option{"license-key", ignored, text, ""},
    Option{"log-channels", ignored, text, ""},
    Option{"log-file", ignored, text, ""},
    Option{"log-format", ignored, text, ""},
    Option{"log-level", ignored, text, ""},
    Option{"mirror-console-messages-to-log", ignored, flag, ""},
    Option{"monitor-performance", ignored, flag, ""},
    Option{"on-missing-include-changelog", ignored, text, ""},
    Option{"on-missing-sql-file", ignored, text, ""},
    Option{"output-file-encoding", ignored, text, ""},
    Option{"output-line-separator", ignored, text, ""},
    Option{"preserve-schema-case", ignored, flag, ""},
    Option{"prompt-for-non-local-database", ignored, flag, ""},
    Option{"property-provider-class", ignored, text, ""},
    Option{"secure-parsing", ignored, flag, ""},
    Option{"should-run", ignored, flag, ""},
    Option{"should-snapshot-data", ignored, flag, ""},
    Option{"show-banner", ignored, flag, ""},
    Option{"show-hidden-args", ignored, flag, ""},
    Option{"sql-always-set-fetch-size", ignored, flag, ""},
    Option{"sql-log-level", ignored, text, ""},
    Option{"sql-show-sql-warnings", ignored, flag, ""},
    Option{"ui-service", ignored, text, ""},
    Option{"use-procedure-schema", ignored, flag, ""},
    Option{"validate-xml-changelog-files", ignored, flag, ""},
    Option{"workaround-oracle-clob-character-limit", ignored, flag, ""},

    // What only a JVM could use
    Option{"database-class", java, text, ""},
    Option{"change-exec-listener-class", java, text, ""},
    Option{"change-exec-listener-properties-file", java, text, ""},
};

bool is_named(const Option& option, std::string_view plain) {
  return plain_name(option.name) == plain ||
         std::any_of(option.aliases.begin(), option.aliases.end(), [&](std::string_view alias) {
           return !alias.empty() && plain_name(alias) == plain;
         });
}

}  // namespace

std::span<const Option> all_options() { return options; }

std::string plain_name(std::string_view name) {
  std::string plain = lower(name);
  std::erase_if(plain, [](char c) { return c == '-' || c == '_' || c == '.'; });
  return plain;
}

const Option* find_option_named(std::string_view name) {
  const std::string plain = plain_name(name);
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option& option) { return is_named(option, plain); });
  return found == options.end() ? nullptr : &*found;
}

std::string option_suggestion(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Option& option : options) names.push_back(option.name);
  const std::string_view near = nearest(name, names);
  return near.empty() ? "" : "; did you mean '--" + std::string(near) + "'?";
}

}  // namespace ebbtide

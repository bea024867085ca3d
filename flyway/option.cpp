// All options of Flyway 13, so that nobody's configuration is refused for one that does nothing
// here. Command line, environment, both kinds of configuration files, defaults and the help are
// made from these rows.
#include "flyway/option.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

constexpr Use idle = Use::without_effect;

constexpr Option rows[] = {
    {"baselineDescription", "<< Flyway Baseline >>", "Description of the row that baseline writes"},
    {"baselineMigrationPrefix", "B", "What names of baseline migrations begin with"},
    {"baselineOnMigrate", "false", "Whether migrate baselines a schema that is not empty"},
    {"baselineVersion", "1", "Version of the row that baseline writes"},
    {"batch", "false", "Statements are sent together where that is safe anyway", idle},
    {"callbackLocations", "", "Folders with callbacks, in place of those in locations"},
    {"callbacks", "", "Callbacks in Java, which are not run here", Use::not_run},
    {"changelogFile", "", "The changelog that convert writes, below the working directory"},
    {"cherryPick", "", "Only these for migrate and undo, by version or description, in this order"},
    {"cleanDisabled", "true", "Whether clean is refused"},
    {"color", "auto", "Colours of the output", idle},
    {"communityDBSupportEnabled", "true", "Drivers of other databases", idle},
    {"configFileEncoding", "UTF-8", "Encoding of configuration files"},
    {"configFiles", "", "Configuration files, as a list; a later one counts"},
    {"connectRetries", "0", "How often a connection is tried again"},
    {"connectRetriesInterval", "120", "The longest wait between two tries, in seconds"},
    {"createSchemas", "true", "Whether schemas that are missing are made"},
    {"defaultSchema", "", "The schema of the history table"},
    {"detectEncoding", "false", "Whether a byte order mark tells the encoding of a script"},
    {"driver", "", "Java class of the JDBC driver", idle},
    {"dryRunOutput", "", "Where a script is written in place of a run", Use::refused},
    {"edition", "", "Edition of Flyway", idle},
    {"email", "", "For licences", idle},
    {"encoding", "UTF-8", "Encoding of scripts"},
    {"environment", "default", "The environment of flyway.toml that is used"},
    {"errorOverrides", "", "What errors become", Use::refused},
    {"executeInTransaction", "true", "Whether scripts run in a transaction"},
    {"failOnMissingLocations", "false", "Whether a location that is not there is an error"},
    {"failOnMissingTarget", "false", "Flyway fails on a missing target in any case", idle},
    {"group", "false", "All migrations of a run in one transaction"},
    {"ignoreMigrationPatterns", "*:future", "What validation passes over, as type:state"},
    {"infoOfState", "", "States that info shows, as a list"},
    {"infoSinceDate", "", "info from this moment on: dd/MM/yyyy HH:mm"},
    {"infoSinceVersion", "", "info from this version on"},
    {"infoUntilDate", "", "info up to this moment: dd/MM/yyyy HH:mm"},
    {"infoUntilVersion", "", "info up to this version"},
    {"initSql", "", "SQL to run when a connection is opened"},
    {"installedBy", "", "What the history says who ran a migration"},
    {"jarDirs", "", "Folders with Java classes, which are not run here", Use::not_run},
    {"kerberosConfigFile", "", "For Kerberos", idle},
    {"licenseKey", "", "For licences", idle},
    {"locations", "", "Folders with migrations, as a list"},
    {"lockRetryCount", "50", "How often the lock is tried again, once a second; -1 for ever"},
    {"loggers", "auto", "Loggers in Java", idle},
    {"migrationIds", "false", "Whether info writes only versions and names"},
    {"mixed", "false", "Whether a script may mix statements that need no transaction with others"},
    {"outOfOrder", "false", "Whether migrations older than the last one are run"},
    {"outputFile", "", "Where the output is written too"},
    {"outputQueryResults", "true", "Results of queries in scripts are not shown", idle},
    {"outputType", "text", "json for programs"},
    {"password", "", "Password of the user"},
    {"placeholderPrefix", "${", "What placeholders begin with"},
    {"placeholderReplacement", "true", "Whether placeholders are replaced"},
    {"placeholderSeparator", ":", "What stands behind flyway in those that are built in"},
    {"placeholderSuffix", "}", "What placeholders end with"},
    {"postgresql.transactional.lock", "true", "Both are the same here: the lock is the session's",
     idle},
    {"powershellExecutable", "", "For scripts that are no SQL", idle},
    {"repeatableSqlMigrationPrefix", "R", "What names of repeatable migrations begin with"},
    {"reportEnabled", "false", "Reports in HTML, which are not written here", Use::not_run},
    {"reportFilename", "report", "Reports in HTML", idle},
    {"resolvers", "", "Resolvers in Java, which are not run here", Use::not_run},
    {"schemas", "", "Schemas that Flyway makes and cleans, as a list"},
    {"scratchUrl", "", "An empty database for proofs; one is made beside the other without it"},
    {"scriptPlaceholderPrefix", "FP__", "For scripts that are no SQL", idle},
    {"scriptPlaceholderSuffix", "__", "For scripts that are no SQL", idle},
    {"skipCheckForUpdate", "false", "Nothing is looked up here", idle},
    {"skipDefaultCallbacks", "false", "Whether callbacks in SQL are left out"},
    {"skipDefaultResolvers", "false", "Whether migrations in SQL are left out"},
    {"skipExecutingMigrations", "false", "Whether rows are written and nothing is run"},
    {"sqlMigrationPrefix", "V", "What names of versioned migrations begin with"},
    {"sqlMigrationSeparator", "__", "What stands between version and description"},
    {"sqlMigrationSuffixes", ".sql", "What names of scripts end with, as a list"},
    {"stream", "false", "Scripts are read as a whole", idle},
    {"table", "flyway_schema_history", "The history table"},
    {"tablespace", "", "Tablespace of the history table"},
    {"takeover", "false", "Whether convert records for the changelog what has run"},
    {"target", "latest", "The last version to run, or to undo: a version, current, next, latest"},
    {"token", "", "For licences", idle},
    {"undoHistory", "DELETE", "Rows of undo: DELETE, which all editions read, or UNDO_SQL"},
    {"undoSqlMigrationPrefix", "U", "What names of undo migrations begin with"},
    {"url", "", "JDBC URL of the database"},
    {"user", "", "User of the database"},
    {"validateMigrationNaming", "false", "Whether a script with a wrong name is an error"},
    {"validateOnMigrate", "true", "Whether migrate validates first"},
    {"workingDirectory", "", "Where relative paths begin"},
};

constexpr Option own_rows[] = {
    {"-canary", "",
     "The targets to do first, by name or the first so many: the others begin when these are done"},
    {"-format", "", "json or text, as -outputType, which it goes before"},
    {"-max-connections-per-host", "0", "How many databases at a time on one host; 0 for no limit"},
    {"-parallel", "0", "How many databases at a time; twice as many as there are cores, at most 8"},
    {"-results", "", "File for what became of each target, written as it goes"},
    {"-resume", "", "File of results of an earlier run: what is done there is left alone"},
    {"-shard", "", "Only this part of the targets: 0/4 to 3/4 for four machines, or auto/4"},
    {"-stop-after", "", "Begin no more targets after so many failures, 0 for none"},
    {"-targets", "", "Work on many databases: a file that lists them, or a folder of SQLite files"},
    {"-atomic", "false", "All that migrate runs in one transaction; refused where that cannot be",
     Use::taken, "migrate"},
    {"-forget", "false", "repair forgets what the journal has of migrations that are half done",
     Use::taken, "repair"},
    {"-plan", "false", "undo shows what it would do, what would be lost, and does nothing",
     Use::taken, "undo"},
    {"-rehearse", "false", "undo runs in one transaction that is undone in the end", Use::taken,
     "undo"},
};

/// What users name themselves, and what belongs to databases and vaults that are not here.
constexpr std::string_view families[] = {
    "placeholders.", "jdbcProperties.", "environments.", "oracle.",  "sqlserver.",  "plugins.",
    "vault.",        "dapr.",           "gcsm.",         "mongodb.", "clickhouse.", "databricks."};

constexpr Flag all_flags[] = {{"X", "Tells more"},
                              {"q", "Tells only errors"},
                              {"n", "Asks nothing"},
                              {"v", "Shows the version"},
                              {"?", "Shows this help"},
                              {"h", "Shows this help"},
                              {"skipCheckForUpdate", "Nothing is looked up here"},
                              {"community", "Edition of Flyway; means nothing here"},
                              {"teams", "Edition of Flyway; means nothing here"},
                              {"enterprise", "Edition of Flyway; means nothing here"}};

}  // namespace

std::span<const Option> options() { return rows; }
std::span<const Option> own_options() { return own_rows; }

const Option* find_option(std::string_view name) {
  const std::span<const Option> all = name.starts_with('-') ? own_options() : options();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Option& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool is_of_family(std::string_view name) {
  return std::any_of(std::begin(families), std::end(families), [&](std::string_view family) {
    return name.size() > family.size() && name.starts_with(family);
  });
}

std::string environment_variable(std::string_view option) {
  std::string name = "FLYWAY_";
  for (std::size_t i = 0; i < option.size(); ++i) {
    const char c = option[i];
    const bool is_capital = c >= 'A' && c <= 'Z';
    const bool is_first_capital =
        is_capital && (i == 0 || !(option[i - 1] >= 'A' && option[i - 1] <= 'Z'));
    if (is_first_capital) name += '_';
    name += c == '.' ? '_' : upper(c);
  }
  return name;
}

std::span<const Flag> flags() { return all_flags; }

}  // namespace ebbtide::flyway

// A word that nobody knows is most often one of three: a slip of the finger, a command of Liquibase
// that is not here, or the word that another tool has for the same thing. The last two are rows
// here; the first is the nearest name by edit distance. What is said goes behind the name, so an
// advice is a part of a sentence: `up is no command; 'update' runs what has not run yet`. An empty
// advice says only that the command is Liquibase's, and to let Liquibase do it.
//
//   flow             Liquibase's, and not here
//   up, deploy       another tool's: what to type instead
//   updaet           nearly `update`
//   frobnicate       none of these: where the list of commands is
//
// Names are compared as everywhere, without dashes and in any case. A word that has a row is never
// taken for a slip, also where the name of another command is near.
#include "cli/hints.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "cli/commands.h"
#include "cli/options.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

/// A word that users of Liquibase or of other tools bring along, and what to do here.
struct Hint {
  std::string_view word;
  std::string_view advice;
};

/// Commands of Liquibase that are not here.
constexpr std::array missing_commands{
    Hint{"init start-h2",
         "there is no H2 here, and sqlite:example.db needs no server either: 'init project' writes "
         "a project with it"},
    Hint{"lpm", "drivers are part of this program, so that nothing has to be installed"},
    Hint{"checks", ""},
    Hint{"connect", ""},
    Hint{"dbcl-history", ""},
    Hint{"flow", ""},
    Hint{"register-changelog", "Liquibase Hub is no more"},
    Hint{"sync-hub", "Liquibase Hub is no more"},
    Hint{"set-contexts", ""},
    Hint{"set-labels", ""},
};

/// What other tools call commands.
constexpr std::array foreign_commands{
    Hint{"init", "'init project' makes a project, 'init copy' copies one"},
    Hint{"up", "'update' runs what has not run yet"},
    Hint{"upgrade", "'update' runs what has not run yet"},
    Hint{"apply", "'update' runs what has not run yet"},
    Hint{"deploy", "'update' runs what has not run yet"},
    Hint{"run", "'update' runs what has not run yet"},
    Hint{"latest", "'update' runs what has not run yet"},
    Hint{"down", "'rollback-count 1' undoes the last changeset"},
    Hint{"undo", "'rollback-count 1' undoes the last changeset"},
    Hint{"downgrade",
         "'rollback' undoes what ran after a tag, 'rollback-count' the last changesets"},
    Hint{"revert", "'rollback' undoes what ran after a tag, 'rollback-count' the last changesets"},
    Hint{"goto", "'update-to-tag' runs up to a tag, 'rollback' undoes what ran after one"},
    Hint{"to", "'update-to-tag' runs up to a tag, 'rollback' undoes what ran after one"},
    Hint{"redo", "'rollback-count 1', then 'update'"},
    Hint{"reset", "'rollback' undoes what ran after a tag"},
    Hint{"clean",
         "'drop-all' drops all objects of a schema, 'rollback' undoes what ran after a tag"},
    Hint{"drop",
         "'drop-all' drops all objects of a schema, 'rollback' undoes what ran after a tag"},
    Hint{"baseline",
         "'adopt' gives a database its changelog, 'changelog-sync' marks changesets as run"},
    Hint{"stamp", "'changelog-sync' marks changesets as run"},
    Hint{"mark-applied", "'changelog-sync' marks changesets as run"},
    Hint{"info", "'status' shows what has not run yet, 'history' what has"},
    Hint{"show", "'status' shows what has not run yet, 'history' what has"},
    Hint{"list", "'status' shows what has not run yet, 'history' what has"},
    Hint{"current", "'history' shows what ran"},
    Hint{"log", "'history' shows what ran"},
    Hint{"applied", "'history' shows what ran"},
    Hint{"pending", "'status' shows what has not run yet"},
    Hint{"verify", "'validate' checks the changelog and its checksums"},
    Hint{"check", "'validate' checks the changelog and its checksums, 'doctor' looks at all of it"},
    Hint{"test", "'update-testing-rollback' tries on a scratch database whether all can be undone"},
    Hint{"plan",
         "'update-sql' writes what an update would run, 'rollback --plan' what would be undone"},
    Hint{"dry-run",
         "'update-sql' writes what an update would run, 'rollback --plan' what would be undone"},
    Hint{"preview",
         "'update-sql' writes what an update would run, 'rollback --plan' what would be undone"},
    Hint{"sql", "'update-sql' writes what an update would run"},
    Hint{"script", "'update-sql' writes what an update would run"},
    Hint{"unlock", "'release-locks' frees a lock whose holder is gone"},
    Hint{"force-unlock", "'release-locks' frees a lock whose holder is gone"},
    Hint{"locks", "'list-locks' shows who holds the lock"},
    Hint{"create", "'new' adds a changeset to be filled in"},
    Hint{"generate",
         "'generate-changelog' writes a changelog from a database, 'new' adds a changeset to be "
         "filled in"},
    Hint{"add", "'new' adds a changeset to be filled in"},
    Hint{"revision", "'new' adds a changeset to be filled in"},
    Hint{"version", "'ebbtide --version' shows the version of this program, 'history' what ran"},
};

/// What other tools call options.
constexpr std::array foreign_options{
    Hint{"dry-run",
         "'update-sql' writes what an update would run, 'rollback --plan' what would be undone"},
    Hint{"preview",
         "'update-sql' writes what an update would run, 'rollback --plan' what would be undone"},
    Hint{"user", "it is --username"},
    Hint{"login", "it is --username"},
    Hint{"pass", "it is --password, or better LIQUIBASE_COMMAND_PASSWORD"},
    Hint{"host", "the host is part of --url, such as postgresql://host:port/database"},
    Hint{"port", "the port is part of --url, such as postgresql://host:port/database"},
    Hint{"database", "the database is part of --url, such as postgresql://host:port/database"},
    Hint{"dbname", "the database is part of --url, such as postgresql://host:port/database"},
    Hint{"db", "the database is part of --url, such as postgresql://host:port/database"},
    Hint{"database-url", "it is --url"},
    Hint{"connection", "it is --url"},
    Hint{"dsn", "it is --url"},
    Hint{"file", "it is --changelog-file"},
    Hint{"changelog", "it is --changelog-file"},
    Hint{"changelogs", "it is --changelog-file"},
    Hint{"config", "it is --defaults-file"},
    Hint{"config-file", "it is --defaults-file"},
    Hint{"config-files", "it is --defaults-file"},
    Hint{"properties", "it is --defaults-file"},
    Hint{"schema", "it is --default-schema-name"},
    Hint{"default-schema", "it is --default-schema-name"},
    Hint{"catalog", "it is --default-catalog-name"},
    Hint{"locations", "it is --search-path"},
    Hint{"path", "it is --search-path"},
    Hint{"dir", "it is --search-path"},
    Hint{"source", "it is --search-path and --changelog-file"},
    Hint{"context", "it is --context-filter"},
    Hint{"env", "environments are told apart by contexts: --context-filter"},
    Hint{"environment", "environments are told apart by contexts: --context-filter"},
    Hint{"label", "it is --label-filter"},
    Hint{"steps", "it is --count"},
    Hint{"limit", "it is --count; --limit is for history"},
    Hint{"to", "it is --tag"},
    Hint{"target", "it is --tag"},
    Hint{"output", "it is --output-file"},
    Hint{"json", "it is --format=JSON"},
    Hint{"debug", "it is --log-level=FINE"},
    Hint{"trace", "it is --log-level=FINE"},
    Hint{"log", "it is --log-level, or --log-file"},
    Hint{"silent", "it is --quiet"},
    Hint{"var", "parameters are written -Dname=value"},
    Hint{"param", "parameters are written -Dname=value"},
    Hint{"placeholders", "parameters are written -Dname=value"},
    Hint{"set", "parameters are written -Dname=value"},
    Hint{"define", "parameters are written -Dname=value"},
    Hint{"table", "it is --database-changelog-table-name"},
    Hint{"timeout", "it is --lock-wait"},
    Hint{"lock-timeout", "it is --lock-wait"},
    Hint{"single-transaction", "it is --atomic"},
    Hint{"transaction", "it is --atomic"},
    Hint{"yes", "nothing is asked for, so it is not needed"},
    Hint{"no-input", "nothing is asked for, so it is not needed"},
    Hint{"baseline-on-migrate", "'changelog-sync' marks changesets as run"},
};

const Hint* find(std::span<const Hint> hints, std::string_view word) {
  const std::string plain = plain_name(word);
  const auto found = std::find_if(hints.begin(), hints.end(),
                                  [&](const Hint& hint) { return plain_name(hint.word) == plain; });
  return found == hints.end() ? nullptr : &*found;
}

std::string advice_of(const Hint* hint) {
  return hint == nullptr || hint->advice.empty() ? "" : "; " + std::string(hint->advice);
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  return names;
}

std::vector<std::string_view> option_names() {
  std::vector<std::string_view> names;
  for (const Option& option : all_options()) {
    if (option.scope != OptionScope::elsewhere) names.push_back(option.name);
  }
  return names;
}

}  // namespace

// What Liquibase calls so comes first, then what another tool does, then what is spelled nearly so:
// a word that somebody knows is hardly a slip of the finger.
std::string command_hint(std::string_view name) {
  if (const Hint* const missing = find(missing_commands, name)) {
    const std::string advice = advice_of(missing);
    return " is a command of Liquibase that this program does not have" +
           (advice.empty() ? "; let Liquibase do it" : advice);
  }
  const std::string near = suggestion(name, command_names());
  const std::string foreign = advice_of(find(foreign_commands, name));
  if (!foreign.empty()) return " is no command" + foreign;
  return " is no command" + (near.empty() ? "; 'ebbtide --help' lists the commands" : near);
}

std::string option_hint(std::string_view name) {
  if (std::string advice = advice_of(find(foreign_options, name)); !advice.empty()) return advice;
  const std::string_view near = nearest(name, option_names());
  return near.empty() ? "" : "; did you mean '--" + std::string(near) + "'?";
}

std::string short_option_hint(std::string_view token) {
  constexpr std::array hints{
      Hint{"-v", "did you mean '--verbose'? 'ebbtide -v' alone shows the version"},
      Hint{"-f", "did you mean '--changelog-file'?"},
      Hint{"-u", "did you mean '--username'?"},
      Hint{"-p", "did you mean '--password'?"},
      Hint{"-n", "did you mean '--count'?"},
      Hint{"-o", "did you mean '--output-file'?"},
      Hint{"-c", "did you mean '--context-filter'?"},
      Hint{"-q", "did you mean '--quiet'?"},
      Hint{"-?", "did you mean '--help'?"},
  };
  const auto found = std::find_if(hints.begin(), hints.end(),
                                  [&](const Hint& hint) { return hint.word == token; });
  if (found != hints.end()) return "; " + std::string(found->advice);
  const std::string_view name = token.substr(1, token.find('=') - 1);
  if (const Option* const option = find_option_named(name))
    return "; did you mean '--" + std::string(option->name) + "'?";
  return "; options begin with two dashes";
}

std::string word_hint(std::string_view word) {
  if (const Command* const command = find_command(word))
    return "; one command is run at a time, '" + std::string(command->name) + "' after this one";
  return advice_of(find(foreign_commands, word));
}

bool is_missing_command(std::string_view plain) {
  return std::any_of(missing_commands.begin(), missing_commands.end(),
                     [&](const Hint& hint) { return plain_name(hint.word) == plain; });
}

}  // namespace ebbtide

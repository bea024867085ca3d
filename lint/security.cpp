// Rights, users, secrets, and settings that stay behind.
//
// Rights and users are read from the words of the statement, not from effects: what is granted to
// whom with which option stands in no effect. Of several things that are wrong with one GRANT the
// last row of this list is told:
//
//   GRANT ALL                   everything
//   TO PUBLIC                   to everybody
//   WITH GRANT or ADMIN OPTION  can be passed on
//   ON *.*                      on every database of a MySQL server
//
// A role without login and powers is a group, and belongs to a schema as much as its tables do: it
// is not told, nor is ALTER ROLE … SET. Whoever drops an account that the deployment has made
// cleans up.
//
// A setting leaks when it changes what later statements mean (a role, the search_path, whether
// foreign keys are checked) and the last statement of the changeset that sets it leaves it so. What
// is usual is known of most settings. Of sql_mode and the database it is not: there the last one
// sets it back where one before it has set another value. set_config(…, false) is SET, and SET
// LOCAL ends with the transaction. Time limits mean the same to every statement, and are what PG308
// asks for.
//
// SECURITY DEFINER runs with the rights of the owner and the search_path of the caller, who can put
// tables and operators of his own before the real ones. MySQL has no such path. There a written
// definer is the fault: the restored view fails where that user is missing.
//
// Secrets stand in files, not in statements: they are looked for in the texts (source_text.cpp),
// and belong to the changeset that begins before them.
#include <algorithm>
#include <array>

#include "lint/findings.h"
#include "lint/source_text.h"
#include "sql/statement.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// Whether a right is for everybody: PUBLIC is one of those behind TO.
bool is_for_everybody(sql::Cursor at) {
  while (!at.at_end() && !at.take("to")) at.skip();
  for (; !at.at_end() && !at.sees_any({"with", "granted"}); at.skip()) {
    at.take("group");
    if (at.sees("public")) return true;
    at.skip();
    while (!at.at_end() && !at.sees_any({",", "with", "granted"})) at.skip();
    if (!at.sees(",")) return false;
  }
  return false;
}

void wide_grant(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  const bool grants = text.begins_with({"grant"}) ||
                      (text.begins_with({"alter", "default"}) && text.has({"grant"}));
  if (!grants) return;
  std::string why;
  if (text.has({"grant", "all"})) why = "grants everything";
  if (is_for_everybody(step.code())) why = "grants to everybody";
  if (text.has({"with", "grant", "option"}) || text.has({"with", "admin", "option"}) ||
      text.has({"with", "admin", "true"}))
    why = "grants a right that can be passed on";
  if (text.has({"on", "*", ".", "*"})) why = "grants on everything";
  if (!why.empty()) findings.add(step, "", "this " + why);
}

void any_grant(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  if (text.begins_with({"grant"}) || text.begins_with({"revoke"}) ||
      text.begins_with({"alter", "default", "privileges"}))
    findings.add(step, "", "rights are changed here");
}

/// An account that a statement is about, and where it stands.
struct Account {
  std::string name;
  std::size_t at = 0;
};

/// The users or roles that a statement is about; none where it is about something else. Only a DROP
/// has a list on every database: behind CREATE ROLE x IN ROLE a, b PostgreSQL lists others.
std::vector<Account> accounts_of(const Step& step, std::string_view verb) {
  sql::Cursor at = step.code();
  std::vector<Account> accounts;
  if (!at.take(verb)) return accounts;
  if (verb == "create") at.take_all({"or", "replace"});
  if (!at.take_any({"user", "role", "group"}) || at.sees("mapping")) return accounts;
  at.take_if_exists();
  const bool has_list = verb == "drop" || step.is_on(Databases::both_mysql);
  do {
    if (at.at_end()) break;
    accounts.push_back({at.peek()->value(), at.offset()});
    while (!at.at_end() && !at.sees(","))
      if (!at.skip_brackets()) at.skip();
  } while (has_list && at.take(","));
  return accounts;
}

bool has_powers(const sql::Clause& text) {
  for (const std::string_view word :
       {"login", "superuser", "bypassrls", "createrole", "createdb", "replication", "password"})
    if (text.has({word})) return true;
  return false;
}

bool is_made_here(const Step& step, const std::string& account) {
  for (const Subject& subject : step.scene.subjects) {
    for (const Statement& statement : subject.statements) {
      if (&statement == &step.statement) return false;
      if (subject.deployment != step.subject.deployment) continue;
      const Step before{step.scene, subject, statement, step.effect, 0};
      for (const Account& made : accounts_of(before, "create"))
        if (step.state().same(made.name, account)) return true;
    }
  }
  return false;
}

/// The same step for what stands at a byte of its statement.
sql::Effect effect_at(const Step& step, std::size_t at) {
  sql::Effect effect = step.effect;
  effect.at = at;
  effect.part.clear();
  return effect;
}

void account_changed(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  constexpr std::pair<std::string_view, std::string_view> verbs[] = {
      {"create", "created"}, {"alter", "altered"}, {"drop", "dropped"}, {"rename", "renamed"}};
  for (const auto& [verb, done] : verbs) {
    const std::vector<Account> accounts = accounts_of(step, verb);
    if (accounts.empty()) continue;
    const bool is_user =
        text.begins_with({verb, "user"}) || text.begins_with({verb, "or", "replace", "user"});
    const bool only_sets =
        verb == "alter" && (text.has({"set"}) || text.has({"reset"}) || text.has({"rename"}));
    const bool counts = verb == "drop" || verb == "rename" || is_user || has_powers(text);
    if (only_sets || !counts) continue;
    for (const Account& account : accounts) {
      if (verb == "drop" && is_made_here(step, account.name)) continue;
      const sql::Effect effect = effect_at(step, account.at);
      const Step there{step.scene, step.subject, step.statement, effect, step.statement_number};
      findings.add(there, account.name, "the account " + account.name + " is " + std::string(done));
    }
  }
}

/// Settings that change what later statements mean; those of time limits do not.
constexpr std::string_view leaking[] = {"role",     "search_path",   "foreign_key_checks",
                                        "sql_mode", "unique_checks", "session_replication_role",
                                        "database", "authorization", "row_security"};

/// A setting of the session that a statement changes.
struct SessionSetting {
  std::string name;        ///< in small letters; `*` for all of them
  bool is_reset = false;   ///< to what it is by itself, or to what somebody has kept
  std::size_t at = 0;      ///< where it stands in the statement
  std::string value = {};  ///< the first word of it, in small letters
};

std::string value_at(const sql::Cursor& at) { return at.at_end() ? "" : lower(at.peek()->value()); }

/// Whether the value that is next is the usual one, or a variable that has kept the one before.
bool is_usual(const sql::Cursor& at) {
  const std::string value = value_at(at);
  return value == "1" || value == "$user" || value == "on" || value == "true" ||
         value == "default" || value == "origin" || value == "none" || value == "@";
}

/// `SET ROLE a`, `SET SESSION AUTHORIZATION a`, `SET SCHEMA 'a'`: settings that have a word of
/// their own. Empty for none.
std::string take_named_setting(sql::Cursor& at) {
  if (at.take("role")) return "role";
  if (at.take("schema")) return "search_path";
  return at.take_all({"session", "authorization"}) || at.take("authorization") ? "authorization"
                                                                               : "";
}

/// The assignments behind SET: those of the server and of variables are left out.
std::vector<SessionSetting> assigned_settings(sql::Cursor at, bool has_list) {
  std::vector<SessionSetting> all;
  bool is_of_session = true;
  do {
    const std::size_t begin = at.offset();
    const bool is_variable = at.sees("@") && !at.sees("@", 1);
    while (at.take("@")) continue;
    if (at.take_any({"global", "persist", "persist_only"})) is_of_session = false;
    if (at.take_any({"session", "local"})) is_of_session = true;
    at.take(".");
    if (at.at_end()) break;
    std::string name = lower(at.peek()->value());
    at.skip();
    at.take(":");
    const bool assigns = at.take_any({"=", "to"});
    if (assigns && !is_variable && is_of_session)
      all.push_back({std::move(name), is_usual(at), begin, value_at(at)});
    while (!at.at_end() && !at.sees(","))
      if (!at.skip_brackets()) at.skip();
  } while (has_list && at.take(","));
  return all;
}

/// The settings that calls of `set_config('search_path', '', false)` change; those with true are
/// of the transaction.
std::vector<SessionSetting> configured_settings(sql::Cursor at) {
  std::vector<SessionSetting> all;
  while (!at.at_end()) {
    const std::size_t begin = at.offset();
    if (!at.take_all({"set_config", "("})) {
      at.skip();
      continue;
    }
    SessionSetting one{value_at(at), false, begin};
    at.skip_part();
    at.take(",");
    one.value = value_at(at);
    one.is_reset = is_usual(at);
    at.skip_part();
    at.take(",");
    if (at.sees_any({"false", "off"}) || value_at(at).starts_with("f")) all.push_back(one);
  }
  return all;
}

std::vector<SessionSetting> settings_of(const Step& step) {
  sql::Cursor at = step.code();
  if (at.take("use")) return {{"database", false, 0, value_at(at)}};
  if (at.take("select"))
    return step.is_on(Databases::postgresql) ? configured_settings(at)
                                             : std::vector<SessionSetting>();
  if (at.take_any({"reset", "discard"})) {
    std::string name = take_named_setting(at);
    if (name.empty() && !at.at_end()) name = at.sees("all") ? "*" : lower(at.peek()->value());
    return {{std::move(name), true, 0}};
  }
  if (!at.take("set")) return {};
  // Elsewhere LOCAL is another word for SESSION.
  if (step.is_on(Databases::postgresql) && at.take("local")) return {};
  if (std::string name = take_named_setting(at); !name.empty())
    return {{std::move(name), is_usual(at), 0, value_at(at)}};
  if (at.sees("session") && at.sees_any({"role", "schema"}, 1)) {
    at.skip();
    std::string name = take_named_setting(at);
    return {{std::move(name), is_usual(at), 0, value_at(at)}};
  }
  if (at.take("names")) at.skip();
  at.take(",");
  return assigned_settings(at, step.is_on(Databases::both_mysql));
}

/// Whether the value is the one before all of them where an earlier statement has set another one:
/// what that was is not known, or it is one of several that are usual.
bool may_be_first_value(const Step& step, const SessionSetting& one) {
  if (one.name == "database" || one.name == "sql_mode") return true;
  return one.name == "search_path" && step.state().has(step.state().own_places(), one.value);
}

/// Whether one of the settings that a statement changes is this one, or all of them; `value`
/// becomes what it is set to.
bool sets_too(const Step& step, const Statement& statement, const std::string& name,
              std::string& value) {
  // A glance at the first word: hardly one of thousands has to do with it.
  if (!sql::begins_with(statement.sql, "set|use|reset|discard|select", step.scene.facts.syntax))
    return false;
  const Step other{step.scene, step.subject, statement, step.effect, 0};
  for (const SessionSetting& one : settings_of(other)) {
    const bool is_all = one.is_reset && one.name == "*";
    if (one.name != name && !is_all) continue;
    value = one.value;
    return true;
  }
  return false;
}

/// Whether the changeset or file leaves the setting as this statement sets it, and not as it was.
bool is_left(const Step& step, const SessionSetting& set) {
  const std::vector<Statement>& all = step.subject.statements;
  const auto here = std::find_if(all.begin(), all.end(),
                                 [&](const Statement& one) { return &one == &step.statement; });
  if (here == all.end()) return true;
  std::string value;
  for (auto later = std::next(here); later != all.end(); ++later)
    if (sets_too(step, *later, set.name, value)) return false;
  if (!may_be_first_value(step, set)) return true;
  return std::none_of(all.begin(), here, [&](const Statement& one) {
    return sets_too(step, one, set.name, value) && value != set.value;
  });
}

void setting_leaks(const Step& step, Findings& findings) {
  if (!step.statement.is_written) return;
  const std::vector<SessionSetting> all = settings_of(step);
  for (auto next = all.begin(); next != all.end();) {
    const SessionSetting& one = *next++;
    const bool counts =
        std::find(std::begin(leaking), std::end(leaking), one.name) != std::end(leaking) &&
        std::none_of(next, all.end(), [&](const auto& later) { return later.name == one.name; });
    if (!counts || one.is_reset || !is_left(step, one)) continue;
    const sql::Effect effect = effect_at(step, one.at);
    const Step there{step.scene, step.subject, step.statement, effect, step.statement_number};
    Finding& found =
        findings.add(there, "", one.name + " stays set for the changesets behind this one");
    if (!step.is_on(Databases::postgresql))
      found.remedy = one.name == "database"
                         ? "write the database before the names, or go back at the end"
                         : "set it back at the end of the same changeset";
  }
}

/// Whether a later statement of the deployment protects the routine: it gives it a search_path, or
/// takes the rights of its owner away.
bool is_protected_later(const Step& step) {
  bool is_behind = false;
  for (const Subject& subject : step.scene.subjects) {
    if (subject.deployment != step.subject.deployment) continue;
    for (const Statement& statement : subject.statements) {
      if (&statement == &step.statement) is_behind = true;
      if (!is_behind || &statement == &step.statement) continue;
      const bool is_about_it = std::any_of(
          statement.effects.begin(), statement.effects.end(), [&](const sql::Effect& one) {
            return one.verb == Verb::alter && one.thing == step.effect.thing &&
                   step.state().same(one.object, step.effect.object);
          });
      if (!is_about_it) continue;
      const sql::Clause text(statement.sql, step.scene.facts.syntax);
      if (text.has({"set", "search_path"}) || text.has({"security", "invoker"})) return true;
    }
  }
  return false;
}

void unprotected_rights(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  if (!text.begins_with({"create"}) && !text.begins_with({"alter"})) return;
  const std::string name = name_of(step.effect);
  if (step.is_on(Databases::postgresql)) {
    const bool is_routine =
        step.effect.thing == Thing::function || step.effect.thing == Thing::procedure;
    if (!is_routine || !text.has({"security", "definer"}) || text.has({"set", "search_path"}) ||
        is_protected_later(step))
      return;
    findings.add(step, name, "SECURITY DEFINER without a search_path of its own");
    return;
  }
  if (!text.has({"definer", "="})) return;
  const std::string definer = text.value_behind({"definer"});
  const bool is_caller = equals_ignoring_case(definer, "current_user") ||
                         equals_ignoring_case(definer, "current_role");
  if (is_caller || text.has({"security", "invoker"})) return;
  findings.add(step, name, "the definer " + definer + " is written out").remedy =
      "leave DEFINER out, so that it is who runs the changeset, or say SQL SECURITY INVOKER";
}

void secret(const Scene& scene, Findings& findings) {
  for (const SourceFile& file : scene.files) {
    for (const TextSpot& spot : secrets_in(file, scene.facts.syntax)) {
      const Position where{file.path, spot.line, spot.column};
      if (const Subject* const subject = subject_at(scene, where)) {
        findings.add(*subject, where, "", spot.what);
      } else {
        findings.add(where, "", spot.what);
      }
    }
  }
}

constexpr Rule table[] = {
    {.id = "SE101",
     .title = "Rights that can be passed on, or for everybody",
     .why = "GRANT ALL, TO PUBLIC, WITH GRANT OPTION and ON *.* give more than anybody reviews.",
     .remedy = "grant the single right to the role that needs it",
     .boundary = "Single rights on single things; REVOKE.",
     .begins = "grant alter",
     .on_statement = wide_grant},
    {.id = "SE102",
     .title = "GRANT or REVOKE in a changelog",
     .severity = Severity::off,
     .why = "In many teams rights belong to another process.",
     .remedy = "move it there, or allow it",
     .boundary = "SET ROLE; columns of that name.",
     .begins = "grant revoke alter",
     .on_statement = any_grant},
    {.id = "SE103",
     .title = "User or role created, altered or given powers",
     .why = "Logins end up in version control.",
     .remedy = "create users outside of the changelog",
     .boundary = "Group roles without login and powers; ALTER ROLE … SET; roles that the same "
                 "deployment made.",
     .begins = "create alter drop rename",
     .on_statement = account_changed},
    {.id = "SE105",
     .title = "Secret in a changelog",
     .severity = Severity::error,
     .why = "Whoever reads the repository can log in.",
     .remedy = "fill a property from the environment, or use a secret store, and change the secret",
     .boundary = "${property}, empty passwords, hashes, URLs without a password.",
     .at_end = secret},
    {.id = "SE106",
     .title = "Session setting leaks to the next changeset",
     .why = "The statements behind it mean something else from then on.",
     .remedy = "SET LOCAL, or set it back at the end of the same changeset",
     .boundary =
         "SET LOCAL; what the same changeset sets back at last; time limits; ALTER ROLE … SET.",
     .begins = "set use select",
     .on_statement = setting_leaks},
    {.id = "SE107",
     .title = "Routine or view runs with another's rights without protection",
     .databases = Databases::postgresql | Databases::both_mysql,
     .why = "Whoever calls it can have it run objects of their own, or it fails where the user is "
            "missing.",
     .remedy = "SET search_path = '' on the function, and schemas before the names in it",
     .boundary = "SECURITY INVOKER; a search_path of its own, also of a later ALTER of the "
                 "deployment; CURRENT_USER and CURRENT_ROLE.",
     .on_effect = unprotected_rights},
};

}  // namespace

std::span<const Rule> security_rules() { return table; }

}  // namespace ebbtide::lint

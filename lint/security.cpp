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
// foreign keys are checked) and nothing of the same changeset sets it back. Setting it back is
// itself a SET, so that each of them asks both ways: does a later one set the same, has an earlier
// one. A pair is no finding. SET LOCAL ends with the transaction. Time limits mean the same to
// every statement, and are what PG308 asks for.
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
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

void wide_grant(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  const bool grants = text.begins_with({"grant"}) ||
                      (text.begins_with({"alter", "default"}) && text.has({"grant"}));
  if (!grants) return;
  std::string why;
  if (text.has({"grant", "all"})) why = "grants everything";
  if (text.has({"to", "public"})) why = "grants to everybody";
  if (text.has({"with", "grant", "option"}) || text.has({"with", "admin", "option"}))
    why = "grants a right that can be passed on";
  if (text.has({"on", "*", ".", "*"})) why = "grants on everything";
  if (!why.empty()) findings.add(step, "", "this " + why);
}

void any_grant(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  if (text.begins_with({"grant"}) || text.begins_with({"revoke"}))
    findings.add(step, "", "rights are changed here");
}

/// The user or role that a statement is about; empty where it is about something else.
std::string account_of(const Step& step, std::string_view verb) {
  sql::Cursor at = step.code();
  if (!at.take(verb)) return "";
  if (verb == "create") at.take_all({"or", "replace"});
  if (!at.take_any({"user", "role", "group"}) || at.sees("mapping")) return "";
  at.take_if_exists();
  return at.at_end() ? "" : at.peek()->value();
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
      if (step.state().same(account_of(before, "create"), account)) return true;
    }
  }
  return false;
}

void account_changed(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  const bool is_user = text.begins_with({"create", "user"}) || text.begins_with({"alter", "user"});
  for (const std::string_view verb : {"create", "alter", "drop"}) {
    const std::string account = account_of(step, verb);
    if (account.empty()) continue;
    if (verb == "drop" && is_made_here(step, account)) return;
    const bool only_sets = verb == "alter" && (text.has({"set"}) || text.has({"rename"}));
    if (only_sets || (verb != "drop" && !is_user && !has_powers(text))) return;
    findings.add(step, account,
                 "the account " + account + " is " +
                     (verb == "create"  ? "created"
                      : verb == "alter" ? "altered"
                                        : "dropped"));
    return;
  }
}

/// Settings that change what later statements mean; those of time limits do not.
constexpr std::string_view leaking[] = {"role",     "search_path",   "foreign_key_checks",
                                        "sql_mode", "unique_checks", "session_replication_role",
                                        "database", "authorization", "row_security"};

std::string leaking_setting(const Step& step) {
  const sql::Effect& effect = step.effect;
  // Elsewhere LOCAL is another word for SESSION.
  const bool ends_with_transaction =
      step.is_on(Databases::postgresql) && step.whole().has({"local"});
  if (!effect.is(Verb::set, Thing::setting) || ends_with_transaction) return "";
  std::string name = lower(effect.object.name);
  if (name == "schema") name = "search_path";
  const auto found = std::find(std::begin(leaking), std::end(leaking), name);
  return found == std::end(leaking) ? "" : name;
}

bool is_reset(const Step& step) {
  const sql::Clause& text = step.whole();
  if (text.begins_with({"reset"})) return true;
  return text.has({"=", "1"}) || text.has({"=", "on"}) || text.has({"default"}) ||
         text.has({"role", "none"}) || text.has({"=", "@"});
}

/// Whether a later statement of the changeset or file sets it again.
bool is_set_back(const Step& step, const std::string& name) {
  bool is_behind = false;
  for (const Statement& statement : step.subject.statements) {
    if (is_behind) {
      for (const sql::Effect& effect : statement.effects) {
        const Step later{step.scene, step.subject, statement, effect, 0};
        if (leaking_setting(later) == name) return true;
      }
    }
    is_behind = is_behind || &statement == &step.statement;
  }
  return false;
}

/// Whether an earlier statement has changed it, so that this one sets it back.
bool sets_back(const Step& step, const std::string& name) {
  for (const Statement& statement : step.subject.statements) {
    if (&statement == &step.statement) return false;
    for (const sql::Effect& effect : statement.effects) {
      const Step before{step.scene, step.subject, statement, effect, 0};
      if (leaking_setting(before) == name) return true;
    }
  }
  return false;
}

void setting_leaks(const Step& step, Findings& findings) {
  const std::string name = leaking_setting(step);
  if (name.empty() || !step.statement.is_written || is_reset(step)) return;
  if (is_set_back(step, name) || sets_back(step, name)) return;
  Finding& found = findings.add(step, "", name + " stays set for the changesets behind this one");
  if (!step.is_on(Databases::postgresql))
    found.remedy = name == "database" ? "write the database before the names, or go back at the end"
                                      : "set it back at the end of the same changeset";
}

void unprotected_rights(const Step& step, Findings& findings) {
  const sql::Clause& text = step.whole();
  if (!text.begins_with({"create"}) && !text.begins_with({"alter"})) return;
  const std::string name = name_of(step.effect);
  if (step.is_on(Databases::postgresql)) {
    const bool is_routine =
        step.effect.thing == Thing::function || step.effect.thing == Thing::procedure;
    if (!is_routine || !text.has({"security", "definer"}) || text.has({"set", "search_path"}))
      return;
    findings.add(step, name, "SECURITY DEFINER without a search_path of its own");
    return;
  }
  if (!text.has({"definer", "="})) return;
  const std::string definer = text.value_behind({"definer"});
  if (equals_ignoring_case(definer, "current_user")) return;
  findings.add(step, name, "the definer " + definer + " is written out").remedy =
      "leave DEFINER out, so that it is who runs the changeset, or say SQL SECURITY INVOKER";
}

void secret(const Scene& scene, Findings& findings) {
  for (const SourceFile& file : scene.files) {
    for (const TextSpot& spot : secrets_in(file)) {
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
     .begins = "grant revoke",
     .on_statement = any_grant},
    {.id = "SE103",
     .title = "User or role created, altered or given powers",
     .why = "Logins end up in version control.",
     .remedy = "create users outside of the changelog",
     .boundary = "Group roles without login and powers; ALTER ROLE … SET; roles that the same "
                 "deployment made.",
     .begins = "create alter drop",
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
     .boundary = "SET LOCAL; what is reset in the same changeset; time limits; ALTER ROLE … SET.",
     .verbs = verb_set({Verb::set}),
     .on_effect = setting_leaks},
    {.id = "SE107",
     .title = "Routine or view runs with another's rights without protection",
     .databases = Databases::postgresql | Databases::both_mysql,
     .why = "Whoever calls it can have it run objects of their own, or it fails where the user is "
            "missing.",
     .remedy = "SET search_path = '' on the function, and schemas before the names in it",
     .boundary = "SECURITY INVOKER; a search_path of its own; CURRENT_USER.",
     .on_effect = unprotected_rights},
};

}  // namespace

std::span<const Rule> security_rules() { return table; }

}  // namespace ebbtide::lint

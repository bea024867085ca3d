#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "sql/effect.h"

namespace ebbtide::lint {

struct Scene;
struct Step;
struct Subject;
class Findings;

/// How much a finding counts. What is `off` is not looked for.
enum class Severity { off, info, warning, error };
/// `error`, `warning`, `info`, `off`.
std::string_view to_text(Severity severity);
/// The severity of this word; nothing for any other word.
std::optional<Severity> severity_of(std::string_view text);

/// Databases as a set.
enum Databases : unsigned {
  postgresql = 1,
  mysql = 2,
  mariadb = 4,
  sqlite = 8,
  both_mysql = mysql | mariadb,
  all_databases = 15
};
/// The set that the short name of a database stands for; none where no rule knows it.
unsigned database_of(std::string_view name);

/// Verbs as a set.
using Verbs = std::uint32_t;
constexpr Verbs every_verb = ~Verbs{0};
constexpr Verbs verb_set(std::initializer_list<sql::Verb> all) {
  Verbs set = 0;
  for (const sql::Verb one : all) set |= Verbs{1} << static_cast<unsigned>(one);
  return set;
}

/// One rule: what people read of it, and the function that looks for it. Exactly one function is
/// set. `on_effect` is called for each thing that a statement does, with the state before it, where
/// its verb is one of `verbs`; `on_statement` once for each statement that begins with one of the
/// words of `begins`, or with any where there are none; `on_subject` for each changeset, also for
/// those that do not run on this database, `at_end` behind everything. What a function finds it
/// hands to `Findings`, which knows the rule.
///
/// Of the INSERTs in a file that differ in nothing but literal values, which can be millions, rules
/// see the first alone as long as they find nothing in it and `Scene::noted` is empty: what a rule
/// wants to know of values it has to note.
struct Rule {
  std::string_view id;     ///< `DS102`: the family and a number; never used again for another
  std::string_view title;  ///< what it finds, without a full stop
  Severity severity = Severity::warning;  ///< where nobody has configured another
  unsigned databases = all_databases;     ///< of Databases: where it is looked for
  bool is_gate = false;                   ///< `update` asks for an approval
  std::string_view why;                   ///< what comes of it, in whole sentences
  std::string_view remedy;                ///< what to do instead, as a part of a sentence
  std::string_view boundary;              ///< what it does not mean
  std::string_view options = {};          ///< that a configuration can set, with blanks in between
  Verbs verbs = every_verb;
  std::string_view begins = {};  ///< `create alter`, in small letters
  bool judges_rollback = false;  ///< `on_statement` is called for rollback blocks too
  void (*on_effect)(const Step&, Findings&) = nullptr;
  void (*on_statement)(const Step&, Findings&) = nullptr;
  void (*on_subject)(const Scene&, const Subject&, Findings&) = nullptr;
  void (*at_end)(const Scene&, Findings&) = nullptr;
};

/// A family of rules is a table in its own file; these are all of them, in the order of their ids.
std::span<const Rule* const> all_rules();
/// The rule of this id; nullptr where there is none.
const Rule* find_rule(std::string_view id);

// The families, each at the end of its file.
std::span<const Rule> destructive_rules();
std::span<const Rule> code_rules();
std::span<const Rule> compatibility_rules();
std::span<const Rule> data_rules();
std::span<const Rule> postgresql_index_rules();
std::span<const Rule> postgresql_table_rules();
std::span<const Rule> foreign_key_rules();
std::span<const Rule> mysql_rules();
std::span<const Rule> sqlite_rules();
std::span<const Rule> security_rules();
std::span<const Rule> transaction_rules();
std::span<const Rule> rollback_rules();
std::span<const Rule> changelog_rules();
std::span<const Rule> file_rules();
std::span<const Rule> name_rules();
std::span<const Rule> table_rules();

}  // namespace ebbtide::lint

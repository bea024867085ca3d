#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "database/cost.h"
#include "database/facts.h"
#include "database/interruption.h"
#include "database/statistics.h"
#include "lint/rule.h"
#include "lint/settings.h"
#include "lint/state.h"
#include "lint/subject.h"

namespace ebbtide::lint {

/// A file that was read to be judged, as text; borrowed from who has read it.
struct SourceFile {
  /// `changelog` is XML, YAML or JSON, `sql` a plain script, `migration` one by its name.
  enum class Kind { changelog, formatted_sql, sql, migration };
  std::string path;
  std::string_view text;
  Kind kind = Kind::changelog;
};

/// What counts where nobody says a version: the oldest that its makers still support, so that what
/// is found holds on some server and what is not found on all. `database` is one of Databases.
ServerVersion assumed_version(unsigned database);

/// All that is judged, and what is known of where it runs. Borrows the changelogs that its subjects
/// point into.
struct Scene {
  const Facts& facts;
  unsigned database = 0;  ///< of Databases
  ServerVersion version;  ///< assumed_version where nobody said one
  Settings settings;
  State state;
  std::optional<Statistics> stats = {};
  bool has_state = false;  ///< somebody told what is there; else only what was read is known
  bool is_one_deployment = false;  ///< all that is judged goes out at once
  std::vector<Subject> subjects = {};
  std::vector<SourceFile> files = {};
  std::vector<Position> unreached_files = {};  ///< of changelogs beside the root that nothing names
  std::vector<Problem> misnamed_files = {};    ///< that nobody picks up
  std::vector<Problem> odd_orders = {};        ///< of includeAll; the folder stands for a changeset
  std::vector<Problem> released_edits = {};    ///< against what a release had
  /// The properties that are defined, in lower case, each with a file that it is defined for.
  std::set<std::pair<std::string, std::string>> properties = {};
  const Interruption* interruption = nullptr;  ///< asked before each statement
  /// The statement that was taken apart last.
  struct TakenApart {
    const Statement* statement = nullptr;
    std::optional<sql::Clause> text = {};
  };
  mutable TakenApart taken_apart = {};
  mutable Expressions expressions = {};  ///< those of the settings
  /// What stands before the rows of an INSERT, and PostgreSQL's grammar is known to read.
  mutable std::set<std::string, std::less<>> read_heads = {};
  /// Statements that were read when they were judged (Subject::waiting), and that findings are
  /// about.
  std::vector<std::unique_ptr<Statement>> read_late = {};
  std::size_t unread = 0;  ///< how many judged statements nobody has understood
  /// What statements before this one of the same subject have made and later ones may trip over:
  /// values of an enum, and constraints that no row was asked for.
  std::vector<const sql::Effect*> noted = {};
  std::set<std::string> files_with_timeout = {};  ///< in which a statement has set lock_timeout
  std::set<std::string> prepared = {};  ///< by PREPARE so far, in lower case: judged there
  bool is_begun = false;  ///< statements before this one have begun a transaction and not ended it

  /// Whether it is judged for one of these databases.
  bool is_on(unsigned databases) const { return (databases & database) != 0; }
  /// The text of a statement, to be asked for its clauses. Taken apart once for the many rules that
  /// ask about the same one; not for several threads.
  const sql::Clause& whole(const Statement& statement) const;
  /// A name, and names with commas between, as statements of this database have to write them.
  std::string quoted(std::string_view name) const;
  std::string quoted(const sql::Name& name) const;
  std::string quoted(const std::vector<std::string>& names) const;
  /// How big a table is; null where nobody has told.
  const TableSize* size_of(const sql::Name& table) const {
    return stats ? stats->find(table, state.own_places()) : nullptr;
  }
};

/// What an effect is about: the part of a table, or the object where there is none.
const std::string& name_of(const sql::Effect& effect);

/// A piece of SQL in small letters without blanks, and without the letters of `others`, so that two
/// that differ in nothing else are equal.
std::string folded(std::string_view sql, std::string_view others);

/// Whether an option is said and not turned off: `(CONCURRENTLY)`, `VACUUM FULL`, not `(FULL off)`.
bool has_option(const sql::Clause& statement, std::string_view option);
/// An expression without the brackets around all of it.
std::string_view without_brackets(std::string_view expression, const sql::Syntax& syntax);
/// Whether an expression is one value as it stands, in brackets or not: `-1`, `('x')`, NULL,
/// `DATE '2020-01-01'`, `_utf8mb4'x'`.
bool is_literal(std::string_view expression, const sql::Syntax& syntax);

/// Whether a statement begins a transaction: not the block of MariaDB, BEGIN NOT ATOMIC.
bool begins_transaction(const sql::Clause& statement);
/// Whether a statement ends the transaction: not ROLLBACK TO and ROLLBACK PREPARED.
bool ends_transaction(const sql::Clause& statement);

/// One thing that a statement does, with all around it. `state` is that before it.
struct Step {
  const Scene& scene;
  const Subject& subject;
  const Statement& statement;
  const sql::Effect& effect;
  std::size_t statement_number;  ///< from 0

  const State& state() const { return scene.state; }
  /// The text of the effect, to be asked for its clauses.
  sql::Clause clause() const;
  std::string_view clause_text() const;
  /// The whole statement, to be asked the same.
  const sql::Clause& whole() const { return scene.whole(statement); }
  /// The same to be read word by word.
  const sql::Cursor& code() const { return whole().code(); }
  bool is_on(unsigned databases) const { return scene.is_on(databases); }
  bool is(sql::Verb verb, sql::Thing thing) const { return effect.is(verb, thing); }

  /// Whether it was made in the deployment that this is part of.
  bool is_new(const Made& made) const;
  /// The same of an object of the model or a part of one.
  template <class Object>
  requires requires(const Object& object) { object.made_by; }
  bool is_new(const Object& object) const { return is_new(state().made(object)); }
  /// Whether the table of the effect, or another one, is new or only temporary.
  bool is_new_table(const sql::Name& table) const;
  bool is_new_table() const { return is_new_table(effect.object); }
  /// Whether a column of the effect's table was made in this deployment.
  bool is_new_column(std::string_view column) const;
  /// The table of the effect, where it is known.
  const schema::Table* table() const { return state().table(effect.object); }
  /// The column that the effect is about, as it is before it; nullptr where it is not known.
  const schema::Column* column() const;
  /// Whether the columns are new and hold NULL in every row.
  bool are_empty(const std::vector<std::string>& columns) const;
  /// The index that a key takes (USING INDEX); nullptr where it takes none, or it is not known.
  std::optional<IndexState> taken_index() const;
  /// Whether no row has NULL in the columns that the effect makes NOT NULL, as the table itself or
  /// a check says that was looked at.
  bool are_proved_not_null() const;
  /// What it costs there, as far as the table is known.
  std::optional<EffectCost> cost() const;
  /// Whether a transaction is open when the statement runs.
  bool is_in_transaction() const;
  /// Whether the effect is part of a rebuild of its table.
  bool is_rebuild_of(const sql::Name& table) const;

  /// `orders`, `orders.note`: what a finding is about.
  std::string object() const;
  std::string part() const;
};

}  // namespace ebbtide::lint

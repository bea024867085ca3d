// What a run does, found out without doing it. Each changeset is walked as a run walks it; each
// statement is read for its effects; each effect is judged on the structure as it is then, and
// applied to it:
//
//   1 ALTER TABLE a DROP x         x is there: its values are lost and counted; then a has no x
//   2 ALTER TABLE a RENAME x TO y  an obstacle: there is no column 'a.x'
//   3 DROP TABLE b                 an obstacle where a foreign key that stays needs it, else a loss
//
// Locks and losses are read from the effect, completed by what the structure knows (the table of an
// index, the keys that go with a column). Rows are counted where they are now: a table that the run
// renames before it drops it has them under its old name still, which the structure remembers as
// the origin of each object.
//
// How sure an obstacle is depends on who said it:
//
//   a change                      certain: its SQL is ours
//   SQL that somebody wrote       a doubt, since this is only our reading of it; but certain where
//                                 the run itself has removed what it is about, or where a foreign
//                                 key that stays holds it and the database could not take back the
//                                 statements before
//   behind a statement that       a doubt, whoever says it: that one may have made or removed
//   nobody can read               anything
//
// Only what is certain may refuse a run: a rollback that would work must not be kept from working.
//
// A change that rebuilds its table on SQLite makes a new one, copies the rows, drops the old one
// and renames. Read as it stands that is a loss of all rows, so it is known by the PRAGMA that
// nothing else has, and its table is from then on one of which no part is known. A change whose SQL
// is made from the table of the moment tells what it does by itself (stated_effects).
//
// Counting must not cost more than the run: the rows of 40 losses are counted by one statement,
// each up to a million, where a loss that cannot be counted (no right to read, a view that is
// broken) makes it fail and each is then asked alone.
#include "executor/impact.h"

#include <algorithm>

#include "changelog/changes/alter_column.h"
#include "changelog/changes/sql.h"
#include "database/catalog.h"
#include "database/connection.h"
#include "database/facts.h"
#include "database/structure_rules.h"
#include "executor/stated_effects.h"
#include "schema/forecast.h"
#include "schema/parts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

bool is_written_sql(const Change& change) {
  return &change.type() == &RawSql::kind || &change.type() == &SqlFile::kind;
}

/// Whether the change drops columns together with the foreign keys on them.
bool drops_keys_first(const Change& change) {
  return &change.type() == &DropColumn::kind &&
         static_cast<const DropColumn&>(change).came_with_keys;
}

/// Whether a change builds its table anew: then its statements say nothing of what is lost.
bool is_rebuild(const Statements& statements) {
  return std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
    return statement.sql == "PRAGMA legacy_alter_table = ON";
  });
}

bool has_foreign_key(const schema::Table* table, const std::string& name) {
  return table != nullptr && schema::has_part(table->foreign_keys, name);
}

/// Keeps what a plan shows: the statements, and the programs that are run between them.
class ShownStatements final : public Sink {
 public:
  explicit ShownStatements(const Facts& facts) : facts_(facts) {}

  void take(const WalkedStatement& walked) override { all.push_back(walked.step.statement); }
  void command(const CommandStep& step) override { all.push_back({commented(step, facts_)}); }

  Statements all;

 private:
  const Facts& facts_;
};

class Assessment {
 public:
  Assessment(const Target& target, const schema::Schema* live, const Interruption& interruption)
      : target_(target), interruption_(interruption), rows_(target.names) {
    if (live != nullptr) forecast_.emplace(*live, structure_rules(target.names));
  }

  Impact of(const std::vector<Intended>& run) {
    for (const Intended& one : run) assess(one);
    if (forecast_) note_left_indexes();
    return std::move(impact_);
  }

 private:
  void assess(const Intended& one) {
    way_ = one.way;
    ChangeSetImpact& impact = impact_.change_sets.emplace_back();
    impact.change_set = one.change_set;
    Walk walk(*one.change_set, one.way, target_);
    for (const Change* const change : one.changes) assess(*change, walk, impact);
  }

  void assess(const Change& change, Walk& walk, ChangeSetImpact& impact) {
    interruption_.check();
    if (is_written_sql(change)) impact.has_written_sql = true;
    ShownStatements shown(target_.facts());
    std::vector<NotMade> not_made;
    try_walk(change, walk, shown, not_made);
    for (const NotMade& one : not_made) {
      impact.notes.push_back("the SQL of " + std::string(change.type().name) +
                             " is made when it runs, from the structure of that moment");
      if (one.is_for_now && forecast_) return void(assess_stated(change));
      // On a live database whose structure cannot be read it is made all the same.
      if (!one.is_for_now || !target_.catalog.is_live())
        impact_.obstacles.push_back(problem(change, one.message));
    }
    if (is_rebuild(shown.all)) return add_rebuild(shown.all, change, impact);
    for (const Statement& statement : shown.all) assess(statement, change, impact);
  }

  /// Returns whether the change states any.
  bool assess_stated(const Change& change) {
    const sql::Effects stated = stated_effects(change);
    for (const sql::Effect& effect : stated) {
      if (sql::is_opaque(effect)) is_certain_ = false;
      judge(forecast_->completed(effect), change, false);
    }
    return !stated.empty();
  }

  /// The rows and the rest of the table stay; what becomes of its columns and keys, the change
  /// states, or else nobody knows.
  void add_rebuild(const Statements& statements, const Change& change, ChangeSetImpact& impact) {
    const bool is_stated = forecast_ && assess_stated(change);
    for (const Statement& made : statements) {
      StatementImpact& statement = impact.statements.emplace_back();
      statement.sql = made.sql;
      statement.effects = effects_of(made, target_.facts().syntax);
      for (const sql::Effect& effect : statement.effects) {
        statement.locks = locks_of(effect, target_.facts());
        if (forecast_ && !is_stated && effect.is(Verb::drop, Thing::table))
          forecast_->forget_parts(effect.object);
      }
    }
  }

  Problem problem(const Change& change, const std::string& message) const {
    const ChangeSet& change_set = *impact_.change_sets.back().change_set;
    return {change.where.file.empty() ? change_set.where : change.where, message,
            change_set.id.to_text()};
  }

  void assess(const Statement& made, const Change& change, ChangeSetImpact& impact) {
    StatementImpact& statement = impact.statements.emplace_back();
    statement.sql = made.sql;
    sql::Effects effects = effects_of(made, target_.facts().syntax);
    if (forecast_) forecast_->begin(made.sql, effects);
    is_alone_ = effects.size() == 1;
    for (sql::Effect& effect : effects)
      add(forecast_ ? forecast_->completed(std::move(effect)) : std::move(effect), change,
          statement);
  }

  void add(sql::Effect effect, const Change& change, StatementImpact& statement) {
    const bool is_written = is_written_sql(change);
    for (SqlLock& lock : locks(effect, statement.sql)) statement.locks.push_back(std::move(lock));
    statement.locks = strongest_locks(statement.locks, target_.facts());
    add_cost(effect, statement);
    effect.keys_go_first = drops_keys_first(change);
    note_key(effect);
    if (auto loss = loss_of(effect)) {
      loss->may_change = forecast_ && rows_.has_changed_rows(effect, *forecast_);
      statement.losses.push_back(std::move(*loss));
    }
    if (forecast_) {
      add_property_loss(effect, statement);
      add_need(effect, change);
      rows_.apply(effect, statement.sql, *forecast_);
      judge(effect, change, is_written);
    }
    statement.effects.push_back(std::move(effect));
  }

  /// Nothing of a table that the run makes itself.
  void add_cost(const sql::Effect& effect, StatementImpact& statement) const {
    TableBefore before{.sql = statement.sql, .version = target_.facts().version};
    if (forecast_) before.column = forecast_->column(effect);
    const auto found = cost_of(effect, before, target_.facts());
    const bool is_more = found && (!statement.cost || found->cost > statement.cost->cost);
    if (!is_more) return;
    const auto live = forecast_ ? forecast_->live_table(effect) : std::nullopt;
    statement.cost = {found->cost, live.value_or(effect.object), {}};
  }

  std::vector<SqlLock> locks(const sql::Effect& effect, const std::string& sql) const {
    std::vector<SqlLock> locks = locks_of(effect, target_.facts(), sql);
    if (!forecast_) return locks;
    for (const sql::Effect& key : forecast_->keys_that_go(effect)) {
      for (SqlLock& lock : locks_of(key, target_.facts())) {
        if (lock.object != effect.object.to_text() &&
            std::find(locks.begin(), locks.end(), lock) == locks.end())
          locks.push_back(std::move(lock));
      }
    }
    return locks;
  }

  /// Some databases make an index for a foreign key that has none, and keep it when the key goes.
  void note_key(const sql::Effect& effect) {
    const bool is_foreign_key =
        effect.verb == Verb::drop && sql::is_constraint(effect.thing) && forecast_ &&
        target_.facts().has(Feature::keys_need_indexes) &&
        has_foreign_key(forecast_->state().table(effect.object), effect.part);
    if (is_foreign_key) dropped_keys_.emplace_back(impact_.change_sets.size() - 1, effect.part);
  }

  void note_left_indexes() {
    schema::Schema schema = forecast_->state().schema();
    schema.sort();
    for (const auto& [index, name] : dropped_keys_) {
      for (const schema::Table& table : schema.tables) {
        const auto left = schema::find_part(table.indexes, name);
        if (left != table.indexes.end() && forecast_->is_followed(table.name) &&
            !has_foreign_key(&table, name))
          impact_.change_sets[index].notes.push_back("leaves index " + table.name.name + "." +
                                                     left->name +
                                                     ", which was made for the foreign key");
      }
    }
  }

  void add_property_loss(const sql::Effect& effect, StatementImpact& statement) const {
    if (!forecast_->is_followed(effect.object)) return;
    const schema::Table* const table = forecast_->state().table(effect.object);
    if (table == nullptr) return;
    PropertyLoss loss = property_loss(effect, *table, target_.dialect());
    if (!loss.properties.empty()) statement.property_losses.push_back(std::move(loss));
  }

  void add_need(const sql::Effect& effect, const Change& change) {
    RowNeed need = rows_.need_of(effect, *forecast_);
    if (need.rows_sql.empty()) return;
    need.problem = problem(change, whole_run() + " will fail: " + need.problem.message);
    need.is_sure = need.is_sure && is_certain_;
    impact_.needs.push_back(std::move(need));
  }

  std::string whole_run() const { return way_ == Way::back ? "the rollback" : "the update"; }

  /// What a change says is certain. SQL that somebody wrote is only our reading of it: the database
  /// decides, unless the run itself has removed what the SQL is about, or a foreign key holds
  /// it where the statements before could not be taken back. What follows a statement nobody can
  /// read is uncertain too.
  void judge(const sql::Effect& effect, const Change& change, bool is_written) {
    const bool is_sure =
        is_certain_ && (!is_written || forecast_->was_removed(effect) || is_surely_held(effect));
    for (const std::string& message : forecast_->obstacles(effect)) {
      auto& list = is_sure ? impact_.obstacles : impact_.doubts;
      list.push_back(problem(change, whole_run() + " will fail: " + message));
    }
    for (const std::string& message : forecast_->doubts(effect))
      impact_.doubts.push_back(problem(change, whole_run() + " may break something: " + message));
    if (is_written && sql::is_opaque(effect)) is_certain_ = false;
    forecast_->apply(effect);
  }

  /// What a statement does besides may be what lets its effect pass: a key that goes with it, an
  /// index that comes.
  bool is_surely_held(const sql::Effect& effect) const {
    return is_alone_ && !target_.facts().has(Feature::transactional_ddl) &&
           forecast_->is_held_by_key(effect);
  }

  /// The condition is the text of the statement, which may name the table's columns by the name
  /// that it has there: so the table of now stands under that name. Nothing where the condition was
  /// not read.
  std::string rows_of_delete(const sql::Effect& effect, const sql::Name& table) const {
    if (effect.condition == "?") return "";
    const Names names = target_.names.with(Quoting::quote_all_objects);
    return rows_from(table, target_.names) + " AS " + names.quote(effect.object.name) + " " +
           effect.condition;
  }

  std::string rows_of_column(const sql::Effect& effect, const sql::Name& table) const {
    const auto column = forecast_->state().origin(effect.object, effect.part);
    if (!column) return "";
    const Names names = target_.names.with(Quoting::quote_all_objects);
    return rows_from(table, target_.names) + " WHERE " + names.quote(*column) + " IS NOT NULL";
  }

  std::optional<DataLoss> loss_of(const sql::Effect& effect) const {
    const std::string name = effect.object.to_text();
    const auto table = forecast_ ? forecast_->live_table(effect) : std::nullopt;
    const std::string all = table ? rows_from(*table, target_.names) : "";
    if (effect.is(Verb::drop, Thing::table)) {
      if (forecast_ && forecast_->state().table(effect.object) == nullptr)
        return std::nullopt;  // a view under DROP TABLE, or nothing at all
      return DataLoss{DataLoss::Kind::table, "table " + name, all, std::nullopt};
    }
    if (effect.is(Verb::truncate, Thing::rows))
      return DataLoss{DataLoss::Kind::rows, "all rows of " + name, all, std::nullopt};
    if (effect.is(Verb::remove, Thing::rows))
      return DataLoss{DataLoss::Kind::rows, "rows of " + name,
                      table ? rows_of_delete(effect, *table) : "", std::nullopt};
    if (effect.thing == Thing::partition &&
        (effect.verb == Verb::drop || effect.verb == Verb::truncate))
      return DataLoss{DataLoss::Kind::rows,
                      effect.part.empty() ? "rows of partitions of " + name
                                          : "all rows of partition " + name + "." + effect.part,
                      "", std::nullopt};
    if (effect.is(Verb::drop, Thing::column))
      return DataLoss{DataLoss::Kind::column, "column " + name + "." + effect.part,
                      table ? rows_of_column(effect, *table) : "", std::nullopt};
    return std::nullopt;
  }

  const Target& target_;
  const Interruption& interruption_;
  std::optional<Forecast> forecast_;
  bool is_certain_ = true;
  bool is_alone_ = false;  ///< the effect is all that its statement does
  Way way_ = Way::forward;
  RowNeeds rows_;
  std::vector<std::pair<std::size_t, std::string>> dropped_keys_;  ///< with the changeset's place
  Impact impact_;
};

constexpr std::int64_t most_rows = 1'000'000;

std::string counting_sql(const DataLoss& loss) {
  return "(SELECT count(*) FROM (SELECT 1 AS one " + loss.rows_sql + " LIMIT " +
         std::to_string(most_rows + 1) + ") AS lost)";
}

bool try_count(const std::vector<DataLoss*>& losses, Connection& connection) {
  std::vector<std::string> columns;
  for (const DataLoss* const loss : losses) columns.push_back(counting_sql(*loss));
  try {
    Transaction undone(connection);
    const Rows counted = connection.query({"SELECT " + join(columns, ", ")});
    undone.rollback();
    for (std::size_t i = 0; i < losses.size(); ++i) {
      const std::int64_t rows = std::stoll(counted.rows.at(0).at(i).value_or("0"));
      losses[i]->rows = std::min(rows, most_rows);
      losses[i]->at_least = rows > most_rows;
    }
    return true;
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    return false;
  }
}

}  // namespace

Impact assess(const std::vector<Intended>& run, const Target& target, const schema::Schema* live,
              const Interruption& interruption) {
  return Assessment(target, live, interruption).of(run);
}

LossTotals totals_of(const Impact& impact) {
  LossTotals totals;
  const auto add = [&](const DataLoss& loss) {
    if (loss.kind == DataLoss::Kind::table) ++totals.tables;
    if (loss.kind == DataLoss::Kind::column) ++totals.columns;
    (loss.kind == DataLoss::Kind::column ? totals.values : totals.rows) += loss.rows.value_or(0);
    totals.at_least = totals.at_least || loss.at_least || !loss.rows;
  };
  for (const ChangeSetImpact& one : impact.change_sets) {
    totals.statements += static_cast<std::int64_t>(one.statements.size());
    for (const StatementImpact& statement : one.statements) {
      for (const DataLoss& loss : statement.losses) add(loss);
      for (const PropertyLoss& loss : statement.property_losses)
        totals.properties += static_cast<std::int64_t>(loss.properties.size());
    }
  }
  return totals;
}

void add_sizes(Impact& impact, const Statistics& statistics,
               const std::vector<std::string>& own_places) {
  for (ChangeSetImpact& change_set : impact.change_sets) {
    for (StatementImpact& statement : change_set.statements) {
      if (!statement.cost) continue;
      const TableSize* const size = statistics.find(statement.cost->table, own_places);
      if (size != nullptr) statement.cost->size = *size;
    }
  }
}

void count_losses(Impact& impact, Connection& connection) {
  constexpr std::size_t at_once = 40;
  std::vector<DataLoss*> waiting;
  const auto count = [&] {
    if (!waiting.empty() && !try_count(waiting, connection)) {
      for (DataLoss* const loss : waiting) try_count({loss}, connection);
    }
    waiting.clear();
  };
  for (ChangeSetImpact& one : impact.change_sets) {
    for (StatementImpact& statement : one.statements) {
      for (DataLoss& loss : statement.losses) {
        if (!loss.rows_sql.empty()) waiting.push_back(&loss);
        if (waiting.size() == at_once) count();
      }
    }
  }
  count();
}

}  // namespace ebbtide

#include "rollback/impact.h"

#include <algorithm>

#include "changelog/changes/sql.h"
#include "database/dialect.h"
#include "executor/recording.h"
#include "rollback/forecast.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool is_written_sql(const Change& change) {
  return &change.type() == &RawSql::kind || &change.type() == &SqlFile::kind;
}

class Assessment {
 public:
  Assessment(const RunContext& context, const Structure* live)
      : recording_{session_,           context.writer,  context.target,
                   context.check,      report_,         context.interruption,
                   context.deployment, context.version, context.may_execute_commands},
        live_(live) {
    if (live_ != nullptr) forecast_.emplace(*live_, context.target.names);
  }

  Impact run(const RollbackPlan& plan) {
    for (const PlannedUndo& planned : plan.undos) assess(planned);
    return std::move(impact_);
  }

 private:
  void assess(const PlannedUndo& planned) {
    UndoImpact& undo = impact_.undos.emplace_back();
    undo.planned = &planned;
    if (planned.was_marked) {
      undo.notes.emplace_back(
          "was marked as ran and not run here: nothing of it is undone, only its row goes");
      return;
    }
    if (planned.row != nullptr && planned.row->tag)
      undo.notes.push_back("the tag '" + planned.row->tag.str() + "' goes with it");
    const Names names = recording_.target.names.with(planned.change_set->quoting);
    const Target target{names, recording_.target.catalog, recording_.target.files,
                        recording_.target.properties};
    for (const UndoChange& change : planned.undo.changes) assess(*change, target, undo);
  }

  void assess(const Change& change, const Target& target, UndoImpact& undo) {
    session_.statements.clear();
    if (is_written_sql(change)) undo.has_written_sql = true;
    ChangeRunner runner(recording_, undo.planned->change_set->visitors, true);
    try {
      runner.run(change, target);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      undo.notes.push_back("the SQL of " + std::string(change.type().name) +
                           " is made when it runs, from the structure of that moment");
      if (!needs_live_structure(target)) impact_.obstacles.push_back(problem(change, error.what()));
    }
    for (const std::string& sql : session_.statements) assess(sql, change, undo);
  }

  /// Whether statements of this dialect can depend on how a table is written down.
  static bool needs_live_structure(const Target& target) {
    return !target.dialect().has(Feature::alter_column);
  }

  Problem problem(const Change& change, const std::string& message) const {
    const ChangeSet& change_set = *impact_.undos.back().planned->change_set;
    return {change.where.file.empty() ? change_set.where : change.where, message,
            change_set.id.to_text()};
  }

  void assess(const std::string& sql, const Change& change, UndoImpact& undo) {
    StatementImpact& statement = undo.statements.emplace_back();
    statement.sql = sql;
    if (forecast_) forecast_->note(sql);
    for (SqlEffect& effect : effects_of(sql, recording_.target.dialect()))
      add(forecast_ ? forecast_->completed(std::move(effect)) : std::move(effect), change,
          statement);
  }

  void add(SqlEffect effect, const Change& change, StatementImpact& statement) {
    const bool is_written = is_written_sql(change);
    for (SqlLock& lock : locks(effect)) {
      if (std::find(statement.locks.begin(), statement.locks.end(), lock) == statement.locks.end())
        statement.locks.push_back(std::move(lock));
    }
    if (auto loss = loss_of(effect)) statement.losses.push_back(std::move(*loss));
    if (forecast_) judge(effect, change, is_written);
    statement.effects.push_back(std::move(effect));
  }

  std::vector<SqlLock> locks(const SqlEffect& effect) const {
    return forecast_ ? forecast_->locks(effect) : recording_.target.dialect().locks(effect);
  }

  /// What a change says is certain. SQL that somebody wrote is only our reading of it: the database
  /// decides, and what follows a statement nobody can read is uncertain too.
  void judge(const SqlEffect& effect, const Change& change, bool is_written) {
    for (const std::string& message : forecast_->obstacles(effect)) {
      auto& list = is_written || !is_certain_ ? impact_.doubts : impact_.obstacles;
      list.push_back(problem(change, "the rollback will fail: " + message));
    }
    for (const std::string& message : forecast_->doubts(effect))
      impact_.doubts.push_back(problem(change, "the rollback may break something: " + message));
    if (is_written && effect.action == SqlAction::unknown) is_certain_ = false;
    forecast_->apply(effect);
  }

  /// A table as the database spells it, however the statement does.
  std::string spelled(const SqlObject& object) const {
    const Names names = recording_.target.names.with(Quoting::quote_all_objects);
    const StructureObject* const table = live_ == nullptr ? nullptr : live_->table(object.name);
    const std::string name = names.quote(table == nullptr ? object.name : table->name);
    return object.schema.empty() ? name : names.quote(object.schema) + "." + name;
  }

  bool is_live_table(const std::string& name) const {
    return live_ != nullptr && live_->table(name) != nullptr && forecast_->structure().table(name);
  }

  std::optional<DataLoss> loss_of(const SqlEffect& effect) const {
    const std::string name = effect.object.to_text();
    const bool counts = is_live_table(effect.object.name);
    const std::string from = "FROM " + spelled(effect.object);
    switch (effect.action) {
      case SqlAction::drop_table:
        if (live_ != nullptr && forecast_->structure().table(effect.object.name) == nullptr)
          return std::nullopt;  // a view under DROP TABLE, or nothing at all
        return DataLoss{"table " + name, counts ? from : "", std::nullopt};
      case SqlAction::truncate:
        return DataLoss{"all rows of " + name, counts ? from : "", std::nullopt};
      case SqlAction::delete_rows:
        return DataLoss{"rows of " + name, counts ? effect.where : "", std::nullopt};
      case SqlAction::drop_column: {
        const Names names = recording_.target.names.with(Quoting::quote_all_objects);
        const bool is_live = counts && live_->column(effect.object.name, effect.part) != nullptr;
        return DataLoss{"column " + name + "." + effect.part,
                        is_live ? from + " WHERE " + names.quote(effect.part) + " IS NOT NULL" : "",
                        std::nullopt};
      }
      default:
        return std::nullopt;
    }
  }

  RecordingSession session_;
  SilentReport report_;
  RunContext recording_;
  const Structure* live_;
  std::optional<Forecast> forecast_;
  bool is_certain_ = true;
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

Impact assess(const RollbackPlan& plan, const RunContext& context, const Structure* live) {
  return Assessment(context, live).run(plan);
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
  for (UndoImpact& undo : impact.undos) {
    for (StatementImpact& statement : undo.statements) {
      for (DataLoss& loss : statement.losses) {
        if (!loss.rows_sql.empty()) waiting.push_back(&loss);
        if (waiting.size() == at_once) count();
      }
    }
  }
  count();
}

}  // namespace ebbtide

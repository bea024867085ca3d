#include "executor/one_transaction.h"

#include "database/dialect.h"
#include "executor/recording.h"
#include "sql/statement_kind.h"

namespace ebbtide {
namespace {

class Look {
 public:
  explicit Look(const RunContext& context)
      : recording_{session_,           context.writer,  context.target,
                   context.check,      report_,         context.interruption,
                   context.deployment, context.version, context.commands} {}

  std::vector<Problem> at(const UpdatePlan& plan) {
    for (const PlannedChangeSet& planned : plan.change_sets) {
      if (planned.runs() && !planned.is_invalid && planned.change_set->in_transaction)
        look(*planned.change_set);
    }
    return std::move(problems_);
  }

 private:
  void look(const ChangeSet& change_set) {
    const Target target = recording_.target.with(change_set.quoting);
    for (const auto& change : change_set.changes) {
      emit(*change, change_set, target);
      for (const std::string& sql : session_.statements) look(sql, *change, change_set);
    }
  }

  /// What is made from a table that is not there yet holds no statement that somebody wrote.
  void emit(const Change& change, const ChangeSet& change_set, const Target& target) {
    session_.statements.clear();
    try {
      ChangeRunner(recording_, change_set.visitors, false).run(change, target);
    } catch (const Interrupted&) {
      throw;
    } catch (const ConnectionLost&) {
      throw;
    } catch (const Error&) {
      return;
    }
  }

  void look(const std::string& sql, const Change& change, const ChangeSet& change_set) {
    const auto found = find_transaction_statement(sql, recording_.target.dialect().syntax());
    if (!found) return;
    problems_.push_back(
        {change.where,
         "'" + *found +
             "' begins or ends a transaction, so the update cannot be one transaction; take it out "
             "of the changeset, or leave --atomic out",
         change_set.id.to_text()});
  }

  RecordingSession session_;
  SilentReport report_;
  RunContext recording_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> against_one_transaction(const UpdatePlan& plan, const RunContext& context) {
  const Dialect& dialect = context.target.dialect();
  if (dialect.has(Feature::transactional_ddl)) return Look(context).at(plan);
  return {{{},
           std::string(dialect.product_name()) +
               " commits every statement that defines a table, so an update cannot be one "
               "transaction there; leave --atomic out: a journal then keeps what is applied of a "
               "changeset that fails, and the next update goes on behind it",
           ""}};
}

}  // namespace ebbtide

// Looks for what would end the transaction of an atomic update before its time. Every statement
// that will run is made and looked at, also those of files, of SQL that is not split and of
// modifySql. Only the statement itself can do it: within a transaction PostgreSQL refuses COMMIT in
// a DO block or a procedure, and SQLite has neither.
//
// Statements that cannot be made yet are those of a change on a table that an earlier change of the
// run will make; they are ours and end nothing.
#include "executor/one_transaction.h"

#include "changelog/walk.h"
#include "database/facts.h"
#include "sql/statement.h"

namespace ebbtide {
namespace {

class Look {
 public:
  explicit Look(const RunContext& context) : context_(context) {}

  std::vector<Problem> at(const UpdatePlan& plan) {
    for (const PlannedChangeSet& planned : plan.change_sets) {
      if (planned.runs() && !planned.is_invalid && planned.change_set->in_transaction)
        look(*planned.change_set);
    }
    return std::move(problems_);
  }

 private:
  /// What is made from a table that is not there yet holds no statement that somebody wrote.
  void look(const ChangeSet& change_set) {
    context_.interruption.check();
    Walk walk(change_set, Way::forward, context_.target);
    std::vector<NotMade> not_made;
    for (const auto& change : change_set.changes) {
      for (const WalkedStatement& statement : statements_of(*change, walk, not_made))
        look(statement.sql(), *change, change_set);
    }
  }

  void look(const std::string& sql, const Change& change, const ChangeSet& change_set) {
    const auto found = sql::find_transaction_statement(sql, context_.target.facts().syntax);
    if (!found) return;
    problems_.push_back(
        {change.where,
         "'" + *found +
             "' begins or ends a transaction, so the update cannot be one transaction; take it out "
             "of the changeset, or leave --atomic out",
         change_set.id.to_text()});
  }

  const RunContext& context_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> against_one_transaction(const UpdatePlan& plan, const RunContext& context) {
  const Facts& facts = context.target.facts();
  if (facts.has(Feature::transactional_ddl)) return Look(context).at(plan);
  return {{{},
           std::string(facts.product_name) +
               " commits every statement that defines a table, so an update cannot be one "
               "transaction there; leave --atomic out: a journal then keeps what is applied of a "
               "changeset that fails, and the next update goes on behind it",
           ""}};
}

}  // namespace ebbtide

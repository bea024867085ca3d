#include "rollback/run.h"

#include "database/dialect.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class RollbackRun {
 public:
  explicit RollbackRun(const RunContext& context) : context_(context) {}

  RunResult run(const RollbackPlan& plan) {
    for (const PlannedUndo& planned : plan.undos) undo(planned);
    return result_;
  }

 private:
  void undo(const PlannedUndo& planned) {
    const ChangeSet& change_set = *planned.change_set;
    context_.interruption.check();
    if (!context_.session.is_script()) context_.report.rolling_back(change_set);
    context_.session.comment(
        "Rolling Back ChangeSet: " +
        replace_all(replace_all(change_set.id.to_text(), "\r", "\\r"), "\n", "\\n"));
    // As Liquibase does: a script sets the default schema only around its rollbacks.
    if (!context_.session.is_script()) context_.session.reset();
    const Names names = context_.target.names.with(change_set.quoting);
    const Target target{names, context_.target.catalog, context_.target.files,
                        context_.target.properties};
    ChangeRunner runner(context_, change_set.visitors, true);
    if (change_set.in_transaction) context_.session.begin();
    try {
      for (const UndoChange& change : planned.undo.changes) runner.run(*change, target);
      context_.writer.forget(planned.row == nullptr ? change_set.id : planned.row->id);
    } catch (const Error& error) {
      fail(change_set, error, runner.statements());
    }
    ++result_.change_sets;
    result_.rows += runner.rows();
  }

  [[noreturn]] void fail(const ChangeSet& change_set, const Error& error, int statements) {
    if (dynamic_cast<const ConnectionLost*>(&error) == nullptr && change_set.in_transaction)
      context_.session.rollback();
    context_.interruption.check();
    const bool is_undone =
        change_set.in_transaction && context_.target.dialect().has(Feature::transactional_ddl);
    const Position& where = error.where().file.empty() ? change_set.where : error.where();
    throw ChangeSetFailed("the rollback failed: " + describe_failure(error, statements, is_undone),
                          where, change_set.id.to_text(), result_);
  }

  const RunContext& context_;
  RunResult result_;
};

}  // namespace

RunResult run_rollback(const RollbackPlan& plan, const RunContext& context) {
  return RollbackRun(context).run(plan);
}

}  // namespace ebbtide

#include "executor/run.h"

#include <set>

#include "changelog/expression.h"
#include "changelog/validate.h"
#include "database/dialect.h"
#include "executor/command.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view volatile_warning =
    "WARNING The following SQL may change each run and therefore is possibly incorrect and/or "
    "invalid:";

/// A statement as far as it fits into a message.
std::string shortened(std::string_view sql) {
  constexpr std::size_t most = 300;
  const std::string line = replace_all(replace_all(trim(sql), "\r", ""), "\n", " ");
  return line.size() <= most ? line : line.substr(0, most) + "…";
}

class UpdateRun {
 public:
  UpdateRun(const History& history, const RunContext& context)
      : context_(context), check_(context.check), order_(history.last_order()) {
    check_.has_run = [this](const ChangeSetId& id) {
      return recorded_.contains(id) || context_.check.has_run(id);
    };
  }
  UpdateRun(const UpdateRun&) = delete;
  UpdateRun& operator=(const UpdateRun&) = delete;

  RunResult run(const UpdatePlan& plan) {
    for (const PlannedChangeSet& planned : plan.change_sets) {
      if (planned.runs()) {
        run_change_set(planned);
      } else if (planned.ran != nullptr && !planned.was_filtered()) {
        upgrade_checksum(planned);
      }
    }
    return result_;
  }

 private:
  void run_change_set(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    context_.interruption.check();
    if (!context_.session.is_script()) context_.report.running(change_set);
    // As Liquibase does: a checksum that is not there is filled in before the changeset runs again.
    if (planned.ran != nullptr && !planned.ran->checksum)
      context_.writer.set_checksum(planned.ran->id, current_checksum(change_set));
    comment(change_set);
    ++result_.change_sets;
    const auto type = gate(planned);
    if (!type) return;
    if (*type == ExecType::mark_ran) return record(planned, *type);
    execute(planned);
  }

  void comment(const ChangeSet& change_set) {
    context_.session.comment(
        "Changeset " + replace_all(replace_all(change_set.id.to_text(), "\r", "\\r"), "\n", "\\n"));
    if (change_set.comments) context_.session.comment(*change_set.comments);
  }

  /// How the changeset is to be run; nothing where its preconditions leave it for another time.
  std::optional<ExecType> gate(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    if (planned.is_invalid) return ExecType::mark_ran;
    Gate gate = Gate::run;
    if (change_set.preconditions) {
      try {
        gate =
            ask(*change_set.preconditions, check_, context_.session.is_script(), context_.report);
      } catch (const Error& error) {
        throw ChangeSetFailed(error.what(), error.where(), change_set.id.to_text(),
                              result_without_last());
      }
    }
    context_.session.reset();
    if (gate == Gate::skip) return std::nullopt;
    return gate == Gate::mark_ran ? ExecType::mark_ran : ExecType::executed;
  }

  RunResult result_without_last() const { return {result_.change_sets - 1, result_.rows}; }

  void execute(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    const Names names = context_.target.names.with(change_set.quoting);
    const Target target{names, context_.target.catalog, context_.target.files,
                        context_.target.properties};
    ChangeRunner runner(context_, change_set.visitors, false);
    const Change* current = nullptr;
    if (change_set.in_transaction) context_.session.begin();
    try {
      for (const auto& change : change_set.changes) {
        current = change.get();
        runner.run(*change, target);
      }
      current = nullptr;
      record(planned, planned.ran == nullptr ? ExecType::executed : ExecType::reran);
    } catch (const Error& error) {
      fail(change_set, error, current == nullptr ? change_set.where : current->where,
           runner.statements());
    }
    result_.rows += runner.rows() + 1;
  }

  /// Undoes what can be undone; goes on only where failOnError is false.
  void fail(const ChangeSet& change_set, const Error& error, const Position& where,
            int statements) {
    if (dynamic_cast<const ConnectionLost*>(&error) == nullptr && change_set.in_transaction)
      context_.session.rollback();
    if (dynamic_cast<const Interrupted*>(&error) != nullptr || context_.interruption.is_requested())
      context_.interruption.check();
    const bool is_undone =
        change_set.in_transaction && context_.target.dialect().has(Feature::transactional_ddl);
    const std::string message = describe_failure(error, statements, is_undone);
    if (change_set.fail_on_error == false &&
        dynamic_cast<const ConnectionLost*>(&error) == nullptr) {
      return context_.report.warning(where.to_text() + ": " + message +
                                     "; going on, since failOnError is false [changeset " +
                                     change_set.id.to_text() + "]");
    }
    throw ChangeSetFailed(message, error.where().file.empty() ? where : error.where(),
                          change_set.id.to_text(), result_without_last());
  }

  void record(const PlannedChangeSet& planned, ExecType type) {
    HistoryRow row = history_row(*planned.change_set, type, ++order_, context_);
    recorded_.insert(planned.change_set->id);
    if (planned.ran == nullptr) return context_.writer.record(row);
    row.id = planned.ran->id;
    context_.writer.record_again(row);
  }

  Text current_checksum(const ChangeSet& change_set) const {
    return Text(
        change_set
            .checksum({newest_checksum_version, context_.target.files, context_.target.properties})
            .to_text());
  }

  /// Rows of older versions, and those without a checksum, get the current one.
  void upgrade_checksum(const PlannedChangeSet& planned) {
    const auto stored = Checksum::parse(planned.ran->checksum.or_empty());
    if (stored && stored->version >= newest_checksum_version) return;
    const Text now = current_checksum(*planned.change_set);
    if (stored && !context_.session.is_script())
      context_.report.checksum_upgraded(*planned.change_set, stored->to_text(), *now);
    context_.writer.set_checksum(planned.ran->id, now);
  }

  const RunContext& context_;
  CheckContext check_;  ///< what preconditions ask, knowing what this run has recorded
  std::set<ChangeSetId, ByIdentity> recorded_;
  int order_;
  RunResult result_;
};

}  // namespace

void ChangeRunner::run(const Change& change, const Target& target) {
  if (!dbms_matches(change.dbms(), target.dialect().name()) || is_skipped(change, target.dialect()))
    return;
  if (change.is_volatile(target.dialect()) && !is_rollback_)
    context_.session.comment(volatile_warning);
  change.emit(target, [&](Step step) {
    context_.interruption.check();
    std::visit([&](const auto& one) { take(one); }, step);
  });
}

void ChangeRunner::take(const SqlStep& step) {
  SqlStep edited = step;
  edited.statement.sql = trim(step.statement.sql);
  for (const SqlVisitor& visitor : visitors_) {
    if (is_rollback_ && !visitor.apply_to_rollback) continue;
    if (visitor.counts(context_.target.properties.selection()))
      edited.statement.sql = visitor.apply(edited.statement.sql);
  }
  rows_ += context_.session.run(edited);
  ++statements_;
}

/// The script itself goes to standard output; a message must not end up in it.
void ChangeRunner::take(const OutputStep& step) {
  context_.report.output(step.message, context_.session.is_script() ? "STDERR" : step.target);
}

void ChangeRunner::take(const StopStep& step) {
  throw Error("the changelog stops here: " + step.message);
}

void ChangeRunner::take(const CommandStep& step) {
  if (context_.session.is_script()) {
    std::string words = step.executable;
    for (const std::string& argument : step.arguments) words += " " + argument;
    context_.session.run(std::string(context_.target.dialect().line_comment()) + " " +
                         replace_all(words, "\n", "\\n"));
    return;
  }
  if (!step.is_for_this_system) return;
  if (!context_.may_execute_commands) {
    throw Error("executeCommand would run the program '" + step.executable +
                "'; allow it with --allow-execute-command if you trust the changelog");
  }
  run_command(step);
}

HistoryRow history_row(const ChangeSet& change_set, ExecType type, int order,
                       const RunContext& context) {
  HistoryRow row;
  row.id = change_set.id;
  row.order = order;
  row.type = type;
  row.checksum =
      change_set
          .checksum({newest_checksum_version, context.target.files, context.target.properties})
          .to_text();
  row.description = change_set.description();
  row.comments = limited(change_set.comments.or_empty());
  row.tag = change_set.tag();
  row.version = context.version;
  if (const std::string contexts = change_set.full_context(); !contexts.empty())
    row.contexts = contexts;
  if (const std::string labels = change_set.full_labels(); !labels.empty()) row.labels = labels;
  row.deployment = context.deployment;
  return row;
}

std::string describe_failure(const std::exception& error, int statements_before, bool is_undone) {
  std::string message = error.what();
  if (const auto* const failed = dynamic_cast<const DatabaseError*>(&error)) {
    if (!failed->state().empty()) message += " [" + failed->state() + "]";
    message +=
        "; statement " + std::to_string(statements_before + 1) + ": " + shortened(failed->sql());
  }
  if (is_undone || statements_before == 0) return message;
  return message + "; " + count_of(static_cast<std::size_t>(statements_before), "statement") +
         " of the changeset had run before and cannot be undone by this database";
}

RunResult run_update(const UpdatePlan& plan, const History& history, const RunContext& context) {
  return UpdateRun(history, context).run(plan);
}

}  // namespace ebbtide

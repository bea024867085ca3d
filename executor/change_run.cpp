// A change is walked (changelog/walk) and its statements go to one of two sinks. Live, each is
// looked at before it runs (what it would lose), told before and behind, and run by the journal
// where there is one, which decides whether it runs at all. Several may wait to be sent together:
// those without an answer are kept in their order, so that the first of them is the one at work,
// and the one that has failed when something throws. In a script, each is written as Liquibase's
// scripts have it, with their warnings in place of what a script cannot do.
//
// Programs are asked about at the moment they are met: `refused` is an error, since a changeset
// that goes on without its program is another changeset; `left_out` is for a scratch database,
// where the program did its work before. In a script a program is a comment.
#include "executor/change_run.h"

#include <algorithm>
#include <array>

#include "changelog/text_place.h"
#include "database/facts.h"
#include "database/property_loss.h"
#include "executor/command.h"
#include "sql/statement.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view volatile_warning =
    "WARNING The following SQL may change each run and therefore is possibly incorrect and/or "
    "invalid:";

}  // namespace

/// Where ALTER cannot change a column (SQLite) almost any change may rebuild its table, and how
/// often depends on what the table has by then. Elsewhere two changes ask the database what there
/// is to drop. What is written by hand, and rows of a file, are the same however the table stands.
bool is_made_from_table(const Change& change, const Facts& facts) {
  const std::string_view name = change.type().name;
  if (name == "dropAllForeignKeyConstraints" || name == "dropColumn") return true;
  constexpr auto written = std::to_array<std::string_view>(
      {"sql", "sqlFile", "migration", "loadData", "loadUpdateData"});
  return !facts.has(Feature::alter_column) &&
         std::find(written.begin(), written.end(), name) == written.end();
}

/// Runs the statements as soon as the session does, and tells of each when it is its turn.
class ChangeRun::LiveSink final : public SessionSink {
 public:
  LiveSink(const RunContext& context, const Walk& walk, JournaledRun* journal)
      : context_(context), walk_(walk), journal_(journal) {}

  bool begin(const Change& change, bool) override {
    return journal_ == nullptr ||
           journal_->begin_change(is_made_from_table(change, walk_.target().facts()));
  }

  void take(const WalkedStatement& statement) override {
    context_.interruption.check();
    underway.push_back({statement.change, statement.number, statement.step.begin, statement.sql()});
    if (underway.size() == 1) tell_begin();
    if (walk_.way() == Way::forward) warn_of_losses(statement);
    const Answered answered = [this](const Answer& answer) { take(answer); };
    if (journal_ != nullptr) return journal_->queue(statement, answered);
    context_.session.queue(statement.step, answered);
  }

  /// What is said or done between two statements has its place behind the first.
  void output(const OutputStep& step) override {
    context_.session.send();
    context_.interruption.check();
    context_.observer.on(Said{Said::Kind::output, step.message, step.target});
  }

  void command(const CommandStep& step) override {
    context_.session.send();
    context_.interruption.check();
    if (!step.is_for_this_system) return;
    if (context_.commands == Commands::left_out)
      return context_.observer.note(
          "Left out, for it runs a program on this host and was run before: " + step.executable);
    if (context_.commands == Commands::refused) {
      throw Error("executeCommand would run the program '" + step.executable +
                  "'; allow it with --allow-execute-command if you trust the changelog");
    }
    run_command(step, context_.interruption, [&] { context_.session.keep_alive(); });
  }

  void end(const Change&) override {
    if (journal_ != nullptr) journal_->end_change();
  }

 private:
  void tell_begin() const {
    context_.observer.on(StatementBegan{underway.front().number, underway.front().sql});
  }

  void take(const Answer& answer) {
    rows += answer.changed;
    count(underway.front().sql, answer.changed);
    const Underway done = std::move(underway.front());
    underway.pop_front();
    context_.observer.on(StatementDone{done.number, done.sql, answer.changed, answer.took});
    if (!underway.empty()) tell_begin();
  }

  void count(const std::string& sql, std::int64_t changed) {
    const Facts& facts = walk_.target().facts();
    if (!facts.has(Feature::counts_last_change)) {
      counted += changed;
      return;
    }
    const sql::Kind kind = sql::look_at(sql, facts.syntax).kind;
    if (kind == sql::Kind::data) last_change = changed;
    if (kind == sql::Kind::data || kind == sql::Kind::definition) counted += last_change;
  }

  /// A statement that states a column anew takes from it what it does not say.
  void warn_of_losses(const WalkedStatement& statement) const {
    const Target& target = walk_.target();
    const Position& where = statement.change->where;
    for (const PropertyLoss& loss :
         property_losses(statement.sql(), target.catalog, target.dialect())) {
      context_.observer.warning((where.file.empty() ? "" : where.to_text() + ": ") +
                                "the statement states the column anew and loses " + loss.to_text());
    }
  }

  const RunContext& context_;
  const Walk& walk_;
  JournaledRun* journal_;
};

/// Writes the statements as Liquibase's scripts have them.
class ChangeRun::ScriptSink final : public SessionSink {
 public:
  explicit ScriptSink(const RunContext& context) : context_(context) {}

  bool begin(const Change&, bool is_volatile) override {
    if (is_volatile) context_.session.comment(volatile_warning);
    left_out_ = false;
    return true;
  }

  void take(const WalkedStatement& statement) override {
    context_.interruption.check();
    left_out_ = left_out_ || context_.session.leaves_out(statement.step);
    rows += context_.session.run(statement.step);
    counted = rows;
  }

  /// The script itself goes to standard output; a message must not end up in it.
  void output(const OutputStep& step) override {
    context_.observer.on(Said{Said::Kind::output, step.message, "STDERR"});
  }

  void command(const CommandStep& step) override {
    context_.session.run(commented(step, context_.target.facts()));
  }

  void end(const Change& change) override {
    if (!left_out_) return;
    context_.observer.warning(change.where.to_text() + ": the values of this " +
                              std::string(change.type().name) +
                              " are not in the script, as in Liquibase's; "
                              "--inline-prepared-statements puts them there");
  }

 private:
  const RunContext& context_;
  bool left_out_ = false;  ///< whether the script has a warning in place of a statement
};

ChangeRun::ChangeRun(const ChangeSet& change_set, Way way, const RunContext& context,
                     JournaledRun* journal)
    : context_(context), walk_(change_set, way, context.target), journal_(journal) {
  if (context.session.is_script()) {
    sink_ = std::make_unique<ScriptSink>(context);
  } else {
    sink_ = std::make_unique<LiveSink>(context, walk_, journal);
  }
}

int ChangeRun::statements() const {
  if (journal_ != nullptr) return journal_->statements();
  return sink_->underway.empty() ? walk_.statements() : sink_->underway.front().number - 1;
}

const Change* ChangeRun::failed_change(const Error& error) const {
  if (dynamic_cast<const DatabaseError*>(&error) == nullptr) return nullptr;
  return sink_->underway.empty() ? nullptr : sink_->underway.front().change;
}

std::optional<Position> ChangeRun::place_of(const Error& error) const {
  const auto* const failed = dynamic_cast<const DatabaseError*>(&error);
  if (failed == nullptr || sink_->underway.empty()) return std::nullopt;
  const Underway& at = sink_->underway.front();
  if (!at.begin) return std::nullopt;
  return at.change->place_of({*at.begin, failed->sql(), failed->at()}, walk_.target());
}

// A change that fails is dropped from the journal's group, which undoes its statements where they
// were kept together. After a lost connection there is nothing to drop: the database has done it.
void ChangeRun::run(const Change& change) {
  try {
    try {
      walk_.run(change, *sink_);
    } catch (const DatabaseError&) {
      throw;
    } catch (const Interrupted&) {
      throw;
    } catch (const Error&) {
      context_.session.send();  // an error of a statement before it comes first
      throw;
    }
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error&) {
    if (journal_ != nullptr) journal_->drop_change();
    throw;
  }
}

}  // namespace ebbtide

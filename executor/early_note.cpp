// The changeset is walked up to its first statement, with a catalog that has no answers: a change
// that asks for one is a change whose statement is not known yet. One that says something else to a
// script gives another statement here than at its turn, when JournaledRun finds that out.
#include "executor/early_note.h"

#include "database/catalog.h"
#include "executor/change_run.h"

namespace ebbtide {
namespace {

/// Ends the walk of a change.
struct Enough {};

/// Keeps the first statement, unless something comes before it that is none.
class FirstStatement final : public Sink {
 public:
  explicit FirstStatement(const Facts& facts) : facts_(facts) {}

  bool begin(const Change& change, bool) override {
    if (is_made_from_table(change, facts_)) throw Enough();
    return true;
  }
  void take(const WalkedStatement& statement) override {
    found = statement;
    throw Enough();
  }
  void output(const OutputStep&) override { throw Enough(); }
  void stop(const StopStep&) override { throw Enough(); }
  void command(const CommandStep&) override { throw Enough(); }

  std::optional<WalkedStatement> found;

 private:
  const Facts& facts_;
};

std::optional<WalkedStatement> first_statement(const ChangeSet& change_set, const Target& target) {
  const NoCatalog catalog;
  Walk walk(change_set, Way::forward, target.with(catalog, {}));
  FirstStatement sink(target.facts());
  try {
    for (const auto& change : change_set.changes) walk.run(*change, sink);
  } catch (const Enough&) {
    return sink.found;
  } catch (const Error&) {
    // It asks the database, or fails: its own turn is early enough for both.
  }
  return std::nullopt;
}

}  // namespace

void EarlyNotes::note(const ChangeSet& next, JournaledChangeSet about) {
  if (!next.in_transaction || next.preconditions ||
      context_.journal->find(about.id, about.direction) != nullptr)
    return;
  const auto first = first_statement(next, context_.target);
  if (!first) return;
  note_ = JournaledRun::early_note(*first, context_.target, std::move(about));
  if (!note_) return;
  // What the changeset at its end has set for the session must not change how the note is read.
  context_.session.reset();
  context_.journal->note(note_->about, note_->entry, note_->unless, {0, true, "", "", ""},
                         [this](const Answer& answer) {
                           if (answer.error != nullptr) drop();
                         });
}

void EarlyNotes::drop() {
  if (note_) context_.journal->finish(take()->about);
}

void EarlyNotes::take_back() {
  if (!note_) return;
  const JournaledChangeSet about = take()->about;
  try {
    SessionTransaction all(context_.session);
    context_.journal->forget(about);
    all.commit();
  } catch (const Error&) {
    // The next run asks the database, and finds that nothing of it is applied.
  }
}

}  // namespace ebbtide

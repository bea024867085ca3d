#include "rollback/impact.h"

namespace ebbtide {
namespace {

Intended intended(const PlannedUndo& planned) {
  Intended one{planned.change_set, Way::back, {}};
  if (planned.was_marked) return one;
  for (const UndoChange& change : planned.undo.changes) one.changes.push_back(&*change);
  return one;
}

/// What is to be said of the row of a changeset.
std::string note_of(const PlannedUndo& planned) {
  if (planned.was_marked)
    return "was marked as ran and not run here: nothing of it is undone, only its row goes";
  if (planned.row != nullptr && planned.row->tag)
    return "the tag '" + planned.row->tag.str() + "' goes with it";
  return "";
}

}  // namespace

Impact assess(const RollbackPlan& plan, const Target& target, const schema::Schema* live,
              const Interruption& interruption) {
  std::vector<Intended> run;
  for (const PlannedUndo& planned : plan.undos) run.push_back(intended(planned));
  Impact impact = assess(run, target, live, interruption);
  for (std::size_t i = 0; i < run.size(); ++i) {
    auto& notes = impact.change_sets[i].notes;
    if (std::string note = note_of(plan.undos[i]); !note.empty())
      notes.insert(notes.begin(), std::move(note));
  }
  return impact;
}

}  // namespace ebbtide

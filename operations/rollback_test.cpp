// The test of whether changesets can be undone. The schema is looked at three times:
//
//   read schema s0, history h0
//   update          what was chosen; a failure ends the test
//   open a new session, read s1, h1
//   rollback        what is in h1 and not in h0
//   read s2         every difference between s0 and s2 is a finding
//   update again    fails where the way back has left something that s2 does not show
//
// The new session, or one that was made as new, is the point: a rollback in production comes days
// later, and must not depend on a temporary table, a search path or a variable of the session that
// updated.
//
// Undone is what the history has more than before, and not what was chosen: a changeset that its
// preconditions have left for another time is not there to be undone. A rollback that fails ends
// the test of the next changesets unless it has left history and schema as they were behind the
// update, for they would start from a state nobody wanted. Our own tables are left out of the
// schema: the first update makes them.
//
// The next changesets begin where "update again" has left the database, which is where the first
// update had left it, unless something was found: so what was read then is not read once more.
//
// What was run tells what can have changed: where that are some tables, only these are read again.
// At the end the whole is read once more, so that nothing can have changed unseen.
//
// Whatever differs is a finding, be it only a comment or the order of columns; but for the name of
// a constraint where a name does nothing (SQLite).
//
// The lock is held from one session to the next, so that nobody comes between; the history that is
// read under it is good until something was run.
//
// Connection and interruption are not findings; they end the test as errors.
#include "operations/rollback_test.h"

#include <algorithm>
#include <utility>

#include "database/drivers.h"
#include "database/facts.h"
#include "database/structure_rules.h"
#include "executor/live_run.h"
#include "operations/schema_reading.h"
#include "rollback/run.h"
#include "schema/excerpt.h"
#include "text/ascii.h"

namespace ebbtide {

std::string object_of(const schema::Difference& difference, const std::string& default_schema) {
  schema::Difference shown = difference;
  if (shown.object.place == default_schema) shown.object.place.clear();
  return std::string(to_text(shown.kind)) + " " + shown.full_name();
}

std::string told_from_before(const schema::Difference& difference,
                             const std::string& default_schema) {
  const std::string thing = object_of(difference, default_schema);
  const auto value = [](const std::string& text) {
    return text.empty() ? "nothing" : "'" + text + "'";
  };
  switch (difference.change) {
    case schema::Change::missing:
      return thing + " is missing";
    case schema::Change::unexpected:
      return thing + " was not there before";
    case schema::Change::changed:
      break;
  }
  return thing + ": " + difference.property + " was " + value(difference.expected) + " and is " +
         value(difference.found);
}

ChangeSetIds ids_of(const History& history) {
  ChangeSetIds ids;
  for (const HistoryRow& row : history.rows()) ids.insert(row.id);
  return ids;
}

void RollbackTest::prepare(const ChangeSetIds& ran) {
  update([&](const PlannedChangeSet& planned) { return ran.contains(planned.change_set->id); },
         true);
}

std::vector<const ChangeSet*> RollbackTest::pending() {
  const History history = database_.read_history();
  const UpdatePlan plan = checks_.update_plan(history, {});
  std::vector<const ChangeSet*> found;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.runs()) found.push_back(planned.change_set);
  }
  return found;
}

bool RollbackTest::run(const std::vector<const ChangeSet*>& change_sets, const std::string& name) {
  const Moment before = known_ ? *std::exchange(known_, {}) : now();
  // Statements are heard of where they are judged; what a program does, nobody tells.
  if (bounds_ != nullptr && !options_.may_execute_commands)
    touched_.emplace(before.schema, structure_rules(database_.names()));
  const bool goes_on = run(change_sets, name, before);
  touched_.reset();
  return goes_on;
}

bool RollbackTest::run(const std::vector<const ChangeSet*>& change_sets, const std::string& name,
                       const Moment& before) {
  const std::set<const ChangeSet*> chosen(change_sets.begin(), change_sets.end());
  const auto is_chosen = [&](const PlannedChangeSet& planned) {
    return chosen.contains(planned.change_set);
  };
  tested += change_sets.size();
  if (!attempt("update", name, [&] { update(is_chosen); })) return false;
  begin_anew();
  Moment updated{read_behind(before.schema), ids_of(history())};
  std::vector<ChangeSetId> added;
  std::set_difference(updated.recorded.begin(), updated.recorded.end(), before.recorded.begin(),
                      before.recorded.end(), std::back_inserter(added), ByIdentity());
  if (!attempt("rollback", name, [&] { roll_back(added); })) {
    // One that is refused before its first statement has changed nothing.
    if (has_run_ &&
        (ids_of(history()) != updated.recorded || !differences_since(updated.schema).empty()))
      return false;
    known_ = std::move(updated);
    return true;
  }
  std::vector<schema::Difference> differences = differences_since(before.schema);
  const bool is_undone = differences.empty();
  tell(std::move(differences), name, before.schema.origin.default_schema);
  if (!attempt("update again", name, [&] { update(is_chosen); })) return false;
  if (is_undone) known_ = std::move(updated);
  return true;
}

void RollbackTest::finish() {
  if (!known_ || !std::exchange(is_pieced_, false)) return;
  for (const schema::Difference& one : compared(known_->schema, read())) {
    const std::string& place = known_->schema.origin.default_schema;
    findings.push_back({"", "compare",
                        told_from_before(one, place) + ", of which no statement tells", one,
                        object_of(one, place)});
  }
}

void RollbackTest::tell(std::vector<schema::Difference> differences, const std::string& name,
                        const std::string& default_schema) {
  for (schema::Difference& one : differences) {
    const std::string message = told_from_before(one, default_schema);
    const std::string object = object_of(one, default_schema);
    findings.push_back({name, "compare", message, std::move(one), object});
  }
}

bool RollbackTest::attempt(const std::string& step, const std::string& name,
                           const std::function<void()>& run_step) {
  try {
    run_step();
    return true;
  } catch (const Interrupted&) {
    throw;
  } catch (const ConnectionLost&) {
    throw;
  } catch (const ValidationFailed& failed) {
    for (const Problem& problem : failed.problems())
      add(step, problem.change_set.empty() ? name : problem.change_set, problem.where,
          problem.message);
  } catch (const Error& error) {
    add(step, error.change_set().empty() ? name : error.change_set(), error.where(), error.what());
  }
  return false;
}

void RollbackTest::add(const std::string& step, const std::string& change_set,
                       const Position& where, const std::string& message) {
  findings.push_back(
      {change_set,
       step,
       (where.file.empty() ? "" : where.to_text() + ": ") + replace_all(message, "\n", " "),
       {}});
}

LiveRunOptions RollbackTest::run_options(Commands commands, std::optional<Beyond> beyond) {
  LiveRunOptions options{commands};
  if (beyond)
    options.judge = [this, beyond](Session& live) {
      return std::make_unique<JudgedSession>(
          live, database_.connection(), bounds_->reach, *beyond, with_.observer, &made_anew_,
          [this](const sql::Effects& effects, std::string_view statement) {
            if (touched_) touched_->add(effects, statement);
          });
    };
  return options;
}

// All checks of an update are made, with the whole plan; what is not picked is then left out as if
// a count had ended before it. What has run before leaves out programs, and what reaches beyond the
// database where that is bound.
void RollbackTest::update(const Picks& picks, bool has_run_before) {
  const History& known = history();
  UpdatePlan plan = checks_.update_plan(known, {});
  checks_.texts(plan);
  for (PlannedChangeSet& planned : plan.change_sets) {
    if (!picks(planned)) planned.skipped_for.push_back(SkipReason::after_count);
  }
  std::optional<Beyond> beyond;
  if (bounds_ != nullptr) {
    const bool passes_over = has_run_before && bounds_->beyond == Beyond::refused;
    beyond = passes_over ? Beyond::passed_over : bounds_->beyond;
  }
  const Commands commands =
      has_run_before ? Commands::left_out : commands_if(options_.may_execute_commands);
  has_run_ = true;
  const LiveRun run(project_, database_, known, run_options(commands, beyond), with_);
  run_update(plan, known, run.context());
}

void RollbackTest::roll_back(const std::vector<ChangeSetId>& ids) {
  if (ids.empty()) return;
  const History& known = history();
  const RollbackPlan plan =
      plan_rollback(RollbackChosen{ids}, project_.changelog(), known, database_.target(project_));
  const auto beyond = bounds_ == nullptr ? std::nullopt : std::optional(bounds_->beyond);
  has_run_ = true;
  const LiveRun run(project_, database_, known,
                    run_options(commands_if(options_.may_execute_commands), beyond), with_);
  run_rollback(plan, run.context());
}

RollbackTest::Moment RollbackTest::now() {
  ChangeSetIds recorded = ids_of(history());
  return {read(), std::move(recorded)};
}

const History& RollbackTest::history() {
  if (!lock_) {
    lock_.emplace(database_, options_.lock, with_);
  } else if (has_run_) {
    lock_->read_again();
  }
  has_run_ = false;
  return lock_->history();
}

void RollbackTest::begin_anew() {
  if (!renew_session(database_.connection(), database_.url().kind)) {
    lock_.reset();
    database_.reconnect();
  } else if (lock_ && !lock_->lock().hold_on()) {
    lock_.reset();
  }
}

schema::Schema RollbackTest::read_behind(const schema::Schema& before) {
  if (!touched_ || touched_->is_anything()) return read();
  schema::Schema all = before;
  is_pieced_ = true;
  if (!touched_->tables().empty()) replace_excerpt(all, touched_->tables(), read_touched(before));
  return all;
}

std::vector<schema::Difference> RollbackTest::differences_since(const schema::Schema& before) {
  std::vector<schema::Difference> all;
  if (!touched_ || touched_->is_anything()) {
    all = compared(before, read());
  } else if (!touched_->tables().empty()) {
    all = compared(excerpt_of(before, touched_->tables()), read_touched(before));
  }
  std::erase_if(all, [&](const schema::Difference& one) {
    const bool is_place = one.kind == schema::Kind::schema || one.kind == schema::Kind::extension;
    return is_place && made_anew_.contains(one.object.name);
  });
  return all;
}

std::vector<schema::Difference> RollbackTest::compared(const schema::Schema& before,
                                                       const schema::Schema& after) {
  const Facts& facts = database_.names().facts();
  std::vector<schema::Difference> all = differences(before, after, {.syntax = facts.syntax});
  const bool can_be_named = facts.has(Feature::alter_column);
  std::erase_if(
      all, [&](const schema::Difference& one) { return one.property == "name" && !can_be_named; });
  return all;
}

schema::Schema RollbackTest::read_touched(const schema::Schema& before) {
  const schema::Schema was = excerpt_of(before, touched_->tables());
  return tables_of(database_, {touched_->tables(), !was.grants.empty()});
}

schema::Schema RollbackTest::read() {
  const schema::Scope scope{.all = has_schemas(database_.names().facts()), .grants = true};
  return schema_of(database_, scope, project_.files());
}

}  // namespace ebbtide

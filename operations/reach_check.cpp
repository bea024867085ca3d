// Keeps a proof inside its database, in two places, for not all can be known before:
//
//   before anything runs    the SQL of preconditions; every statement there and back that can be
//                           made now; programs, which reach anywhere
//   when it runs            statements that are made from the live table; the text that a variable
//                           holds (PREPARE s FROM @sql), which is asked for and judged
//
// What SQL builds out of pieces while it runs (`EXECUTE format(…)`) nobody can judge; that is said,
// and what keeps it inside is a user without rights elsewhere. The rules are rows of each
// database's folder; see sql/reach.h for their form.
#include "operations/reach_check.h"

#include <algorithm>

#include "changelog/undo.h"
#include "changelog/walk.h"
#include "database/facts.h"
#include "operations/script_schema.h"
#include "sql/effect.h"
#include "text/ascii.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

/// How much of a statement a message shows.
constexpr std::size_t most_shown = 100;

constexpr std::string_view way_out = "; name a database on a server of its own with --scratch-url";

std::string refusal(const std::string& why) {
  return "the statement cannot be proved on a scratch database, for " + why + std::string(way_out);
}

void look_at(const PreconditionBlock* block, const std::string& change_set, const Reach& reach,
             std::vector<Problem>& problems) {
  if (block == nullptr) return;
  for (const auto& one : block->all) {
    for (const std::string& query : one->queries()) {
      if (const ReachVerdict verdict = reach.of(query); !verdict.why.empty())
        problems.push_back({one->where,
                            "the precondition cannot be asked on a scratch database, for " +
                                verdict.why + std::string(way_out),
                            change_set});
    }
  }
}

/// Looks at changesets without running anything.
class ReachSearch {
 public:
  ReachSearch(const Project& project, OpenDatabase& scratch, const Reach& reach,
              const Interruption& interruption)
      : changelog_(project.changelog()),
        reach_(reach),
        interruption_(interruption),
        names_(scratch.names()),
        live_(scratch.catalog()),
        at_the_time_(script_catalog(project, scratch, no_history_)),
        target_(scratch.target(project, true)) {}

  /// The way back is looked at from where the changeset leads, and the next one goes on there.
  void look_at(const ChangeSet& change_set) {
    Walk there(change_set, Way::forward, target_.with(at_the_time_, at_the_time_.follower()));
    for (const auto& change : change_set.changes) look_at(*change, change_set, there);
    SchemaCatalog behind(
        names_, [this] { return at_the_time_.now(); }, &live_);
    const Target from_there = target_.with(behind, behind.follower());
    const Undo undo = plan_undo(change_set, changelog_, from_there);
    Walk back(change_set, Way::back, from_there);
    for (const UndoChange& change : undo.changes) look_at(*change, change_set, back);
  }

  std::vector<Problem> problems;

 private:
  void look_at(const Change& change, const ChangeSet& change_set, Walk& walk) {
    const auto add = [&](const std::string& why) {
      problems.push_back({change.where, refusal(why), change_set.id.to_text()});
    };
    interruption_.check();
    if (change.type().name == "executeCommand") return add("it runs a program");
    // SQL that is made from the live table, when it runs, the session judges then.
    std::vector<NotMade> not_made;
    for (const WalkedStatement& statement : statements_of(change, walk, not_made)) {
      if (const ReachVerdict verdict = reach_.of(statement.sql()); !verdict.why.empty())
        add(verdict.why);
    }
  }

  const Changelog& changelog_;
  const Reach& reach_;
  const Interruption& interruption_;
  const History no_history_ = {};
  const Names names_;
  const Catalog& live_;
  SchemaCatalog at_the_time_;
  const Target target_;
};

}  // namespace

std::string JudgedSession::why_beyond(const std::string& sql) {
  ReachVerdict verdict = reach_.of(sql);
  if (verdict.why.empty() && !verdict.variable.empty()) {
    const Rows text = connection_.query({"SELECT @" + verdict.variable});
    verdict = reach_.of(text.rows.at(0).at(0).value_or(""));
  }
  if (verdict.why.empty() && verdict.is_open)
    observer_.warning(
        "this builds SQL while it runs, and what that reaches on the server cannot be told before; "
        "only a user who may do nothing beyond the database, or a --scratch-url on a server of its "
        "own, keeps it inside: " +
        shortened(sql, most_shown));
  return verdict.why;
}

/// Says why where it does not.
bool JudgedSession::lets_through(const SqlStep& step) {
  const std::string why = why_beyond(step.statement.sql);
  if (beyond_ == Beyond::told && !why.empty())
    observer_.warning("this reaches beyond the scratch database, for " + why + ": " +
                      shortened(step.statement.sql, most_shown));
  if (why.empty() || beyond_ == Beyond::told) return true;
  if (beyond_ == Beyond::refused) throw Error(refusal(why));
  observer_.note("Left out, for " + why +
                 " and was run before: " + shortened(step.statement.sql, most_shown));
  return false;
}

/// A scratch database has the schemas and extensions of the other one, for changesets that expect
/// them. One that makes them itself finds them as it did then: not there.
void JudgedSession::make_room(const SqlStep& step) {
  const Facts& facts = connection_.facts();
  const sql::Effects effects = sql::effects_of(step.statement.sql, facts.syntax);
  if (heard_) heard_(effects, step.statement.sql);
  for (const sql::Effect& effect : effects) {
    const bool is_place =
        effect.thing == sql::Thing::schema || effect.thing == sql::Thing::extension;
    if (effect.verb != sql::Verb::create || !is_place || effect.if_exists) continue;
    session_.run("DROP " + std::string(to_text(effect.thing)) + " IF EXISTS " +
                 quoted(effect.object.name, Quoting::quote_all_objects, facts));
    if (made_anew_ != nullptr) made_anew_->insert(effect.object.name);
  }
}

std::int64_t JudgedSession::run(const SqlStep& step) {
  if (!lets_through(step)) return 0;
  make_room(step);
  return session_.run(step);
}

void JudgedSession::queue(const SqlStep& step, const Answered& answered) {
  if (lets_through(step)) {
    make_room(step);
    return session_.queue(step, answered);
  }
  session_.send();
  answered({});
}

void check_reach_of_preconditions(const Changelog& changelog,
                                  const std::vector<const ChangeSet*>& change_sets,
                                  const Reach& reach) {
  std::vector<Problem> problems;
  for (const Changelog::Check& one : changelog.preconditions)
    look_at(one.block.get(), "", reach, problems);
  for (const ChangeSet* const change_set : change_sets)
    look_at(change_set->preconditions.get(), change_set->id.to_text(), reach, problems);
  if (!problems.empty()) throw ValidationFailed(std::move(problems));
}

void check_reach(const Project& project, OpenDatabase& scratch,
                 const std::vector<const ChangeSet*>& change_sets, const Reach& reach,
                 const Interruption& interruption) {
  ReachSearch search(project, scratch, reach, interruption);
  for (const ChangeSet* const change_set : change_sets) search.look_at(*change_set);
  if (!search.problems.empty()) throw ValidationFailed(std::move(search.problems));
}

}  // namespace ebbtide

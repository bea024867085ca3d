// Works a rollback out. What is found goes to where it decides something:
//
//   found by                                       normally    --liquibase-compatible
//   plan: no way back, no known place              refuses     refuses
//   tags: it is not clear what is meant            refuses     not asked
//   impact: a statement that would certainly fail  refuses     warns
//   rows that a NOT NULL cannot bear               refuses     warns
//   what an inverse drops, and others have made    refuses     warns
//   what a first run would leave                   refuses     warns
//   impact: doubts about SQL that somebody wrote   warns       warns
//   against one transaction                        refuses where one was asked for, else is told
//
// The impact is worked out with a catalog that follows the statements: SQL that comes from a table
// is made from what the table is like then, and not from the one of now. Without the right to read
// the structure there is no forecast, and a warning says so; the rollback is not refused for that.
//
// Rows are counted last, in transactions that are undone, and only of a live database: a script is
// no place for numbers of now.
#include "operations/rollback_prospect.h"

#include <algorithm>
#include <utility>

#include "changelog/changes/sql.h"
#include "database/catalog.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "database/structure_rules.h"
#include "operations/schema_reading.h"
#include "operations/script_schema.h"
#include "operations/statistics.h"
#include "rollback/first_runs.h"
#include "rollback/replaced.h"
#include "rollback/run.h"
#include "rollback/tags.h"

namespace ebbtide {
namespace {

void append(std::vector<Problem>& to, const std::vector<Problem>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// Puts the script in place of what the changesets say about their rollback.
/// As Liquibase does: the file's SQL runs once, in place of the first changeset's undo, with
/// comments stripped and properties filled in; behind it all the rows go. So what the changesets
/// say does not matter any more, neither that one cannot be undone nor that one was only marked as
/// ran.
void use_script(RollbackPlan& plan, const std::string& file, const Files& files,
                const PropertyValues& properties) {
  if (!files.exists(file))
    throw Error("of the rollback script: " + files.not_found(file) + "; nothing was undone");
  auto script = std::make_unique<RawSql>();
  script->where.file = file;
  script->sql = properties.expand(files.read_text(file), file);
  script->strip_comments = true;
  plan.refusals.clear();
  for (PlannedUndo& planned : plan.undos) {
    planned.undo = {};
    planned.was_marked = false;
  }
  if (plan.undos.empty()) return;
  plan.undos.front().undo.changes.emplace_back(std::move(script));
  plan.undos.front().is_by_script = true;
}

/// The live schema, as far as this user may see it.
std::optional<schema::Schema> read_live(OpenDatabase& database, Observer& observer) {
  if (database.is_offline()) return std::nullopt;
  try {
    return schema_to_foresee(database);
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    observer.warning(
        "the objects of the rollback are not checked, since the structure "
        "cannot be read: " +
        std::string(error.what()));
    return std::nullopt;
  }
}

/// Decides whether the rollback is one transaction: as somebody says, else wherever nothing speaks
/// against it. Where that was asked for and cannot be, it is a problem.
void decide_transaction(const Facts& facts, const RollbackOptions& options,
                        RollbackProspect& prospect) {
  std::vector<Problem> against = against_one_transaction(prospect.plan, prospect.impact, facts);
  if (options.is_rehearsal || options.is_atomic.value_or(false)) {
    prospect.is_one_transaction = true;
    return append(prospect.problems, against);
  }
  if (options.is_atomic) return;
  append(against, doubts_of_one_transaction(prospect.impact));
  prospect.is_one_transaction = against.empty();
  prospect.against_one_transaction = std::move(against);
}

/// A rehearsal is undone by the end of its transaction: what that would not take back is refused.
void refuse_what_stays(OpenDatabase& database, RollbackProspect& prospect) {
  const Reach reach(reach_rules(database.url().kind), database.names().facts().syntax, {});
  for (const ChangeSetImpact& undo : prospect.impact.change_sets) {
    const ChangeSet& change_set = *undo.change_set;
    for (const StatementImpact& statement : undo.statements) {
      if (const std::string why = reach.beyond_transaction(statement.sql); !why.empty())
        prospect.problems.push_back(
            {change_set.where,
             "the rollback cannot be rehearsed, for " + why +
                 ", which the end of the transaction does not take back; look at it with --plan",
             change_set.id.to_text()});
    }
  }
}

}  // namespace

void RollbackProspect::require_possible() const {
  if (!problems.empty()) throw RollbackRefused(problems);
}

RollbackProspect foresee(const Project& project, OpenDatabase& database, const RollbackGoal& goal,
                         const RollbackOptions& options, std::shared_ptr<const History> known,
                         bool for_script, const Surroundings& with) {
  const History& history = *known;
  const Changelog& changelog = project.changelog();
  const Target target = database.target(project, for_script);
  RollbackProspect prospect;
  prospect.history = std::move(known);
  prospect.plan = find_rollback(goal, changelog, history, target,
                                {options.as_liquibase, options.keep_reran.value_or(false)});
  if (!options.script.empty())
    use_script(prospect.plan, options.script, project.files(), target.properties);
  const std::optional<schema::Schema> live = read_live(database, with.observer);
  SchemaCatalog at_the_time = live && !for_script ? live_catalog(database, *live)
                                                  : script_catalog(project, database, history);
  prospect.impact = assess(prospect.plan,
                           database.target(project, true).with(at_the_time, at_the_time.follower()),
                           live ? &*live : nullptr, with.interruption);
  if (live)
    judge_rows(prospect.impact.needs, database.connection(), prospect.impact.obstacles,
               prospect.impact.doubts);
  append(prospect.problems, prospect.plan.refusals);
  if (const auto* const to_tag = std::get_if<RollbackToTag>(&goal); to_tag && !options.as_liquibase)
    append(prospect.problems,
           tag_doubts(*to_tag, changelog, history,
                      {options.tag_was_chosen, options.keep_reran, options.keep_unexpected}));
  auto& rest = options.as_liquibase ? prospect.warnings : prospect.problems;
  append(rest, prospect.impact.obstacles);
  append(rest, replaced_objects(prospect.plan, changelog, history, target));
  append(rest,
         left_by_first_runs(prospect.plan, changelog, history, database.target(project, true)));
  append(prospect.warnings, prospect.impact.doubts);
  return prospect;
}

/// Whether a statement does more than to change the catalog.
bool takes_long(const Impact& impact) {
  return std::any_of(impact.change_sets.begin(), impact.change_sets.end(), [](const auto& one) {
    return std::any_of(one.statements.begin(), one.statements.end(), [](const auto& statement) {
      return statement.cost && statement.cost->cost != Cost::instant;
    });
  });
}

RollbackProspect foresee_live(const Project& project, OpenDatabase& database,
                              const RollbackGoal& goal, const RollbackOptions& options,
                              std::shared_ptr<const History> history, const Surroundings& with) {
  RollbackProspect prospect =
      foresee(project, database, goal, options, std::move(history), false, with);
  decide_transaction(database.names().facts(), options, prospect);
  if (options.is_rehearsal) refuse_what_stays(database, prospect);
  count_losses(prospect.impact, database.connection());
  if (takes_long(prospect.impact))
    add_sizes(prospect.impact, statistics_of(database),
              structure_rules(database.names()).own_places);
  return prospect;
}

// No transaction gives back what nextval has handed out. An INSERT may ask a sequence by a default
// or by a trigger, code that nobody reads may do anything; other statements do not.
bool may_take_from_sequences(const RollbackProspect& prospect, const Facts& facts) {
  if (!facts.has(Feature::sequences)) return false;
  const auto takes = [](const sql::Effect& effect) {
    return effect.is(sql::Verb::insert, sql::Thing::rows) || sql::is_opaque(effect);
  };
  for (const ChangeSetImpact& undo : prospect.impact.change_sets) {
    for (const StatementImpact& statement : undo.statements) {
      if (std::any_of(statement.effects.begin(), statement.effects.end(), takes)) return true;
    }
  }
  return false;
}

}  // namespace ebbtide

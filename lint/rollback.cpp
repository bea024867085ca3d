// The way back: whether there is one, and whether it leads where the changeset began.
//
// Without a rollback block each change must have an inverse; one that has none makes the whole
// changeset irreversible, and a rollback past it is refused before it begins. Liquibase
// never asks whether a block fits. Here both ways are compared, name by name:
//
//   about something else    the block drops, renames or makes what the changeset names nowhere
//   leaves something        some of what the changeset makes is undone, and something is not. Where
//                           the block undoes none of it, nothing is told: it may go another way
//   structure, not rows     the changeset destroys rows, and the block only makes the table or
//                           column
//
// What goes with its table is undone by a DROP of the table. What the block itself makes again may
// be dropped or renamed in it. What the changeset drops again, as a rebuild does with its copy, is
// not left standing.
//
// Two things make the comparison impossible, and then it is not made: a reference to another
// changeset, whose changes are not here, and a statement that cannot be read on either side.
//
// RB104 is about a block that looks like one and holds only a comment. Liquibase runs nothing and
// takes the changeset as undone; here a rollback refuses it. An empty block says on purpose that
// nothing is to be done, and is fine.
//
// A tag is a place in the history, and two of one name are two places: RB105 is asked at the end,
// over all changesets, also those that were there before. Two that never run on the same database,
// by their dbms, may share it.
#include <algorithm>
#include <set>

#include "changelog/changes/control.h"
#include "changelog/changes/sql.h"
#include "changelog/changes/view.h"
#include "changelog/expression.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// Where the first statement of a change stands.
Position place_of(const Subject& subject, const Change& change) {
  for (const Statement& statement : subject.statements) {
    if (statement.change != &change || !statement.is_written) continue;
    // What stands in a file of its own is run by the change that lacks a way back.
    Position written = statement.place(0, "");
    if (written.file == subject.where.file) return written;
  }
  return change.where.line == 0 ? subject.where : change.where;
}

/// Whether nothing undoes a change. The inverse of createView drops the view: where that is made
/// anew again and again, it does not bring the one before it back.
bool has_no_way_back(const ChangeSet& change_set, const Change& change) {
  const bool repeats = change_set.run_always || change_set.run_on_change;
  const bool replaces = &change.type() == &CreateView::kind &&
                        static_cast<const CreateView&>(change).replace.value_or(false);
  return (repeats && replaces) || !change.inverse();
}

void no_way_back(const Scene&, const Subject& subject, Findings& findings) {
  const ChangeSet* const change_set = subject.change_set;
  if (change_set == nullptr || change_set->rollback) return;
  std::vector<std::string> others;
  const Change* first = nullptr;
  for (const auto& change : change_set->changes) {
    if (!has_no_way_back(*change_set, *change)) continue;
    const std::string name(change->type().name);
    if (first == nullptr) {
      first = change.get();
    } else if (name != first->type().name &&
               std::find(others.begin(), others.end(), name) == others.end()) {
      others.push_back(name);
    }
  }
  if (first == nullptr) return;
  findings.add(subject, place_of(subject, *first), "",
               std::string(first->type().name) + " has no inverse, and there is no rollback block" +
                   (others.empty() ? "" : "; nor has " + join(others, ", ")));
}

std::string key(const std::string& name) { return lower(name); }

/// Everything that statements name, in lower case; nothing where one cannot be read.
std::optional<std::set<std::string>> names_of(const Scene& scene,
                                              const std::vector<Statement>& statements) {
  std::set<std::string> names;
  for (const Statement& statement : statements) {
    for (const sql::Effect& effect : statement.effects)
      if (effect.verb == Verb::unread || effect.verb == Verb::run_code) return std::nullopt;
    for (const std::string& one : sql::Clause(statement.sql, scene.facts.syntax).all_names())
      names.insert(key(one));
    for (const sql::Effect& effect : statement.effects) {
      names.insert(key(effect.object.name));
      names.insert(key(effect.part));
    }
  }
  return names;
}

bool undoes(const sql::Effect& effect) {
  return effect.verb == Verb::drop || effect.verb == Verb::rename ||
         (effect.verb == Verb::create && effect.thing != Thing::rows);
}

bool is_structure(Thing thing) {
  return sql::is_relation(thing) || thing == Thing::column || thing == Thing::index ||
         thing == Thing::sequence || sql::is_constraint(thing) || thing == Thing::function ||
         thing == Thing::procedure || thing == Thing::trigger || thing == Thing::type;
}

std::string object_of(const sql::Effect& effect) {
  return effect.thing == Thing::column ? effect.object.name + "." + effect.part : name_of(effect);
}

bool can_be_compared(const Subject& subject) {
  const ChangeSet* const change_set = subject.change_set;
  if (change_set == nullptr || !change_set->rollback || !subject.runs_here) return false;
  const auto& parts = change_set->rollback->parts;
  return !parts.empty() && std::none_of(parts.begin(), parts.end(), [](const auto& part) {
    return std::holds_alternative<Rollback::Reference>(part);
  });
}

/// A table or the like that the changeset makes by itself.
std::vector<sql::Effect> created(const Subject& subject) {
  std::vector<sql::Effect> found;
  for (const Statement& statement : subject.statements) {
    for (const sql::Effect& effect : statement.effects) {
      const bool counts = effect.verb == Verb::create && !effect.is_part && !effect.is_temporary &&
                          (sql::is_relation(effect.thing) || effect.thing == Thing::column ||
                           effect.thing == Thing::sequence || effect.thing == Thing::function ||
                           effect.thing == Thing::procedure || effect.thing == Thing::type ||
                           effect.thing == Thing::index);
      if (counts && !name_of(effect).empty()) found.push_back(effect);
    }
  }
  return found;
}

bool is_gone_with(const sql::Effect& made, const std::set<std::string>& undone) {
  return undone.contains(key(name_of(made))) || undone.contains(key(made.object.name));
}

void left_standing(const Subject& subject, Findings& findings) {
  std::set<std::string> undone;
  for (const Statement& statement : subject.rollback)
    for (const sql::Effect& effect : statement.effects)
      if (undoes(effect)) undone.insert(key(name_of(effect)));
  std::vector<sql::Effect> left;
  const std::vector<sql::Effect> all = created(subject);
  for (const sql::Effect& one : all)
    if (!is_gone_with(one, undone)) left.push_back(one);
  // What the changeset itself drops again is not left.
  for (const Statement& statement : subject.statements)
    for (const sql::Effect& effect : statement.effects)
      if (effect.verb == Verb::drop || effect.verb == Verb::rename)
        std::erase_if(left, [&](const sql::Effect& one) {
          return key(name_of(one)) == key(name_of(effect)) ||
                 key(one.object.name) == key(name_of(effect));
        });
  if (left.empty() || left.size() == all.size()) return;
  findings.add(subject, subject.change_set->rollback->where, object_of(left.front()),
               "the rollback leaves " + object_of(left.front()) + " standing");
}

void undoes_other_things(const Scene& scene, const Subject& subject, Findings& findings) {
  if (!can_be_compared(subject)) return;
  const auto touched = names_of(scene, subject.statements);
  if (!touched || !names_of(scene, subject.rollback)) return;
  std::set<std::string> made_back;
  for (const Statement& statement : subject.rollback) {
    for (const sql::Effect& effect : statement.effects) {
      if (!undoes(effect) || !is_structure(effect.thing) || name_of(effect).empty()) continue;
      if (effect.verb == Verb::create) made_back.insert(key(name_of(effect)));
      const std::string name = key(name_of(effect));
      if (touched->contains(name) || made_back.contains(key(effect.object.name)) ||
          made_back.contains(name))
        continue;
      findings.add(subject, statement.place(effect.at, effect.part), object_of(effect),
                   "the rollback is about " + object_of(effect) +
                       ", which the changeset never "
                       "touches");
      return;
    }
  }
  left_standing(subject, findings);
}

bool destroys(const sql::Effect& effect) {
  return effect.is(Verb::drop, Thing::table) || effect.is(Verb::drop, Thing::column) ||
         effect.is(Verb::truncate, Thing::rows) || effect.is(Verb::remove, Thing::rows);
}

bool brings_rows_back(const Subject& subject) {
  for (const Statement& statement : subject.rollback)
    for (const sql::Effect& effect : statement.effects)
      if (effect.is(Verb::insert, Thing::rows) || effect.is(Verb::update, Thing::rows) ||
          effect.verb == Verb::rename ||
          (effect.is(Verb::create, Thing::table) && !effect.states_all) ||
          effect.verb == Verb::unread || effect.verb == Verb::run_code)
        return true;
  return false;
}

bool was_made_here(const Subject& subject, const sql::Effect& dropped) {
  for (const Statement& statement : subject.statements)
    for (const sql::Effect& effect : statement.effects)
      if (effect.verb == Verb::create && effect.object == dropped.object &&
          (effect.thing == Thing::table || effect.part == dropped.part))
        return true;
  return false;
}

void structure_only(const Scene&, const Subject& subject, Findings& findings) {
  if (!can_be_compared(subject) || subject.rollback.empty() || brings_rows_back(subject)) return;
  for (const Statement& statement : subject.statements) {
    for (const sql::Effect& effect : statement.effects) {
      const auto& rebuilds = subject.rebuilds.about(effect.object.name);
      const bool is_rebuild =
          std::any_of(rebuilds.begin(), rebuilds.end(),
                      [&](const Rebuild& one) { return one.table == effect.object; });
      if (!destroys(effect) || was_made_here(subject, effect) || is_rebuild) continue;
      findings.add(subject, subject.change_set->rollback->where, object_of(effect),
                   "the rollback makes " + object_of(effect) + " again, without its rows");
      return;
    }
  }
}

void says_nothing(const Scene&, const Subject& subject, Findings& findings) {
  const ChangeSet* const change_set = subject.change_set;
  if (change_set == nullptr || !change_set->rollback) return;
  const Rollback& rollback = *change_set->rollback;
  const bool only_comments =
      !rollback.parts.empty() && subject.rollback.empty() && subject.runs_here &&
      std::all_of(rollback.parts.begin(), rollback.parts.end(), [](const auto& part) {
        const auto* const change = std::get_if<std::unique_ptr<Change>>(&part);
        return change != nullptr && &(*change)->type() == &RawSql::kind;
      });
  if (!only_comments && !rollback.refusal) return;
  findings.add(subject, rollback.where.line == 0 ? change_set->where : rollback.where, "",
               "the rollback block holds nothing that can run");
}

bool exclude_each_other(const ChangeSet& a, const ChangeSet& b) {
  if (!a.dbms || !b.dbms) return false;
  std::set<std::string> names = {"any other"};
  for (const auto& list : {a.dbms.str(), b.dbms.str()}) {
    for (const std::string_view one : split(list, ',')) {
      const std::string_view name = trim(one);
      names.insert(lower(std::string(trim(name.substr(name.starts_with('!') ? 1 : 0)))));
    }
  }
  return std::none_of(names.begin(), names.end(), [&](const std::string& one) {
    return dbms_matches(a.dbms.str(), one) && dbms_matches(b.dbms.str(), one);
  });
}

void tag_twice(const Scene& scene, Findings& findings) {
  std::map<std::string, std::vector<const Subject*>> seen;
  for (const Subject& subject : scene.subjects) {
    if (subject.change_set == nullptr) continue;
    for (const auto& change : subject.change_set->changes) {
      if (&change->type() != &TagDatabase::kind) continue;
      const auto& tagged = static_cast<const TagDatabase&>(*change);
      if (tagged.keep_on_rollback.value_or(false)) continue;
      auto& before = seen[std::string(tagged.tag.or_empty())];
      const bool is_second = std::any_of(before.begin(), before.end(), [&](const Subject* one) {
        return !exclude_each_other(*one->change_set, *subject.change_set);
      });
      if (is_second && subject.is_judged)
        findings.add(subject, change->where, std::string(tagged.tag.or_empty()),
                     "the tag " + std::string(tagged.tag.or_empty()) + " is set a second time");
      before.push_back(&subject);
    }
  }
}

constexpr Rule table[] = {
    {.id = "RB101",
     .title = "Changeset cannot be rolled back",
     .why = "A rollback that goes past it is refused as a whole.",
     .remedy = "add a rollback block, or an empty one where nothing is to be undone",
     .boundary = "Changes that all have an inverse; any rollback block; files of plain SQL.",
     .on_subject = no_way_back},
    {.id = "RB102",
     .title = "Rollback block does not undo what the changeset does",
     .why = "It is about something else, or leaves something standing.",
     .remedy = "undo every object that is made, in reverse order",
     .boundary = "What goes with its table; references to another changeset; SQL that cannot be "
                 "read.",
     .on_subject = undoes_other_things},
    {.id = "RB103",
     .title = "Rollback restores structure, not data",
     .severity = Severity::info,
     .why = "The column or table comes back empty.",
     .remedy = "keep the rows: rename instead of dropping, or copy them aside",
     .boundary = "A rollback that brings the rows back or renames; tables of the same changeset.",
     .on_subject = structure_only},
    {.id = "RB104",
     .title = "Rollback block says nothing that can run",
     .why = "Liquibase takes it as done; here the rollback is refused.",
     .remedy = "write SQL, leave it out, or say that it is empty on purpose",
     .boundary = "An empty block, and 'not required'.",
     .on_subject = says_nothing},
    {.id = "RB105",
     .title = "Tag used twice",
     .severity = Severity::error,
     .why = "A rollback to that tag has two meanings.",
     .remedy = "give each release a tag of its own",
     .boundary = "Changesets for different databases; keepTagOnRollback.",
     .at_end = tag_twice},
};

}  // namespace

std::span<const Rule> rollback_rules() { return table; }

}  // namespace ebbtide::lint

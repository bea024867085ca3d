// Was the statement run? It is asked after a run was cut off: the journal says that statement 5 was
// about to run, and where the database commits by itself only the database can tell whether it did.
//
// A statement is taken for the places where something comes to be or goes: at each of them
// something was there before or not, and is there behind or not. Where one statement does several
// things, one after the other, the first one counts for before, the last one for behind; what is
// there in both cases, or in neither, tells nothing. If all that tells is as it is behind, the
// statement was run.
//
//   CREATE TABLE t (…)               t: no -> yes
//   ALTER TABLE t RENAME TO u        t: yes -> no, u: no -> yes
//   ALTER TABLE t ADD a int, DROP b  t.a: no -> yes, t.b: yes -> no
//   DROP INDEX i; CREATE INDEX i …   i: yes -> yes, which tells nothing
//   RENAME TABLE a TO x, b TO a, x TO b
//                                    a, b: yes -> yes, and renamed: it may not run once more either
//
//   all that tells is    answer
//   as behind            yes
//   as before            no
//   mixed                no for one object: one ALTER TABLE happens as a whole or not at all, so
//                        that some of it was so before; unknown for several (DROP TABLE a, b)
//   nothing              no where it may run twice, else unknown
//
// What may run twice (SET, GRANT, COMMENT, CREATE OR REPLACE, IF EXISTS, MODIFY) is `no`: to run it
// again does no harm, to leave it out might. What changes something that no catalog shows (rows,
// partitions, rights that add up, code) is `unknown`, and a text of several statements is so as
// soon as one of them is.
//
// A wrong "yes" loses a statement, a wrong "no" runs it twice; that is why there is a third answer.
// Two traps: ALTER TABLE t RENAME TO u, ADD a int has t.a on a table that is now called u, so the
// new name is tried too (find_table). An index that CREATE INDEX CONCURRENTLY could not finish is
// in the catalog, but not valid: it does not count as there.
#include "database/applied.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "database/catalog.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Effect;
using sql::Thing;
using sql::Verb;

/// Something that is there or not.
struct Trace {
  Thing thing;
  sql::Name object;
  std::string part = {};
  std::vector<std::string> columns = {};  ///< of a key without a name
  bool before = false;
  bool behind = false;
  bool is_renamed = false;

  bool is_same(const Trace& other) const {
    return thing == other.thing && columns == other.columns &&
           equals_ignoring_case(object.place, other.object.place) &&
           equals_ignoring_case(object.name, other.object.name) &&
           equals_ignoring_case(part, other.part);
  }
  bool changes() const { return before != behind; }
};

/// What a statement leaves, and whether there is more to it.
struct Traces {
  std::vector<Trace> all = {};
  std::vector<std::pair<sql::Name, sql::Name>> renamed = {};  ///< tables
  bool hides = false;                                         ///< something that leaves no trace

  void add(Trace trace) {
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const Trace& one) { return one.is_same(trace); });
    if (known == all.end()) return all.push_back(std::move(trace));
    known->behind = trace.behind;
    known->is_renamed = known->is_renamed || trace.is_renamed;
  }
};

bool repeats(const Effect& effect) {
  const bool is_of_rows = effect.thing == Thing::rows;
  if (!is_of_rows && (effect.if_exists || effect.replaces)) return true;
  switch (effect.verb) {
    case Verb::alter:
      return effect.word.empty() &&
             (effect.thing == Thing::table || effect.thing == Thing::column ||
              effect.thing == Thing::index || effect.thing == Thing::check ||
              effect.thing == Thing::constraint || effect.thing == Thing::setting);
    case Verb::set_type:
    case Verb::set_not_null:
    case Verb::drop_not_null:
    case Verb::set_default:
    case Verb::drop_default:
    case Verb::validate:
    case Verb::truncate:
    case Verb::comment:
    case Verb::grant:
    case Verb::revoke:
    case Verb::refresh:
    case Verb::maintain:
    case Verb::set:
      return true;
    default:
      return false;
  }
}

/// Whether catalogs show things of this kind.
bool is_shown(const Effect& effect) {
  switch (effect.thing) {
    case Thing::table:
    case Thing::view:
    case Thing::sequence:
    case Thing::function:
    case Thing::procedure:
    case Thing::event:
    case Thing::trigger:
      return true;
    case Thing::column:
    case Thing::constraint:
      return !effect.part.empty();
    case Thing::primary_key:
      return true;
    case Thing::unique:
    case Thing::foreign_key:
    case Thing::index:
    case Thing::check:
      return !effect.object.name.empty() && (!effect.part.empty() || !effect.columns.empty());
    default:
      return false;
  }
}

void add_renamed(const Effect& effect, Traces& traces) {
  Trace from{effect.thing, effect.object, effect.part, {}, true, false, true};
  Trace to{effect.thing, effect.object, effect.other.name, {}, false, true, true};
  if (effect.part.empty()) {
    to.object = effect.other;
    if (to.object.place.empty()) to.object.place = effect.object.place;
    to.part.clear();
    traces.renamed.emplace_back(from.object, to.object);
  }
  traces.add(std::move(from));
  traces.add(std::move(to));
}

Traces traces_of(const sql::Effects& effects) {
  Traces traces;
  for (const Effect& effect : effects) {
    if (effect.is_part || effect.with_column) continue;
    const bool is_made = effect.verb == Verb::create;
    if (repeats(effect)) continue;
    if (effect.is_temporary || !is_shown(effect)) {
      traces.hides = true;
    } else if (effect.verb == Verb::rename) {
      add_renamed(effect, traces);
    } else if (is_made || effect.verb == Verb::drop) {
      const auto columns = effect.part.empty() ? effect.columns : std::vector<std::string>();
      traces.add({effect.thing, effect.object, effect.part, columns, !is_made, is_made});
    } else {
      traces.hides = true;
    }
  }
  return traces;
}

ObjectName named(const sql::Name& name) { return {"", name.place, name.name}; }

template <class Keys>
bool has_named(const Keys& keys, std::string_view name) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const auto& key) { return equals_ignoring_case(key.name, name); });
}

/// A key that was added without a name is found by its columns.
template <class Keys>
bool has_key_on(const Keys& keys, const std::vector<std::string>& columns) {
  return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
    return std::equal(key.columns.begin(), key.columns.end(), columns.begin(), columns.end(),
                      [](const auto& a, const auto& b) { return equals_ignoring_case(a, b); });
  });
}

bool has_index_on(const std::vector<schema::Index>& indexes,
                  const std::vector<std::string>& columns) {
  return std::any_of(indexes.begin(), indexes.end(), [&](const schema::Index& index) {
    return std::equal(index.parts.begin(), index.parts.end(), columns.begin(), columns.end(),
                      [](const schema::IndexPart& part, const std::string& column) {
                        return !part.is_expression && equals_ignoring_case(part.text, column);
                      });
  });
}

bool has_index(const schema::Table& table, std::string_view name) {
  const auto is_it = [&](const schema::Index& index) {
    return index.is_valid && equals_ignoring_case(index.name, name);
  };
  return std::any_of(table.indexes.begin(), table.indexes.end(), is_it) ||
         has_named(table.uniques, name) ||
         (table.primary_key && equals_ignoring_case(table.primary_key->name, name));
}

/// MySQL drops a trigger by its name alone.
const std::string& trigger_of(const Trace& trace) {
  return trace.part.empty() ? trace.object.name : trace.part;
}

/// What a catalog shows of traces.
class Sight {
 public:
  Sight(const Catalog& live, const Traces& traces) : live_(live), traces_(traces) {}

  /// Whether it is there; nothing where that is not shown.
  std::optional<bool> shows(const Trace& trace) const {
    switch (trace.thing) {
      case Thing::table:
        return table_of(trace.object).has_value() ||
               (trace.is_renamed && live_.has_view(named(trace.object)));
      case Thing::view:
        return live_.has_view(named(trace.object));
      case Thing::sequence:
        return live_.has_sequence(named(trace.object));
      case Thing::function:
        return live_.has_routine("FUNCTION", named(trace.object));
      case Thing::procedure:
        return live_.has_routine("PROCEDURE", named(trace.object));
      case Thing::event:
        return live_.has_routine("EVENT", named(trace.object));
      case Thing::trigger:
        return live_.has_routine("TRIGGER", named({trace.object.place, trigger_of(trace)}));
      default:
        return shows_part(trace);
    }
  }

 private:
  /// A table that is not there was not changed.
  std::optional<bool> shows_part(const Trace& trace) const {
    const auto table = find_table(trace.object);
    if (!table) return trace.before;
    if (trace.thing == Thing::column) return table->column_like(trace.part) != nullptr;
    if (trace.thing == Thing::primary_key) return table->primary_key.has_value();
    if (trace.part.empty()) return shows_unnamed(trace, *table);
    if (trace.thing == Thing::index) return has_index(*table, trace.part);
    if (trace.thing == Thing::check) return has_named(table->checks, trace.part);
    return has_index(*table, trace.part) || has_named(table->foreign_keys, trace.part) ||
           (trace.thing == Thing::constraint && has_named(table->checks, trace.part));
  }

  /// Under the name that the statement gives it, where it has that already.
  std::optional<schema::Table> find_table(const sql::Name& name) const {
    if (const auto& table = table_of(name)) return table;
    for (const auto& [from, to] : traces_.renamed) {
      if (equals_ignoring_case(from.name, name.name)) return table_of(to);
    }
    return std::nullopt;
  }

  /// Asked once.
  const std::optional<schema::Table>& table_of(const sql::Name& name) const {
    const auto found = tables_.find(name.to_text());
    if (found != tables_.end()) return found->second;
    return tables_.emplace(name.to_text(), live_.table(named(name))).first->second;
  }

  static bool shows_unnamed(const Trace& trace, const schema::Table& table) {
    if (trace.thing == Thing::foreign_key) return has_key_on(table.foreign_keys, trace.columns);
    return has_index_on(table.indexes, trace.columns) || has_key_on(table.uniques, trace.columns);
  }

  const Catalog& live_;
  const Traces& traces_;
  mutable std::map<std::string, std::optional<schema::Table>> tables_;
};

/// Whether it happens as a whole or not at all: all of it is done to one object.
bool is_atomic(const sql::Effects& effects) {
  return std::all_of(effects.begin(), effects.end(), [&](const Effect& effect) {
    return effect.statement == effects.front().statement && effect.object == effects.front().object;
  });
}

}  // namespace

Applied is_applied(const sql::Effects& effects, const Catalog& live) {
  const Traces traces = traces_of(effects);
  const bool has_several = !effects.empty() && effects.back().statement > 1;
  if (has_several && traces.hides) return Applied::unknown;
  const Sight sight(live, traces);
  bool is_hidden = traces.hides, has_before = false, has_behind = false;
  for (const Trace& trace : traces.all) {
    // What is dropped and made anew may be so once more; two that change their names may not.
    if (!trace.changes()) {
      is_hidden = is_hidden || trace.is_renamed;
    } else if (const auto is_there = sight.shows(trace)) {
      (*is_there == trace.behind ? has_behind : has_before) = true;
    } else {
      is_hidden = true;
    }
  }
  if (has_before && has_behind) return is_atomic(effects) ? Applied::no : Applied::unknown;
  if (has_behind) return Applied::yes;
  if (has_before) return Applied::no;
  return is_hidden || effects.empty() ? Applied::unknown : Applied::no;
}

std::optional<std::string> applied_condition(const sql::Effects& effects, const Catalog& live) {
  const Traces traces = traces_of(effects);
  if (traces.all.size() != 1 || !traces.renamed.empty() || effects.back().statement > 1)
    return std::nullopt;
  const Trace& trace = traces.all.front();
  if (!trace.changes() || !trace.columns.empty()) return std::nullopt;
  const ObjectName object = named(trace.object);
  auto there = live.condition_of(trace.thing, object, trace.part);
  if (!there || trace.behind) return there;
  // Of a table that is not there nothing was dropped.
  const auto table = trace.part.empty() ? std::optional<std::string>("TRUE")
                                        : live.condition_of(Thing::table, object, "");
  if (!table) return std::nullopt;
  return "(" + *table + " AND NOT " + *there + ")";
}

bool leaves_trace(const sql::Effects& effects) {
  const Traces traces = traces_of(effects);
  if (std::any_of(traces.all.begin(), traces.all.end(), [](const Trace& trace) {
        return trace.changes() && trace.thing != Thing::check;
      }))
    return true;
  return traces.all.empty() && !traces.hides && !effects.empty();
}

}  // namespace ebbtide

// As Liquibase does: names of types are singular or plural, in any case; an expression has to match
// the whole name; what is excluded or included takes its columns, keys and indexes with it. Its
// types come first; those behind are kinds that it does not know.
//
// Two questions are asked, and only the second is answered here. Which kinds count (`has`) is asked
// by whoever goes through kinds: a comparison, a generator, a snapshot. Which objects count
// (`apply`) goes over the model once:
//
//   include t     the table with all that is in it and on it. `column:a` keeps every table that has
//                 an a, without its other columns
//   exclude t     the table with all that is in it and on it. `column:a` takes the a out of each
//                 table
//
// `type:expression` is about that type alone; an expression whose beginning before a colon is no
// type is taken whole, since a colon may stand in it. Lists of both kinds at once are an error,
// with Liquibase's own words.
#include "schema/filter.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide::schema {
namespace {

struct TypeWord {
  std::string_view plural, singular;
  std::array<Kind, 2> kinds;
  std::size_t count = 1;  ///< of kinds
};

constexpr std::array words{
    TypeWord{"catalogs", "catalog", {}, 0},
    TypeWord{"schemas", "schema", {Kind::schema}},
    TypeWord{"tables", "table", {Kind::table}},
    TypeWord{"columns", "column", {Kind::column}},
    TypeWord{"primarykeys", "primarykey", {Kind::primary_key}},
    TypeWord{"uniqueconstraints", "uniqueconstraint", {Kind::unique}},
    TypeWord{"foreignkeys", "foreignkey", {Kind::foreign_key}},
    TypeWord{"indexes", "index", {Kind::index}},
    TypeWord{"views", "view", {Kind::view}},
    TypeWord{"sequences", "sequence", {Kind::sequence}},
    TypeWord{"storedprocedures", "storedprocedure", {Kind::procedure}},
    TypeWord{"data", "data", {}, 0},
    TypeWord{"extensions", "extension", {Kind::extension}},
    TypeWord{"types", "type", {Kind::type}},
    TypeWord{"domains", "domain", {Kind::domain}},
    TypeWord{"checkconstraints", "checkconstraint", {Kind::check}},
    TypeWord{"exclusions", "exclusion", {Kind::exclusion}},
    TypeWord{"materializedviews", "materializedview", {Kind::materialized_view}},
    TypeWord{"functions", "function", {Kind::function, Kind::aggregate}, 2},
    TypeWord{"triggers", "trigger", {Kind::trigger}},
    TypeWord{"events", "event", {Kind::event}},
    TypeWord{"rules", "rule", {Kind::rule}},
    TypeWord{"policies", "policy", {Kind::policy}},
    TypeWord{"statistics", "statistic", {Kind::statistics}},
    TypeWord{"grants", "grant", {Kind::grant}},
    TypeWord{"others", "other", {Kind::other}},
};

constexpr std::string_view no_types_alone = "data";

const TypeWord* find_word(std::string_view given) {
  std::string plain = lower(given);
  std::erase_if(plain, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  const auto* const found = std::find_if(words.begin(), words.end(), [&](const TypeWord& one) {
    return one.plural == plain || one.singular == plain;
  });
  return found == words.end() ? nullptr : found;
}

std::set<Kind> kinds_of(const TypeWord& word) {
  return {word.kinds.begin(), word.kinds.begin() + word.count};
}

std::set<Kind> usual_kinds() {
  std::set<Kind> all;
  for (const TypeWord& word : words) all.merge(kinds_of(word));
  all.erase(Kind::grant);
  return all;
}

template <class Part, class Keeps>
void keep_if(std::vector<Part>& parts, const Keeps& keeps) {
  std::erase_if(parts, [&](const Part& one) { return !keeps(one); });
}

}  // namespace

std::vector<std::string_view> type_words() {
  std::vector<std::string_view> all;
  for (const TypeWord& word : words) all.push_back(word.plural);
  return all;
}

Filter::Filter(const Wanted& wanted) {
  if (!wanted.include.empty() && !wanted.exclude.empty())
    throw UsageError("Cannot specify both 'excludeObjects' and 'includeObjects'");
  std::vector<std::string> unknown;
  for (const std::string& type : split_list(wanted.types)) {
    const TypeWord* const word = find_word(type);
    if (word == nullptr) {
      unknown.push_back(lower(type));
      continue;
    }
    kinds_.merge(kinds_of(*word));
    has_data_ = has_data_ || word->plural == no_types_alone;
  }
  if (!unknown.empty())
    throw UsageError("Unknown snapshot type(s) " + join(unknown, ", ") + "; known are " + [] {
      std::vector<std::string> all;
      for (const std::string_view word : type_words()) all.emplace_back(word);
      return join(all, ", ");
    }());
  if (split_list(wanted.types).empty()) kinds_ = usual_kinds();
  includes_ = !wanted.include.empty();
  patterns_ = patterns_of(includes_ ? wanted.include : wanted.exclude, wanted.ignores_case);
}

std::vector<Filter::Pattern> Filter::patterns_of(const std::string& list, bool ignores_case) {
  std::vector<Pattern> patterns;
  for (const std::string& one : split_list(list)) {
    const std::size_t colon = one.find(':');
    const TypeWord* const word =
        colon == std::string::npos ? nullptr : find_word(one.substr(0, colon));
    const std::string regex = word == nullptr ? one : std::string(trim(one.substr(colon + 1)));
    try {
      patterns.push_back({word == nullptr, word == nullptr ? std::set<Kind>() : kinds_of(*word),
                          JavaRegex((ignores_case ? "(?i)" : "") + regex)});
    } catch (const std::invalid_argument& error) {
      throw UsageError("'" + one + "' chooses no objects: " + error.what());
    }
  }
  return patterns;
}

bool Filter::is_named(Kind kind, const std::string& name) const {
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& one) {
    return one.is_about(kind) && one.regex.matches(name);
  });
}

bool Filter::keeps(Kind kind, const std::string& name) const {
  return is_named(kind, name) == includes_;
}

/// Whether some are left.
bool Filter::keep_parts(Table& table) const {
  const auto keep = [&](Kind kind) {
    return [this, kind](const auto& one) { return keeps(kind, one.name); };
  };
  keep_if(table.columns, keep(Kind::column));
  keep_if(table.uniques, keep(Kind::unique));
  keep_if(table.foreign_keys, keep(Kind::foreign_key));
  keep_if(table.checks, [&](const Check& one) { return keeps(one.kind, one.name); });
  keep_if(table.indexes, keep(Kind::index));
  if (table.primary_key && !keeps(Kind::primary_key, table.primary_key->name))
    table.primary_key.reset();
  return !table.columns.empty() || !table.uniques.empty() || !table.foreign_keys.empty() ||
         !table.checks.empty() || !table.indexes.empty() || table.primary_key;
}

void Filter::apply(Schema& schema) const {
  if (patterns_.empty()) return;
  std::set<std::string> whole, gone;  // tables by their names
  std::erase_if(schema.tables, [&](Table& table) {
    const bool is_kept = keeps(Kind::table, table.name.name);
    (is_kept ? whole : gone).insert(table.name.to_text());
    return includes_ ? !is_kept && !keep_parts(table) : !is_kept || (keep_parts(table), false);
  });
  keep_if(schema.views, [&](const View& one) {
    return keeps(one.is_materialized ? Kind::materialized_view : Kind::view, one.name.name);
  });
  keep_if(schema.sequences,
          [&](const Sequence& one) { return keeps(Kind::sequence, one.name.name); });
  const auto keep = [&](const auto& one) { return keeps(one.kind, one.name.name); };
  keep_if(schema.types, keep);
  keep_if(schema.routines, keep);
  keep_if(schema.extensions,
          [&](const Extension& one) { return keeps(Kind::extension, one.name); });
  keep_if(schema.programs, [&](const Program& one) {
    const std::string table = Name{one.name.place, one.table}.to_text();
    if (!one.table.empty() && includes_ && whole.contains(table)) return true;
    if (!one.table.empty() && !includes_ && gone.contains(table)) return false;
    return keep(one);
  });
  keep_if(schema.grants, [&](const Grant& one) { return keeps(one.on, one.object.name); });
}

}  // namespace ebbtide::schema

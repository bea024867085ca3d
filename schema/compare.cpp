// Two schemas side by side: objects of a kind are paired by their names, the parts of a table among
// themselves, and what is a pair is compared property by property (properties.cpp).
//
// Constraints are the odd ones, because the system makes up names where nobody gives one:
// `t_ibfk_1` here may be `t_ibfk_2` there. They are paired in three steps: those that somebody
// named by their names; then what says the same, where a name is not somebody's or does not matter;
// then two without a name that are about the same columns, which is one that was changed.
//
// Not every difference is one of the schema. These only inform:
//
//   a comment, a right, statistics       nothing runs otherwise
//   another order of columns             of those that both have
//   a partition or an extension more     what was there goes on as before
//   int(11) and int                      a width that only shows
//   a partition more behind PARTITION BY
//
// An index is asked for by its name wherever it is, so that two with names of their own are never
// one. Texts in SQL may differ in their layout. Where a schema stands for another one, the expected
// side is moved there first, with the names in its foreign keys and parents: what is told has the
// names of the database that was looked at. The differences are in the order of kinds and names at
// each run.
#include "schema/compare.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>

#include "schema/moving.h"
#include "sql/same_text.h"
#include "text/ascii.h"

namespace ebbtide::schema {
namespace {

bool is_named(const Index&) { return true; }
template <class Constraint>
bool is_named(const Constraint& constraint) {
  return constraint.is_named && !constraint.name.empty();
}

/// What two that have no name are known by, where one of them was changed; empty for what has
/// nothing of the kind.
std::string subject(const Key& key) { return join(key.columns, ","); }
std::string subject(const ForeignKey& key) {
  return join(key.columns, ",") + ">" + key.referenced.to_text();
}
std::string subject(const Check&) { return ""; }
std::string subject(const Index&) { return ""; }

/// All that is said of it but its name.
template <class Part>
std::string content(const Part& part) {
  std::string all;
  for (const Property& one : properties_of(part)) {
    if (one.name != "name") all += one.name + '\x1f' + one.value + '\x1e';
  }
  return all;
}

/// What is compared of two that are a pair: the name only where both have one that somebody gave.
template <class Part>
Properties said_of(const Part& part, const Part& other) {
  Properties all = properties_of(part);
  if (!is_named(part) || !is_named(other))
    std::erase_if(all, [](const Property& one) { return one.name == "name"; });
  return all;
}

template <class Object>
struct Pairs {
  std::vector<std::pair<const Object*, const Object*>> both;
  std::vector<const Object*> missing, unexpected;
};

template <class Object>
std::vector<const Object*> pointers(const std::vector<Object>& objects) {
  std::vector<const Object*> all;
  all.reserve(objects.size());
  for (const Object& one : objects) all.push_back(&one);
  return all;
}

/// Pairs what has the same key, which may be a text or a tuple of references; what has an empty
/// text for one is left alone, and so is a pair that may not be. Of several with one key the first
/// goes with the first.
template <class Object, class KeyOf, class MayBe>
void pair_by(Pairs<Object>& pairs, const KeyOf& key_of, const MayBe& may_be) {
  using Key = std::decay_t<decltype(key_of(*pairs.missing.front()))>;
  std::multimap<Key, std::size_t> free;
  for (std::size_t i = 0; i < pairs.unexpected.size(); ++i)
    free.emplace(key_of(*pairs.unexpected[i]), i);
  const auto is_none = [](const Key& key) {
    if constexpr (requires { key.empty(); }) return key.empty();
    return false;
  };
  for (const Object*& one : pairs.missing) {
    const Key key = key_of(*one);
    if (is_none(key)) continue;
    const auto [begin, end] = free.equal_range(key);
    const auto found = std::find_if(begin, end, [&](const auto& other) {
      return may_be(*one, *pairs.unexpected[other.second]);
    });
    if (found == end) continue;
    pairs.both.emplace_back(one, std::exchange(pairs.unexpected[found->second], nullptr));
    free.erase(found);
    one = nullptr;
  }
  std::erase(pairs.missing, nullptr);
  std::erase(pairs.unexpected, nullptr);
}

template <class Object, class KeyOf>
Pairs<Object> paired(const std::vector<Object>& expected, const std::vector<Object>& found,
                     const KeyOf& key_of) {
  Pairs<Object> pairs{{}, pointers(expected), pointers(found)};
  pair_by(pairs, key_of, [](const Object&, const Object&) { return true; });
  return pairs;
}

Kind kind_of(const View& view) {
  return view.is_materialized ? Kind::materialized_view : Kind::view;
}
Kind kind_of(const Type& type) { return type.kind; }
Kind kind_of(const Routine& routine) { return routine.kind; }
Kind kind_of(const Sequence&) { return Kind::sequence; }
Kind kind_of(const Table&) { return Kind::table; }

/// Finds the differences and gathers them.
class Differences {
 public:
  explicit Differences(const Comparison& comparison) : comparison_(comparison) {}

  void compare(const Schema& expected, const Schema& found);
  std::vector<Difference> take();

 private:
  /// What a difference is about, before it is known which one it is.
  struct Subject {
    Kind kind;
    Name object;
    std::string part = {};
  };

  void tell(const Subject& subject, Change change, Weight weight = Weight::counts);
  void tell(const Subject& subject, const Property& expected, const Property& found);
  Weight weight_of(const Property& expected, const Property& found) const;
  bool is_same(const Property& expected, const Property& found) const;
  void compare(const Subject& subject, const Properties& expected, const Properties& found);
  void compare_columns(const Table& expected, const Table& found);
  void compare_keys(const Table& expected, const Table& found);
  void compare_tables(const Table& expected, const Table& found);
  template <class Part, class KindOf>
  void compare_parts(const Name& object, const std::vector<Part>& expected,
                     const std::vector<Part>& found, const KindOf& kind_of_part);
  template <class Object>
  void compare_objects(const std::vector<Object>& expected, const std::vector<Object>& found);
  void compare_programs(const std::vector<Program>& expected, const std::vector<Program>& found);
  void compare_schemas(const Schema& expected, const Schema& found);
  void compare_grants(const Schema& expected, const Schema& found);
  void compare_untold(const Schema& expected, const Schema& found);

  const Comparison& comparison_;
  std::vector<Difference> all_;
};

void Differences::tell(const Subject& subject, Change change, Weight weight) {
  all_.push_back({subject.kind, change, subject.object, subject.part, "", "", "", weight});
}

void Differences::tell(const Subject& subject, const Property& expected, const Property& found) {
  all_.push_back({subject.kind, Change::changed, subject.object, subject.part, expected.name,
                  expected.value, found.value, weight_of(expected, found)});
}

Weight Differences::weight_of(const Property& expected, const Property& found) const {
  const sql::Syntax& syntax = comparison_.syntax;
  if (expected.name == "name") return comparison_.constraint_names;
  const bool informs = (expected.name == "type" &&
                        sql::differ_in_width_alone(expected.value, found.value, syntax)) ||
                       (expected.name == "partitioned by" &&
                        sql::only_adds_partitions(expected.value, found.value, syntax));
  return informs ? Weight::informs : expected.weight;
}

bool Differences::is_same(const Property& expected, const Property& found) const {
  return expected.value == found.value ||
         (expected.is_sql && sql::is_same_text(expected.value, found.value, comparison_.syntax));
}

void Differences::compare(const Subject& subject, const Properties& expected,
                          const Properties& found) {
  const auto unsaid = [](const Property& one) {
    return Property{one.name, std::string(one.usual), one.weight, one.is_sql};
  };
  const auto named = [&](const Properties& all, const Property& one) {
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const Property& other) { return other.name == one.name; });
    return at == all.end() ? unsaid(one) : *at;
  };
  for (const Property& one : expected) {
    const Property other = named(found, one);
    if (!is_same(one, other)) tell(subject, one, other);
  }
  for (const Property& one : found) {
    const bool is_new = std::none_of(expected.begin(), expected.end(),
                                     [&](const Property& other) { return other.name == one.name; });
    if (is_new && !one.value.empty()) tell(subject, unsaid(one), one);
  }
}

// Columns that come or go move no others.
void Differences::compare_columns(const Table& expected, const Table& found) {
  const auto pairs =
      paired(expected.columns, found.columns, [](const Column& one) { return one.name; });
  for (const Column* const one : pairs.missing)
    tell({Kind::column, found.name, one->name}, Change::missing);
  for (const Column* const one : pairs.unexpected)
    tell({Kind::column, found.name, one->name}, Change::unexpected);
  std::vector<std::pair<const Column*, std::string>> in_found;
  std::vector<std::string> expected_order, found_order;
  for (const auto& [before, after] : pairs.both) {
    compare({Kind::column, found.name, after->name}, properties_of(*before), properties_of(*after));
    expected_order.push_back(before->name);
    in_found.emplace_back(after, after->name);
  }
  std::sort(in_found.begin(), in_found.end());  // as they stand in the table
  for (auto& [column, name] : in_found) found_order.push_back(std::move(name));
  if (expected_order != found_order)
    tell({Kind::table, found.name}, {"column order", join(expected_order, ", "), Weight::informs},
         {"column order", join(found_order, ", "), Weight::informs});
}

template <class Part, class KindOf>
void Differences::compare_parts(const Name& object, const std::vector<Part>& expected,
                                const std::vector<Part>& found, const KindOf& kind_of_part) {
  if (expected.empty() && found.empty()) return;
  // An index is asked for by its name wherever it is.
  const bool names_matter =
      std::is_same_v<Part, Index> || comparison_.constraint_names == Weight::counts;
  Pairs<Part> pairs = paired(
      expected, found, [](const Part& one) { return is_named(one) ? one.name : std::string(); });
  // What somebody named on both sides, and not alike, is another one.
  pair_by(
      pairs, [](const Part& one) { return content(one); },
      [&](const Part& one, const Part& other) {
        return !names_matter || !is_named(one) || !is_named(other);
      });
  pair_by(
      pairs, [](const Part& one) { return subject(one); },
      [](const Part& one, const Part& other) { return !is_named(one) && !is_named(other); });
  for (const Part* const one : pairs.missing)
    tell({kind_of_part(*one), object, label_of(*one)}, Change::missing);
  for (const Part* const one : pairs.unexpected)
    tell({kind_of_part(*one), object, label_of(*one)}, Change::unexpected);
  for (const auto& [before, after] : pairs.both) {
    compare({kind_of_part(*after), object, label_of(*after)}, said_of(*before, *after),
            said_of(*after, *before));
  }
}

void Differences::compare_keys(const Table& expected, const Table& found) {
  const auto& before = expected.primary_key;
  const auto& after = found.primary_key;
  if (before && after) {
    compare({Kind::primary_key, found.name, label_of(*after)}, said_of(*before, *after),
            said_of(*after, *before));
  } else if (before) {
    tell({Kind::primary_key, found.name, label_of(*before)}, Change::missing);
  } else if (after) {
    tell({Kind::primary_key, found.name, label_of(*after)}, Change::unexpected);
  }
}

void Differences::compare_tables(const Table& expected, const Table& found) {
  compare({Kind::table, found.name}, properties_of(expected), properties_of(found));
  compare_columns(expected, found);
  compare_keys(expected, found);
  compare_parts(found.name, expected.uniques, found.uniques,
                [](const Key&) { return Kind::unique; });
  compare_parts(found.name, expected.foreign_keys, found.foreign_keys,
                [](const ForeignKey&) { return Kind::foreign_key; });
  compare_parts(found.name, expected.checks, found.checks,
                [](const Check& one) { return one.kind; });
  compare_parts(found.name, expected.indexes, found.indexes,
                [](const Index&) { return Kind::index; });
}

// A partition more is what its table is made for.
template <class Object>
void Differences::compare_objects(const std::vector<Object>& expected,
                                  const std::vector<Object>& found) {
  const auto arguments = [](const Object& one) -> std::string {
    if constexpr (requires { one.arguments; }) return one.arguments;
    return "";
  };
  const auto pairs = paired(expected, found, [&](const Object& one) {
    return std::tuple(kind_of(one), one.name.place, one.name.name, arguments(one));
  });
  for (const Object* const one : pairs.missing)
    tell({kind_of(*one), one->name, arguments(*one)}, Change::missing);
  for (const Object* const one : pairs.unexpected) {
    Weight weight = Weight::counts;
    if constexpr (requires { one->bound; }) {
      if (one->bound) weight = Weight::informs;
    }
    tell({kind_of(*one), one->name, arguments(*one)}, Change::unexpected, weight);
  }
  for (const auto& [before, after] : pairs.both) {
    if constexpr (std::is_same_v<Object, Table>) {
      compare_tables(*before, *after);
    } else {
      compare({kind_of(*after), after->name, arguments(*after)}, properties_of(*before),
              properties_of(*after));
    }
    if constexpr (std::is_same_v<Object, View>)
      compare_parts(after->name, before->indexes, after->indexes,
                    [](const Index&) { return Kind::index; });
  }
}

void Differences::compare_programs(const std::vector<Program>& expected,
                                   const std::vector<Program>& found) {
  const auto subject_of = [](const Program& one) {
    const bool stands_alone = one.table.empty() || one.kind == Kind::statistics;
    return stands_alone ? Subject{one.kind, one.name}
                        : Subject{one.kind, {one.name.place, one.table}, one.name.name};
  };
  const auto weight_of_all = [](const Program& one) {
    return one.kind == Kind::statistics ? Weight::informs : Weight::counts;
  };
  const auto pairs = paired(expected, found, [](const Program& one) {
    return std::tuple(one.kind, one.name.place, one.table, one.name.name);
  });
  for (const Program* const one : pairs.missing)
    tell(subject_of(*one), Change::missing, weight_of_all(*one));
  for (const Program* const one : pairs.unexpected)
    tell(subject_of(*one), Change::unexpected, weight_of_all(*one));
  for (const auto& [before, after] : pairs.both) {
    Program wanted = *before;
    if (before->definition == after->dumped || before->dumped == after->definition)
      wanted.definition = after->definition;
    compare(subject_of(*after), properties_of(wanted), properties_of(*after));
  }
}

// An extension more changes nothing of what was there.
void Differences::compare_schemas(const Schema& expected, const Schema& found) {
  const auto schemas =
      paired(expected.schemas, found.schemas, [](const Namespace& one) { return one.name; });
  for (const Namespace* const one : schemas.missing)
    tell({Kind::schema, {"", one->name}}, Change::missing);
  for (const Namespace* const one : schemas.unexpected)
    tell({Kind::schema, {"", one->name}}, Change::unexpected);
  for (const auto& [before, after] : schemas.both) {
    if (before->comment != after->comment)
      tell({Kind::schema, {"", after->name}},
           {"comment", before->comment.value_or(""), Weight::informs},
           {"comment", after->comment.value_or(""), Weight::informs});
  }
  const auto extensions =
      paired(expected.extensions, found.extensions, [](const Extension& one) { return one.name; });
  for (const Extension* const one : extensions.missing)
    tell({Kind::extension, {"", one->name}}, Change::missing);
  for (const Extension* const one : extensions.unexpected)
    tell({Kind::extension, {"", one->name}}, Change::unexpected, Weight::informs);
  for (const auto& [before, after] : extensions.both)
    compare({Kind::extension, {"", after->name}}, properties_of(*before), properties_of(*after));
}

void Differences::compare_grants(const Schema& expected, const Schema& found) {
  if (expected.grants.empty() || found.grants.empty()) return;
  using Key = std::tuple<Kind, std::string, std::string, std::string>;
  const auto gathered = [](const Schema& schema) {
    std::map<Key, std::set<std::string>> all;
    for (const Grant& one : schema.grants)
      all[{one.on, one.object.place, one.object.name, one.part}].insert(one.rights);
    return all;
  };
  const auto listed = [](const std::set<std::string>& rights) {
    return join(std::vector<std::string>(rights.begin(), rights.end()), ", ");
  };
  auto before = gathered(expected), after = gathered(found);
  for (const auto& [key, rights] : before) after[key];
  for (const auto& [key, rights] : after) {
    if (before[key] == rights) continue;
    const auto& [on, place, name, part] = key;
    tell({Kind::grant, {place, name}, part}, {"rights", listed(before[key]), Weight::informs},
         {"rights", listed(rights), Weight::informs});
  }
}

// What stands in no schema belongs to the whole database, and may be somebody else's.
void Differences::compare_untold(const Schema& expected, const Schema& found) {
  const auto pairs = paired(expected.untold, found.untold, [](const Untold& one) {
    return std::tuple(one.sort, one.name.place, one.name.name);
  });
  const auto told = [&](const std::vector<const Untold*>& all, Change change) {
    for (const Untold* const one : all)
      tell({Kind::other, one->name, one->sort}, change,
           one->name.place.empty() ? Weight::informs : Weight::counts);
  };
  told(pairs.missing, Change::missing);
  told(pairs.unexpected, Change::unexpected);
}

void Differences::compare(const Schema& expected, const Schema& found) {
  compare_schemas(expected, found);
  compare_objects(expected.types, found.types);
  compare_objects(expected.sequences, found.sequences);
  compare_objects(expected.tables, found.tables);
  compare_objects(expected.views, found.views);
  compare_objects(expected.routines, found.routines);
  compare_programs(expected.programs, found.programs);
  compare_grants(expected, found);
  compare_untold(expected, found);
}

std::vector<Difference> Differences::take() {
  std::stable_sort(all_.begin(), all_.end(), [](const Difference& a, const Difference& b) {
    return std::tie(a.kind, a.object.place, a.object.name, a.part, a.change) <
           std::tie(b.kind, b.object.place, b.object.name, b.part, b.change);
  });
  return std::move(all_);
}

}  // namespace

std::string label_of(const Key& key) {
  return is_named(key) ? key.name : "(" + join(key.columns, ", ") + ")";
}

std::string label_of(const ForeignKey& key) {
  return is_named(key) ? key.name : "(" + join(key.columns, ", ") + ") -> " + key.referenced.name;
}

std::string label_of(const Check& check) { return is_named(check) ? check.name : check.definition; }

std::string label_of(const Index& index) { return index.name; }

std::string_view to_text(Change change) {
  switch (change) {
    case Change::missing:
      return "missing";
    case Change::unexpected:
      return "unexpected";
    case Change::changed:
      break;
  }
  return "changed";
}

std::string Difference::to_text() const {
  const auto shown = [](const std::string& value) {
    return value.empty() ? "nothing" : "'" + value + "'";
  };
  const std::string thing = std::string(schema::to_text(kind)) + " " + full_name();
  if (change != Change::changed) return thing + " is " + std::string(schema::to_text(change));
  return thing + ": " + property + " is " + shown(found) + ", expected is " + shown(expected);
}

std::string Difference::full_name() const {
  const bool is_routine =
      kind == Kind::function || kind == Kind::procedure || kind == Kind::aggregate;
  if (is_routine) return object.to_text() + "(" + part + ")";
  if (kind == Kind::other) return part + " " + object.to_text();
  return part.empty() ? object.to_text() : object.to_text() + "." + part;
}

std::vector<Difference> differences(const Schema& expected, const Schema& found,
                                    const Comparison& comparison) {
  Differences all(comparison);
  if (comparison.places.empty()) {
    all.compare(expected, found);
    return all.take();
  }
  Schema moved = expected;
  move_places(moved, comparison.places);
  all.compare(moved, found);
  return all.take();
}

}  // namespace ebbtide::schema

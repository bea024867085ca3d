#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/model.h"
#include "sql/syntax.h"

namespace ebbtide::schema {

/// A property of an object that two of them can be compared by: `type`, `nullable`, `default`,
/// `delete rule`, or an option. Which properties an object has is said once, in properties.cpp;
/// comparison, snapshots and reports go by it.
struct Property {
  std::string name;
  std::string value;
  Weight weight = Weight::counts;
  bool is_sql = false;          ///< SQL, of which the layout says nothing
  std::string_view usual = {};  ///< what it is where it is not said
};
using Properties = std::vector<Property>;

/// What is said of an object, in a fixed order, without its parts. A key whose name the system made
/// has no `name` among them.
Properties properties_of(const Column& column);
Properties properties_of(const Key& key);
Properties properties_of(const ForeignKey& key);
Properties properties_of(const Check& check);
Properties properties_of(const Index& index);
Properties properties_of(const Table& table);
Properties properties_of(const View& view);
Properties properties_of(const Sequence& sequence);
Properties properties_of(const Type& type);
Properties properties_of(const Routine& routine);
Properties properties_of(const Program& program);
Properties properties_of(const Extension& extension);

/// What a part of a table is called by those who tell of it: its name, or what it says where the
/// system made the name.
std::string label_of(const Key& key);
std::string label_of(const ForeignKey& key);
std::string label_of(const Check& check);
std::string label_of(const Index& index);
/// `name, code DESC`: what the parts of an index say.
std::string text_of_parts(const Index& index);

enum class Change { missing, unexpected, changed };
/// `missing`, `unexpected`, `changed`.
std::string_view to_text(Change change);

/// One way in which what was found differs from what was expected: an object that is missing or
/// unexpected, or one property of it. The parts of a table that is missing or unexpected itself are
/// not told apart from it.
struct Difference {
  Kind kind = Kind::table;
  Change change = Change::changed;
  Name object;       ///< of a part: its table or view
  std::string part;  ///< a column, key, index, trigger …; a routine's arguments; else empty
  std::string property = {};  ///< of what is changed
  std::string expected = {}, found = {};
  Weight weight = Weight::counts;

  /// `public.orders.total`, `public.area(integer)`: the full name, without quotes.
  std::string full_name() const;
  /// `column public.orders.total is missing`; `table public.orders: comment is 'x', expected is
  /// nothing`.
  std::string to_text() const;
};

/// Which schema of what is expected stands for which one of what was found: pairs of names.
using Places = std::vector<std::pair<std::string, std::string>>;

/// How two schemas are held against each other.
struct Comparison {
  Places places = {};
  sql::Syntax syntax = {};  ///< of their texts, which may differ in layout alone
  /// What it means that a constraint is the same but for its name.
  Weight constraint_names = Weight::counts;
};

/// In what two schemas differ, in the order of kinds and names, so that it is the same at each run.
/// Names are compared exactly. Keys, checks and indexes are matched by name where somebody gave it,
/// and by what they say where the system did. Columns that both have and that stand in another
/// order are told as the table's property `column order`, which only informs. Rights are compared
/// where both sides were asked for them.
std::vector<Difference> differences(const Schema& expected, const Schema& found,
                                    const Comparison& comparison = {});

}  // namespace ebbtide::schema

// As Liquibase does, to the letter:
//
//   Missing Column(s):            blank at the end where some follow
//     SCHEMA: public              where several schemas are compared
//        public.orders.total      five blanks, in the order of the last part of the name
//   Changed Index(s): NONE
//
// and below what was changed, with ten blanks, what of it. What belongs to a table that is missing
// is listed too. Otherwise than Liquibase: the index that serves a constraint is part of it and not
// told twice; the names of the two databases are no difference; types, defaults and definitions are
// as the server prints them.
#include "cli/diff_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "operations/schema_reading.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Side = schema::Change;
using schema::Difference;
using schema::Kind;

/// A heading of the text.
struct Section {
  Kind kind;
  std::string_view name;
  bool is_known = true;  ///< to Liquibase, which tells that there is nothing too
};

constexpr std::array sections{
    Section{Kind::column, "Column"},
    Section{Kind::foreign_key, "Foreign Key"},
    Section{Kind::index, "Index"},
    Section{Kind::primary_key, "Primary Key"},
    Section{Kind::schema, "Schema"},
    Section{Kind::sequence, "Sequence"},
    Section{Kind::table, "Table"},
    Section{Kind::unique, "Unique Constraint"},
    Section{Kind::view, "View"},
    Section{Kind::aggregate, "Aggregate", false},
    Section{Kind::check, "Check Constraint", false},
    Section{Kind::domain, "Domain", false},
    Section{Kind::event, "Event", false},
    Section{Kind::exclusion, "Exclusion", false},
    Section{Kind::extension, "Extension", false},
    Section{Kind::function, "Function", false},
    Section{Kind::grant, "Grant", false},
    Section{Kind::materialized_view, "Materialized View", false},
    Section{Kind::policy, "Policy", false},
    Section{Kind::procedure, "Procedure", false},
    Section{Kind::rule, "Rule", false},
    Section{Kind::statistics, "Statistics", false},
    Section{Kind::trigger, "Trigger", false},
    Section{Kind::type, "Type", false},
    Section{Kind::other, "Other Object", false},
};

/// The words of Liquibase for properties, where it has some.
struct Word {
  Kind kind;
  std::string_view property, word;
};
constexpr std::array words{
    Word{Kind::column, "default", "defaultValue"},
    Word{Kind::column, "comment", "remarks"},
    Word{Kind::column, "identity", "autoIncrementInformation"},
    Word{Kind::table, "comment", "remarks"},
    Word{Kind::view, "comment", "remarks"},
    Word{Kind::view, "query", "definition"},
    Word{Kind::foreign_key, "delete rule", "deleteRule"},
    Word{Kind::foreign_key, "update rule", "updateRule"},
    Word{Kind::foreign_key, "initially deferred", "initiallyDeferred"},
    Word{Kind::foreign_key, "validated", "validate"},
    Word{Kind::foreign_key, "columns", "foreignKeyColumns"},
    Word{Kind::foreign_key, "referenced table", "primaryKeyTable"},
    Word{Kind::foreign_key, "referenced columns", "primaryKeyColumns"},
    Word{Kind::unique, "initially deferred", "initiallyDeferred"},
    Word{Kind::sequence, "type", "dataType"},
    Word{Kind::sequence, "start", "startValue"},
    Word{Kind::sequence, "increment", "incrementBy"},
    Word{Kind::sequence, "minimum", "minValue"},
    Word{Kind::sequence, "maximum", "maxValue"},
    Word{Kind::sequence, "cache", "cacheSize"},
    Word{Kind::sequence, "cycle", "willCycle"},
};

std::string word_for(const Difference& one) {
  const auto* const found = std::find_if(words.begin(), words.end(), [&](const Word& word) {
    return word.kind == one.kind && word.property == one.property;
  });
  return std::string(found == words.end() ? one.property : found->word);
}

std::string rule(const std::string& action) {
  if (action.empty() || action == "NO ACTION") return "importedKeyNoAction";
  if (action == "CASCADE") return "importedKeyCascade";
  if (action == "SET NULL") return "importedKeySetNull";
  if (action == "SET DEFAULT") return "importedKeySetDefault";
  return action == "RESTRICT" ? "importedKeyRestrict" : action;
}

/// A value as the text has it. What is not said is the usual one where Liquibase has a word for it.
std::string value_of(const Difference& one, const std::string& value) {
  if (one.property == "delete rule" || one.property == "update rule") return rule(value);
  const bool is_flag = one.property == "deferrable" || one.property == "initially deferred";
  if (value.empty() && is_flag) return "false";
  if (value.empty() && one.property == "validated") return "true";
  return value.empty() ? "null" : value;
}

/// The names of one side, as the text has them.
class Namer {
 public:
  explicit Namer(const schema::Schema& schema)
      : schema_(schema), place_(shown_place(schema.origin)) {}

  const schema::Schema& schema() const { return schema_; }
  std::string full(const schema::Name& name) const {
    const std::string& place = name.place.empty() ? place_ : name.place;
    return place.empty() ? name.name : place + "." + name.name;
  }
  std::string place_of(const schema::Name& name) const {
    return name.place.empty() ? place_ : name.place;
  }
  static std::string columns(const std::vector<std::string>& names) { return join(names, ", "); }
  std::string column_list(const schema::Name& table, const std::vector<std::string>& names) const {
    std::vector<std::string> all;
    for (const std::string& name : names) all.push_back(full(table) + "." + name);
    return "[" + join(all, ", ") + "]";
  }

  std::string of(const schema::Table& table, const schema::Key& key, Kind kind) const {
    const bool is_primary = kind == Kind::primary_key;
    return key.name + (key.name.empty() ? "on " : " on ") +
           (is_primary ? full(table.name) : table.name.name) + "(" + columns(key.columns) + ")";
  }
  std::string of(const schema::Table& table, const schema::ForeignKey& key) const {
    return (key.is_named ? key.name : "") + "(" + table.name.name + "[" + columns(key.columns) +
           "] -> " + key.referenced.name + "[" + columns(key.referenced_columns) + "])";
  }
  std::string of(const schema::Name& table, const schema::Index& index) const {
    return index.name + (index.is_unique ? " UNIQUE  ON " : " ON ") + full(table) + "(" +
           text_of_parts(index) + ")";
  }

 private:
  const schema::Schema& schema_;
  std::string place_;
};

/// One line with what is below it.
struct Entry {
  std::string place;   ///< the schema
  std::string sorted;  ///< what it is sorted by first
  std::string shown;
  std::vector<std::string> details = {};

  friend bool operator<(const Entry& a, const Entry& b) {
    return std::tie(a.sorted, a.shown) < std::tie(b.sorted, b.shown);
  }
};

/// All entries of the text by kind and change.
class Entries {
 public:
  Entries(const SchemaReport& report, const schema::Filter& filter)
      : report_(report), filter_(filter), reference_(report.reference), found_(report.found) {
    for (const Difference& one : report.differences) add(one);
  }

  const std::vector<Entry>& of(Kind kind, Side change) {
    auto& entries = entries_[{kind, change}];
    std::sort(entries.begin(), entries.end());
    for (Entry& one : entries) std::sort(one.details.begin(), one.details.end());
    return entries;
  }
  bool has(Kind kind) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const auto& one) {
      return one.first.first == kind && !one.second.empty();
    });
  }

 private:
  void add(const Difference& one);
  void add_whole_table(const Namer& namer, const schema::Table& table, Side change);
  void add_view_columns(const Namer& namer, const schema::View& view, Side change);
  void add_changed_view(const Difference& one);
  void put(Kind kind, Side change, Entry entry) {
    if (filter_.has(kind)) entries_[{kind, change}].push_back(std::move(entry));
  }
  /// The object as a line shows it, and what it is sorted by.
  Entry entry_of(const Namer& namer, const Difference& one) const;
  Entry entry_of_part(const Namer& namer, const schema::Table& table, const Difference& one) const;
  schema::Name on_side(const Namer& namer, schema::Name name) const;
  std::string detail(const Difference& one) const;

  const SchemaReport& report_;
  const schema::Filter& filter_;
  Namer reference_, found_;
  std::map<std::pair<Kind, Side>, std::vector<Entry>> entries_;
};

/// The name on the side of the reference, where the schema is another one there.
schema::Name Entries::on_side(const Namer& namer, schema::Name name) const {
  if (&namer != &reference_) return name;
  for (const auto& [before, after] : report_.compared) {
    if (name.place == after) {
      name.place = before;
      break;
    }
  }
  return name;
}

template <class Part>
const Part* find_part(const std::vector<Part>& parts, const std::string& name) {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& one) { return schema::label_of(one) == name; });
  return found == parts.end() ? nullptr : &*found;
}

Entry Entries::entry_of_part(const Namer& namer, const schema::Table& table,
                             const Difference& one) const {
  const std::string place = namer.place_of(table.name);
  if (one.kind == Kind::foreign_key) {
    if (const auto* const key = find_part(table.foreign_keys, one.part))
      return {place, key->name, namer.of(table, *key)};
  }
  if (one.kind == Kind::unique) {
    if (const auto* const key = find_part(table.uniques, one.part))
      return {place, key->name, namer.of(table, *key, one.kind)};
  }
  if (one.kind == Kind::primary_key && table.primary_key)
    return {place, table.primary_key->name, namer.of(table, *table.primary_key, one.kind)};
  if (one.kind == Kind::index) {
    if (const auto* const index = find_part(table.indexes, one.part))
      return {place, index->name, namer.of(table.name, *index)};
  }
  if (one.kind == Kind::check || one.kind == Kind::exclusion)
    return {place, one.part, one.part + " on " + namer.full(table.name)};
  return {place, one.part, namer.full(table.name) + "." + one.part};
}

Entry Entries::entry_of(const Namer& namer, const Difference& one) const {
  const schema::Name name = on_side(namer, one.object);
  const std::string place = namer.place_of(name);
  const schema::Table* const table = namer.schema().table(name);
  const bool is_routine =
      one.kind == Kind::function || one.kind == Kind::procedure || one.kind == Kind::aggregate;
  if (is_routine) return {place, name.name, name.name + "(" + one.part + ")"};
  if (one.kind == Kind::other) return {place, name.name, one.part + " " + name.name};
  if (!one.part.empty() && table != nullptr) return entry_of_part(namer, *table, one);
  if (one.kind == Kind::index) {
    if (const schema::View* const view = namer.schema().view(name)) {
      if (const auto* const index = find_part(view->indexes, one.part))
        return {place, index->name, namer.of(view->name, *index)};
    }
  }
  if (!one.part.empty()) return {place, one.part, namer.full(name) + "." + one.part};
  if (one.kind == Kind::schema)
    return {name.name, name.name, namer.schema().origin.catalog + "." + name.name};
  return {place, name.name, name.name};
}

std::string Entries::detail(const Difference& one) const {
  const auto shown = [&](const Namer& namer, const std::string& value) {
    const bool is_list = one.property == "columns" || one.property == "referenced columns";
    if (!is_list || value.empty()) return value_of(one, value);
    std::vector<std::string> names;
    std::size_t begin = 0;
    for (std::size_t end = value.find(", "); end != std::string::npos;
         end = value.find(", ", begin)) {
      names.push_back(value.substr(begin, end - begin));
      begin = end + 2;
    }
    names.push_back(value.substr(begin));
    return namer.column_list(on_side(namer, one.object), names);
  };
  return word_for(one) + " changed from '" + shown(reference_, one.expected) + "' to '" +
         shown(found_, one.found) + "'";
}

void Entries::add_whole_table(const Namer& namer, const schema::Table& table, Side change) {
  const std::string place = namer.place_of(table.name);
  for (const schema::Column& column : table.columns)
    put(Kind::column, change, {place, column.name, namer.full(table.name) + "." + column.name});
  if (table.primary_key)
    put(Kind::primary_key, change,
        {place, table.primary_key->name, namer.of(table, *table.primary_key, Kind::primary_key)});
  for (const schema::Key& key : table.uniques)
    put(Kind::unique, change, {place, key.name, namer.of(table, key, Kind::unique)});
  for (const schema::ForeignKey& key : table.foreign_keys)
    put(Kind::foreign_key, change, {place, key.name, namer.of(table, key)});
  for (const schema::Index& index : table.indexes)
    put(Kind::index, change, {place, index.name, namer.of(table.name, index)});
  for (const schema::Check& check : table.checks) {
    const std::string name = schema::label_of(check);
    put(check.kind, change, {place, name, name + " on " + namer.full(table.name)});
  }
}

void Entries::add_view_columns(const Namer& namer, const schema::View& view, Side change) {
  for (const std::string& column : view.columns)
    put(Kind::column, change,
        {namer.place_of(view.name), column, namer.full(view.name) + "." + column});
}

/// Columns that only one side's view has.
void Entries::add_changed_view(const Difference& one) {
  const schema::View* const before = report_.reference.view(on_side(reference_, one.object));
  const schema::View* const after = report_.found.view(one.object);
  if (before == nullptr || after == nullptr) return;
  const auto without = [](schema::View view, const schema::View& other) {
    std::erase_if(view.columns, [&](const std::string& name) {
      return std::find(other.columns.begin(), other.columns.end(), name) != other.columns.end();
    });
    return view;
  };
  add_view_columns(reference_, without(*before, *after), Side::missing);
  add_view_columns(found_, without(*after, *before), Side::unexpected);
}

void Entries::add(const Difference& one) {
  const Namer& namer = one.change == Side::unexpected ? found_ : reference_;
  if (one.change != Side::changed) {
    put(one.kind, one.change, entry_of(namer, one));
    const schema::Name name = on_side(namer, one.object);
    const schema::Table* const table = namer.schema().table(name);
    if (one.kind == Kind::table && table != nullptr) add_whole_table(namer, *table, one.change);
    const schema::View* const view = namer.schema().view(name);
    if (one.kind == Kind::view && view != nullptr) add_view_columns(namer, *view, one.change);
    return;
  }
  if (one.kind == Kind::view && one.property == "columns") add_changed_view(one);
  Entry entry = entry_of(namer, one);
  auto& entries = entries_[{one.kind, one.change}];
  if (entries.empty() || entries.back().shown != entry.shown) put(one.kind, one.change, entry);
  if (!entries.empty()) entries.back().details.push_back(detail(one));
}

void write_side(TextOutput& out, const schema::Origin& origin) {
  out << (origin.user.empty() ? std::string_view("null") : std::string_view(origin.user)) << " @ "
      << origin.url;
  const std::string place = shown_place(origin);
  if (!place.empty()) out << " (Default Schema: " << place << ")";
  out << "\n";
}

template <std::size_t size>
void write_product(TextOutput& out, const char (&what)[size], const std::string& reference,
                   const std::string& found) {
  out << what << ":";
  if (reference == found) {
    out << " EQUAL\n";
    return;
  }
  out << "\n     Reference:   '" << reference << "'\n     Target: '" << found << "'\n";
}

void write_entries(TextOutput& out, std::string_view change, std::string_view name,
                   const std::vector<Entry>& entries, const std::vector<std::string>& places) {
  out << change << " " << name << "(s): ";
  if (entries.empty()) out << "NONE";
  out << "\n";
  for (const std::string& place : places) {
    const bool is_any = std::any_of(entries.begin(), entries.end(), [&](const Entry& one) {
      return places.size() == 1 || one.place == place;
    });
    if (!is_any) continue;
    if (places.size() > 1) out << "  SCHEMA: " << place << "\n";
    for (const Entry& one : entries) {
      if (places.size() > 1 && one.place != place) continue;
      out << "     " << one.shown << "\n";
      for (const std::string& detail : one.details) (out << "          ").lines(detail) << "\n";
    }
  }
}

/// The schemas that entries are listed under, of both sides.
std::vector<std::string> places_of(const SchemaReport& report) {
  std::vector<std::string> places;
  for (const auto& [before, after] : report.compared) {
    places.push_back(before);
    places.push_back(after);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  if (report.compared.size() == 1) places = {""};
  return places;
}

}  // namespace

void write_diff(TextOutput& out, const SchemaReport& report, const schema::Filter& filter) {
  out << "Reference Database: ";
  write_side(out, report.reference.origin);
  out << "Comparison Database: ";
  write_side(out, report.found.origin);
  std::vector<std::string> compared;
  for (const auto& [before, after] : report.compared)
    compared.push_back(before == after ? before : before + " -> " + after);
  out << "Compared Schemas: " << join(compared, ", ") << "\n";
  write_product(out, "Product Name", report.reference.origin.product, report.found.origin.product);
  write_product(out, "Product Version", report.reference.origin.version,
                report.found.origin.version);
  Entries entries(report, filter);
  if (filter.has(Kind::schema))
    out << "Missing Catalog(s): NONE\nUnexpected Catalog(s): NONE\nChanged Catalog(s): NONE\n";
  const std::vector<std::string> places = places_of(report);
  for (const Section& section : sections) {
    const bool is_shown = section.is_known && can_have(report.found.origin, section.kind)
                              ? filter.has(section.kind)
                              : entries.has(section.kind);
    if (!is_shown) continue;
    write_entries(out, "Missing", section.name, entries.of(section.kind, Side::missing), places);
    write_entries(out, "Unexpected", section.name, entries.of(section.kind, Side::unexpected),
                  places);
    write_entries(out, "Changed", section.name, entries.of(section.kind, Side::changed), {""});
  }
}

}  // namespace ebbtide

// What was renamed is the same object: with its new name in place of the old one wherever that
// stands, the two schemas are compared as if nothing had been renamed.
//
// Where a name stands, the model tells for the most part: columns, keys, references, parents,
// owners of sequences, rights. Texts of the table's own (checks, predicates, generated columns,
// definitions) are edited token by token. A foreign key has two halves: before REFERENCES its names
// are those of its own table, behind it those of the other one. Texts of views and programs may
// mean another thing by the name, so that these are edited only where the caller wants it, and only
// those that use the table.
//
// People say a rename in either order, `old:new` or `new:old`. It is one where each side has
// exactly one of the two names; the one that `found` has is the old one. Tables are read first,
// since a column may be said with the new name of its table. They are carried out last: until then
// each rename of a column finds its table under the old name.
//
// Nobody has to say it where it can be guessed (look_like_renames): what is gone and what is new
// have the same shape, comments apart, and no second one of that shape came or went. Columns are
// only looked for within their table, tables within their schema. `a int, b int` for `c int, d int`
// is no guess.
//
// A server that makes the names of keys of those of tables keeps them when the table gets another
// name: `orders_pkey` of `sales`. rename_parts gives them the names that are expected, where all
// else is the same and the name is free, and tells which these were.
#include "schema/rename.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "sql/edit.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide::schema {
namespace {

/// One rename on its way through a schema.
class Renamer {
 public:
  Renamer(Schema& schema, const Rename& rename, const sql::Syntax& syntax, bool reaches_texts)
      : schema_(schema), rename_(rename), syntax_(syntax), reaches_texts_(reaches_texts) {}

  void run() {
    for (Table& table : schema_.tables) {
      if (table.name == rename_.table) within(table);
      for (ForeignKey& key : table.foreign_keys) in_reference(key);
      for (Name& parent : table.parents) name(parent);
    }
    for (Sequence& one : schema_.sequences) in_owner(one);
    if (reaches_texts_) in_views();
    in_programs();
    for (Grant& one : schema_.grants) in_grant(one);
  }

 private:
  bool is_column() const { return !rename_.column.empty(); }
  const std::string& old_name() const { return is_column() ? rename_.column : rename_.table.name; }
  bool is_about(const Name& table) const { return table == rename_.table; }

  void text(std::string& sql, bool keeps_labels = false) const {
    if (!sql.empty()) sql = sql::with_name(sql, old_name(), rename_.to, syntax_, keeps_labels);
  }
  void text(Text& sql) const {
    if (sql) text(*sql);
  }
  void column(std::string& name) const {
    if (is_column() && name == rename_.column) name = rename_.to;
  }
  void columns(std::vector<std::string>& names) const {
    for (std::string& one : names) column(one);
  }
  void name(Name& table) const {
    if (!is_column() && is_about(table)) table.name = rename_.to;
  }

  void within(Table& table) const;
  void in_index(Index& index) const;
  void in_reference(ForeignKey& key) const;
  void in_owner(Sequence& sequence) const;
  void in_views() const;
  void in_programs() const;
  void in_grant(Grant& grant) const;

  Schema& schema_;
  const Rename& rename_;
  const sql::Syntax& syntax_;
  bool reaches_texts_;
};

void Renamer::in_index(Index& index) const {
  for (IndexPart& part : index.parts) {
    if (part.is_expression) {
      text(part.text);
    } else {
      column(part.text);
    }
  }
  columns(index.included);
  text(index.predicate);
  text(index.definition);
}

void Renamer::within(Table& table) const {
  for (Column& one : table.columns) {
    column(one.name);
    text(one.generated);
    text(one.definition);
  }
  const auto in_key = [&](Key& key) {
    columns(key.columns);
    text(key.definition);
  };
  if (table.primary_key) in_key(*table.primary_key);
  for (Key& key : table.uniques) in_key(key);
  for (ForeignKey& key : table.foreign_keys) {
    columns(key.columns);
    const std::size_t split = find_ignoring_case(key.definition, "references");
    std::string own = key.definition.substr(0, split);
    text(own);
    key.definition = own + (split == std::string::npos ? "" : key.definition.substr(split));
  }
  for (Check& check : table.checks) text(check.definition);
  for (Index& index : table.indexes) in_index(index);
  text(table.partitioned_by);
  text(table.definition);
  name(table.name);
}

void Renamer::in_reference(ForeignKey& key) const {
  if (!is_about(key.referenced)) return;
  columns(key.referenced_columns);
  const std::size_t split = find_ignoring_case(key.definition, "references");
  if (split != std::string::npos) {
    std::string referenced = key.definition.substr(split);
    text(referenced);
    key.definition = key.definition.substr(0, split) + referenced;
  }
  name(key.referenced);
}

void Renamer::in_owner(Sequence& sequence) const {
  if (!sequence.owned_by || sequence.name.place != rename_.table.place) return;
  const std::string table = rename_.table.name + ".";
  if (!sequence.owned_by->starts_with(table)) return;
  std::string owner = sequence.owned_by->substr(table.size());
  column(owner);
  sequence.owned_by = (is_column() ? rename_.table.name : rename_.to) + "." + owner;
}

void Renamer::in_views() const {
  for (View& view : schema_.views) {
    if (std::find(view.uses.begin(), view.uses.end(), rename_.table) == view.uses.end()) continue;
    text(view.query, is_column());
    text(view.definition, is_column());
    for (Name& used : view.uses) name(used);
    for (ColumnName& read : view.reads) {
      if (!is_about(read.of)) continue;
      column(read.column);
      name(read.of);
    }
  }
}

// The table that a trigger is of is told by the catalog, and follows in every case.
void Renamer::in_programs() const {
  for (Program& program : schema_.programs) {
    const bool is_of_it =
        program.table == rename_.table.name && program.name.place == rename_.table.place;
    const bool uses_it =
        std::find(program.uses.begin(), program.uses.end(), rename_.table) != program.uses.end();
    if (reaches_texts_ && (is_of_it || uses_it)) text(program.definition);
    if (is_of_it && !is_column()) program.table = rename_.to;
    for (Name& used : program.uses) name(used);
  }
}

void Renamer::in_grant(Grant& grant) const {
  if (grant.on != Kind::table || !is_about(grant.object)) return;
  column(grant.part);
  name(grant.object);
}

/// The name of the schema of `expected` that stands for one of `found`.
std::string expected_place(const std::string& found, const Places& places) {
  for (const auto& [expected, one] : places)
    if (one == found) return expected;
  return found;
}

const Table* table_called(const Schema& schema, const std::string& said) {
  const std::string& usual = schema.origin.default_schema;
  const Table* other = nullptr;
  for (const Table& table : schema.tables) {
    const bool is_usual = table.name.place.empty() || table.name.place == usual;
    if ((is_usual && table.name.name == said) || table.name.to_text() == said) return &table;
    if (is_usual && equals_ignoring_case(table.name.name, said)) other = &table;
  }
  return other;
}

/// The table or column that is called so, with an empty new name.
std::optional<Rename> called(const Schema& schema, const std::string& said) {
  for (std::size_t dot = said.rfind('.'); dot != std::string::npos && dot > 0;
       dot = said.rfind('.', dot - 1)) {
    const Table* const table = table_called(schema, said.substr(0, dot));
    if (table == nullptr) continue;
    for (const Column& one : table->columns)
      if (equals_ignoring_case(one.name, said.substr(dot + 1)))
        return Rename{table->name, one.name, ""};
  }
  if (const Table* const table = table_called(schema, said)) return Rename{table->name, "", ""};
  return std::nullopt;
}

/// Reads the pairs, tables before columns, whose tables may have another name on the other side.
class Reading {
 public:
  Reading(const Schema& expected, const Schema& found, const Places& places)
      : expected_(expected), found_(found), places_(places) {}

  Renames read(const std::vector<std::string>& said) {
    Renames columns;
    for (const bool wants_tables : {true, false}) {
      for (const std::string& one : said) {
        const auto colon = one.rfind(':');
        if (colon == std::string::npos || colon == 0 || colon + 1 == one.size())
          throw UsageError("--rename=" + one + " is no pair of names; write " + form);
        const std::string left = one.substr(0, colon), right = one.substr(colon + 1);
        const auto old = called(found_, left);
        const bool is_table = is_of_table(left);
        if (is_table != wants_tables) continue;
        if (old && take(*old, right, wants_tables ? tables_ : columns)) continue;
        if (take_back(left, right, wants_tables ? tables_ : columns)) continue;
        throw UsageError("--rename=" + one +
                         ": the two names must be those of one thing, which each side has under "
                         "one of them alone; write " +
                         form);
      }
    }
    columns.insert(columns.end(), tables_.begin(), tables_.end());
    return columns;
  }

 private:
  static constexpr const char* form = "table.column:name, or table:name";

  bool is_of_table(const std::string& said) const {
    const auto found = called(found_, said);
    if (found) return found->column.empty();
    const auto expected = called(expected_, said);
    return expected && expected->column.empty();
  }

  Name expected_name(const Name& found) const {
    Name name{expected_place(found.place, places_), found.name};
    for (const Rename& one : tables_)
      if (one.table == found) name.name = one.to;
    return name;
  }

  /// The table of this place and name, and its column where one is named.
  static bool has(const Schema& schema, const Name& table, const std::string& column) {
    for (const Table& one : schema.tables)
      if (one.name == table) return column.empty() || one.column(column) != nullptr;
    return false;
  }

  bool take(Rename old, const std::string& to, Renames& renames) const {
    const Name there = expected_name(old.table);
    const bool is_column = !old.column.empty();
    const Name renamed{there.place, to};
    const bool fits = is_column ? has(expected_, there, to) && !has(expected_, there, old.column) &&
                                      !has(found_, old.table, to)
                                : has(expected_, renamed, "") && !has(expected_, there, "") &&
                                      !has(found_, {old.table.place, to}, "");
    if (!fits) return false;
    old.to = to;
    renames.push_back(std::move(old));
    return true;
  }

  /// The same where the new name is said first.
  bool take_back(const std::string& left, const std::string& right, Renames& renames) const {
    const auto wanted = called(expected_, left);
    if (!wanted) return false;
    for (const Table& table : found_.tables) {
      const bool is_it = expected_name(table.name) == wanted->table;
      const bool may_be = wanted->column.empty()
                              ? table.name.name == right &&
                                    expected_place(table.name.place, places_) == wanted->table.place
                              : is_it && table.column(right) != nullptr;
      if (!may_be) continue;
      const Rename old{table.name, wanted->column.empty() ? "" : right, ""};
      return take(old, wanted->column.empty() ? wanted->table.name : wanted->column, renames);
    }
    return false;
  }

  const Schema& expected_;
  const Schema& found_;
  const Places& places_;
  Renames tables_;
};

/// All that is said of an object, with its parts where it has some.
std::string shape_of(const Column& column) {
  std::string shape;
  for (const Property& one : properties_of(column))
    if (one.name != "comment") shape += one.name + '\x1f' + one.value + '\x1e';
  return shape;
}

std::string shape_of(const Table& table) {
  std::string shape;
  for (const Property& one : properties_of(table))
    if (one.name != "comment") shape += one.name + '\x1f' + one.value + '\x1e';
  for (const Column& one : table.columns) shape += one.name + '\x1d' + shape_of(one) + '\x1c';
  return shape;
}

/// What is gone and what is new, by its shape.
template <class Object>
struct Candidates {
  std::vector<const Object*> gone, fresh;
};

/// Tells of each shape that is gone once and new once.
template <class Object>
void pair(const std::map<std::string, Candidates<Object>>& by_shape,
          const std::function<void(const Object&, const Object&)>& tell) {
  for (const auto& [shape, one] : by_shape)
    if (one.gone.size() == 1 && one.fresh.size() == 1) tell(*one.gone.front(), *one.fresh.front());
}

const Table* table_of(const Schema& schema, const Name& name) {
  const auto found = std::find_if(schema.tables.begin(), schema.tables.end(),
                                  [&](const Table& one) { return one.name == name; });
  return found == schema.tables.end() ? nullptr : &*found;
}

/// What is said of a part beside its name.
template <class Part>
std::string said_of(const Part& part) {
  std::string said;
  for (const Property& one : properties_of(part))
    if (one.name != "name") said += one.name + '\x1f' + one.value + '\x1e';
  return said;
}

/// Renames the parts of one sort.
template <class Part>
void rename_parts(std::vector<Part>& parts, const std::vector<Part>& expected, Kind kind,
                  const Name& table, std::vector<PartRename>& all) {
  const auto has = [](const auto& those, const std::string& name) {
    return std::any_of(those.begin(), those.end(),
                       [&](const Part& one) { return one.name == name; });
  };
  for (Part& part : parts) {
    if (part.name.empty() || has(expected, part.name)) continue;
    const auto same = std::find_if(expected.begin(), expected.end(), [&](const Part& one) {
      return !one.name.empty() && !has(parts, one.name) && said_of(one) == said_of(part);
    });
    if (same == expected.end()) continue;
    all.push_back({kind, table, part.name, same->name});
    part.name = same->name;
  }
}

}  // namespace

std::vector<PartRename> rename_parts(Schema& schema, const Schema& expected, const Renames& renames,
                                     const Places& places) {
  std::vector<PartRename> all;
  for (Table& table : schema.tables) {
    const bool is_renamed = std::any_of(renames.begin(), renames.end(), [&](const Rename& one) {
      const bool is_it = one.table.name == table.name.name || one.to == table.name.name;
      return is_it && one.table.place == table.name.place;
    });
    const Table* const wanted =
        is_renamed ? table_of(expected, {expected_place(table.name.place, places), table.name.name})
                   : nullptr;
    if (wanted == nullptr) continue;
    if (table.primary_key && wanted->primary_key) {
      std::vector<Key> keys{*table.primary_key};
      rename_parts(keys, {*wanted->primary_key}, Kind::primary_key, table.name, all);
      table.primary_key = keys.front();
    }
    rename_parts(table.uniques, wanted->uniques, Kind::unique, table.name, all);
    rename_parts(table.foreign_keys, wanted->foreign_keys, Kind::foreign_key, table.name, all);
    rename_parts(table.checks, wanted->checks, Kind::check, table.name, all);
    rename_parts(table.indexes, wanted->indexes, Kind::index, table.name, all);
  }
  return all;
}

std::string Rename::to_text(const std::string& usual_place) const {
  const std::string name = table.place == usual_place ? table.name : table.to_text();
  return name + (column.empty() ? "" : "." + column) + ":" + to;
}

Name Renaming::old_name(const Name& table) const {
  for (const Rename& one : renames)
    if (one.column.empty() && one.table.place == table.place && one.to == table.name)
      return one.table;
  return table;
}

Renames read_renames(const std::vector<std::string>& said, const Schema& expected,
                     const Schema& found, const Places& places) {
  return Reading(expected, found, places).read(said);
}

void rename(Schema& schema, const Renames& renames, const sql::Syntax& syntax, bool reaches_texts) {
  for (const Rename& one : renames) rename_one(schema, one, syntax, reaches_texts);
  schema.sort();
}

void rename_one(Schema& schema, const Rename& rename, const sql::Syntax& syntax,
                bool reaches_texts) {
  Renamer(schema, rename, syntax, reaches_texts).run();
}

Renames look_like_renames(const Schema& expected, const Schema& found,
                          const std::vector<Difference>& differences, const Places& places) {
  Renames all;
  std::map<std::string, Candidates<Table>> tables;
  std::map<std::string, std::map<std::string, Candidates<Column>>> columns;
  std::map<std::string, Name> names;
  for (const Difference& one : differences) {
    if (one.change == Change::changed) continue;
    const bool is_gone = one.change == Change::unexpected;  // from what is wanted
    const Schema& side = is_gone ? found : expected;
    const Name there{is_gone ? one.object.place : expected_place(one.object.place, places),
                     one.object.name};
    const Table* table = table_of(side, there);
    if (table == nullptr) table = table_of(side, one.object);
    if (table == nullptr) continue;
    if (one.kind == Kind::table) {
      Candidates<Table>& of_shape = tables[one.object.place + '\x1f' + shape_of(*table)];
      (is_gone ? of_shape.gone : of_shape.fresh).push_back(table);
    }
    const Column* const column = one.kind == Kind::column ? table->column(one.part) : nullptr;
    if (column == nullptr) continue;
    names[one.object.to_text()] = one.object;
    Candidates<Column>& of_shape = columns[one.object.to_text()][shape_of(*column)];
    (is_gone ? of_shape.gone : of_shape.fresh).push_back(column);
  }
  pair<Table>(tables, [&](const Table& gone, const Table& fresh) {
    if (!gone.columns.empty()) all.push_back({gone.name, "", fresh.name.name});
  });
  for (const auto& one : columns) {
    const Name& table = names[one.first];
    pair<Column>(one.second, [&](const Column& gone, const Column& fresh) {
      all.push_back({table, gone.name, fresh.name});
    });
  }
  std::sort(all.begin(), all.end(),
            [](const Rename& a, const Rename& b) { return a.to_text("") < b.to_text(""); });
  return all;
}

Difference difference_of(const Rename& rename) {
  return {rename.kind(),
          Change::changed,
          rename.table,
          rename.column,
          "name",
          rename.to,
          rename.column.empty() ? rename.table.name : rename.column};
}

}  // namespace ebbtide::schema

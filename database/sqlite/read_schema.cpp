// SQLite has the text of each statement that made something, and pragmas that read it. Columns,
// foreign keys and indexes come from pragmas, for all tables at once; what no pragma tells, the
// text is taken apart for: names, checks, collations, expressions, deferral. The two meet by their
// order: pragmas number foreign keys from the last one backwards.
//
// A pragma fails for all tables where it fails for one: a virtual table whose module is not there,
// a view of something that is gone. These are asked one by one then, and what cannot be read is
// told by its text alone. The tables that a virtual table keeps its rows in are part of it.
//
//   the text says          the pragma says
//   `text`                 TEXT: the text counts, where they differ in nothing else
//   DEFAULT (1 + 1)        1 + 1: the text counts, with its brackets
//   COLLATE nocase         nothing of a column; of an index always one, which is told where it is
//                          not the column's own
//   CREATE INDEX … (a+b)   -2 and no name: the expression is that of the same place in the text
//
// Views and triggers know nothing of what they use. What their texts name and is there counts, be
// it a table or a column of the same name: for an order of statements too much is better than too
// little. All questions are asked within a savepoint, so that they see one state of the file.
#include "database/sqlite/read_schema.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "database/connection.h"
#include "database/names.h"
#include "database/read_schema.h"
#include "database/sqlite/facts.h"
#include "sql/table_clauses.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Column;
using sql::TableClause;
using Clause = TableClause::Kind;

std::string literal(std::string_view text) { return "'" + replace_all(text, "'", "''") + "'"; }

bool has(const TableClause& clause, std::string_view word) {
  return clause.has(word, sqlite_syntax);
}

std::vector<schema::Option> conflict_of(const TableClause& clause,
                                        const char* name = "on conflict") {
  std::string word = clause.word_behind({"on", "conflict"}, sqlite_syntax);
  if (word.empty()) return {};
  return {{name, std::move(word)}};
}

/// The reading of one database while it goes on.
class SqliteReading {
 public:
  SqliteReading(Connection& connection, std::vector<sql::Name> own)
      : connection_(connection), own_(std::move(own)) {}
  /// Of these tables alone, and none of the views and triggers.
  SqliteReading(Connection& connection, std::vector<sql::Name> own,
                const std::vector<std::string>& tables)
      : connection_(connection), own_(std::move(own)) {
    for (const std::string& table : tables)
      only_ += (only_.empty() ? "" : ", ") + literal(lower(table));
  }

  schema::Schema read(const Defaults& defaults) {
    schema_.origin = {"SQLite", connection_.server_version(), "sqlite", defaults.catalog,
                      "",       connection_.user(),           ""};
    read_objects();
    read_columns();
    read_foreign_keys();
    read_clauses();
    read_indexes();
    if (only_.empty()) find_uses();
    schema_.sort();
    return std::move(schema_);
  }
  /// Of one alone, whosoever it is.
  std::optional<schema::Table> read_table() {
    is_of_one_ = true;
    read_objects();
    if (schema_.tables.empty()) return std::nullopt;
    read_columns();
    read_foreign_keys();
    read_clauses();
    read_indexes();
    return std::move(schema_.tables.front());
  }

 private:
  struct Listed {
    std::string type;
    bool is_without_rowid = false;
    bool is_strict = false;
  };

  Rows ask(const std::string& sql) { return connection_.query({sql}); }
  /// A further condition on the column that has the name of a table.
  std::string of(std::string_view column) const {
    return only_.empty() ? "" : " AND lower(" + std::string(column) + ") IN (" + only_ + ")";
  }
  bool is_own(std::string_view name) const;
  std::map<std::string, Listed> listed_tables();
  bool is_kept_by_virtual(const std::string& name) const;
  void read_objects();
  void add_table(const std::string& name, const std::string& sql, const Listed& listed);
  void read_columns();
  void read_columns_of(std::string_view which);
  void read_columns_of_each(std::string_view type);
  void add_column(Row& row);
  void read_foreign_keys();
  void read_clauses();
  void add_clause(schema::Table& table, const std::string& column, const TableClause& clause,
                  std::size_t& foreign_keys);
  void add_key(schema::Table& table, const std::string& column, const TableClause& clause);
  void read_indexes();
  void find_uses();
  schema::Table* table(const std::string& name) {
    const auto found = tables_.find(name);
    return found == tables_.end() ? nullptr : &schema_.tables[found->second];
  }

  Connection& connection_;
  std::vector<sql::Name> own_;
  std::string only_;  ///< the tables, as SQL spells a list of texts; empty for all
  bool is_of_one_ = false;
  schema::Schema schema_;
  std::unordered_map<std::string, std::size_t> tables_, views_;
  std::unordered_map<std::string, std::string> index_texts_;
  std::vector<std::string> orphans_;  ///< virtual tables whose module is not
};

bool SqliteReading::is_own(std::string_view name) const {
  return starts_with_ignoring_case(name, "sqlite_") ||
         std::any_of(own_.begin(), own_.end(),
                     [&](const sql::Name& one) { return equals_ignoring_case(one.name, name); });
}

std::map<std::string, SqliteReading::Listed> SqliteReading::listed_tables() {
  std::map<std::string, Listed> listed;
  for (const Row& row : ask("SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = "
                            "'main'" +
                            of("name"))
                            .rows)
    listed[row[0].value_or("")] = {row[1].value_or(""), row[2] == "1", row[3] == "1"};
  return listed;
}

/// Where the module is not there, nobody says which tables are its.
bool SqliteReading::is_kept_by_virtual(const std::string& name) const {
  return std::any_of(orphans_.begin(), orphans_.end(), [&](const std::string& orphan) {
    return starts_with_ignoring_case(name, orphan + "_");
  });
}

void SqliteReading::read_objects() {
  const std::map<std::string, Listed> listed = listed_tables();
  std::set<std::string> modules;
  for (const Row& row : ask("SELECT lower(name) FROM pragma_module_list").rows)
    modules.insert(row[0].value_or(""));
  const Rows found =
      ask("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL" +
          of("tbl_name") + " ORDER BY name");
  for (const Row& row : found.rows) {
    sql::Cursor at(*row[3], sqlite_syntax, 16);
    if (row[0] == "table" && at.take_all({"create", "virtual"}) && at.skip_to("using") &&
        at.peek(1) != nullptr && !modules.contains(lower(at.peek(1)->value())))
      orphans_.push_back(*row[1]);
  }
  for (const Row& row : found.rows) {
    const std::string &name = *row[1], &on = *row[2], &text = *row[3];
    if (is_own(name) || is_own(on) || is_kept_by_virtual(on)) continue;
    const auto known = listed.find(row[0] == "view" ? name : on);
    const Listed kind = known == listed.end() ? Listed() : known->second;
    if (kind.type == "shadow" && !is_of_one_) continue;
    if (row[0] == "table") {
      add_table(name, text, kind);
    } else if (!only_.empty() && row[0] != "index") {
      continue;
    } else if (row[0] == "view") {
      views_[name] = schema_.views.size();
      schema::View& view = schema_.views.emplace_back();
      view.name = {"", name};
      view.query = sql::query_of_view(text, sqlite_syntax);
      view.definition = text;
    } else if (row[0] == "trigger") {
      schema::Program& trigger = schema_.programs.emplace_back();
      trigger.name = {"", name};
      trigger.table = on;
      trigger.definition = text;
    } else {
      index_texts_[name] = text;
    }
  }
}

void SqliteReading::add_table(const std::string& name, const std::string& sql,
                              const Listed& listed) {
  tables_[name] = schema_.tables.size();
  schema::Table& table = schema_.tables.emplace_back();
  table.name = {"", name};
  table.is_virtual = sql::Cursor(sql, sqlite_syntax, 2).sees("virtual", 1);
  if (listed.is_strict) table.options.push_back({"strict", ""});
  if (listed.is_without_rowid && !table.is_virtual) table.options.push_back({"without rowid", ""});
  table.definition = sql;
}

void SqliteReading::read_columns() {
  read_columns_of("type = 'table' AND sql NOT LIKE 'create virtual%'");
  const bool is_told = std::none_of(schema_.tables.begin(), schema_.tables.end(),
                                    [](const schema::Table& one) { return one.is_virtual; });
  if (!only_.empty() && is_told) return;
  try {
    read_columns_of("(type = 'view' OR sql LIKE 'create virtual%')");
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    for (schema::View& view : schema_.views) view.columns.clear();
    for (schema::Table& table : schema_.tables)
      if (table.is_virtual) table.columns.clear();
    read_columns_of_each("view");
    read_columns_of_each("table");
  }
}

void SqliteReading::read_columns_of(std::string_view which) {
  Rows rows = ask(
      "SELECT m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.hidden FROM (SELECT name "
      "FROM main.sqlite_master WHERE " +
      std::string(which) + of("name") +
      ") m JOIN pragma_table_xinfo(m.name, 'main') x WHERE x.hidden <> 1 ORDER BY m.name, x.cid");
  for (Row& row : rows.rows) add_column(row);
}

void SqliteReading::read_columns_of_each(std::string_view type) {
  std::vector<std::string> names;
  for (const schema::View& view : schema_.views)
    if (type == "view") names.push_back(view.name.name);
  for (const schema::Table& table : schema_.tables)
    if (type == "table" && table.is_virtual) names.push_back(table.name.name);
  for (const std::string& name : names) {
    try {
      read_columns_of("type = '" + std::string(type) + "' AND name = " + literal(name));
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      continue;  // its text is all that can be told of it
    }
  }
}

void SqliteReading::add_column(Row& row) {
  if (const auto view = views_.find(*row[0]); view != views_.end()) {
    schema_.views[view->second].columns.push_back(row[1].value_or(""));
    return;
  }
  schema::Table* const of = table(*row[0]);
  if (of == nullptr) return;
  Column& column = of->columns.emplace_back();
  column.name = row[1].value_or("");
  column.type = row[2].value_or("");
  column.nullable = row[3] == "0";
  column.by_default = row[4];
  if (row[5] == "2" || row[5] == "3") column.is_stored = row[5] == "3";
}

void SqliteReading::read_foreign_keys() {
  Rows rows =
      ask("SELECT m.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete, "
          "f.\"match\" FROM (SELECT "
          "name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'create virtual%'" +
          of("name") +
          ") m JOIN pragma_foreign_key_list(m.name, 'main') f ORDER BY m.name, f.id DESC, f.seq");
  std::string last;
  for (Row& row : rows.rows) {
    schema::Table* const of = table(*row[0]);
    if (of == nullptr) continue;
    const std::string one = *row[0] + " " + row[1].value_or("");
    if (one != std::exchange(last, one)) {
      schema::ForeignKey& key = of->foreign_keys.emplace_back();
      key.is_named = false;
      key.referenced = {"", row[2].value_or("")};
      if (row[5] != "NO ACTION") key.on_update = row[5].value_or("");
      if (row[6] != "NO ACTION") key.on_delete = row[6].value_or("");
    }
    of->foreign_keys.back().columns.push_back(row[3].value_or(""));
    if (row[4]) of->foreign_keys.back().referenced_columns.push_back(*row[4]);
  }
}

void SqliteReading::read_clauses() {
  for (schema::Table& table : schema_.tables) {
    if (table.is_virtual) continue;
    std::vector<sql::TablePart> parts;
    try {
      parts = sql::table_parts(table.definition, sqlite_syntax);
    } catch (const Error&) {
      continue;  // somebody wrote into sqlite_master
    }
    std::size_t foreign_keys = 0;
    for (const sql::TablePart& part : parts) {
      for (Column& column : table.columns) {
        if (part.column.empty() || !equals_ignoring_case(column.name, part.column)) continue;
        column.definition = part.definition;
        // The pragma says TEXT where somebody wrote text.
        if (equals_ignoring_case(column.type, part.type)) column.type = part.type;
      }
      for (const TableClause& clause : part.clauses)
        add_clause(table, part.column, clause, foreign_keys);
    }
  }
}

void SqliteReading::add_clause(schema::Table& table, const std::string& in,
                               const TableClause& clause, std::size_t& foreign_keys) {
  const auto found = std::find_if(
      table.columns.begin(), table.columns.end(),
      [&](const Column& one) { return !in.empty() && equals_ignoring_case(one.name, in); });
  Column none;
  Column& column = found == table.columns.end() ? none : *found;
  switch (clause.kind) {
    case Clause::primary_key:
      if (has(clause, "autoincrement")) column.numbering.emplace();
      return add_key(table, column.name, clause);
    case Clause::unique:
      return add_key(table, column.name, clause);
    case Clause::foreign_key: {
      if (foreign_keys >= table.foreign_keys.size()) return;
      schema::ForeignKey& key = table.foreign_keys[foreign_keys++];
      key.name = clause.name;
      key.is_named = !clause.name.empty();
      key.is_inline = !in.empty();
      const bool is_not = clause.word_behind({"not"}, sqlite_syntax) == "DEFERRABLE";
      key.deferral.is_deferrable = has(clause, "deferrable") && !is_not;
      key.deferral.is_deferred = key.deferral.is_deferrable &&
                                 clause.word_behind({"initially"}, sqlite_syntax) == "DEFERRED";
      const std::string match = clause.word_behind({"match"}, sqlite_syntax);
      if (!match.empty() && match != "SIMPLE") key.options.push_back({"match", match});
      key.definition = clause.text;
      return;
    }
    case Clause::check: {
      schema::Check& check = table.checks.emplace_back();
      check.name = clause.name;
      check.is_named = !clause.name.empty();
      check.is_inline = !in.empty();
      check.definition = clause.text;
      return;
    }
    case Clause::not_null:
      for (schema::Option& option : conflict_of(clause, "not null on conflict"))
        column.options.push_back(std::move(option));
      return;
    case Clause::by_default:
      if (column.by_default) column.by_default = clause.value;
      return;
    case Clause::collation:
      column.collation = clause.value;
      return;
    case Clause::generated:
      column.generated = clause.value;
      return;
    case Clause::other:
      return;
  }
}

void SqliteReading::add_key(schema::Table& table, const std::string& column,
                            const TableClause& clause) {
  schema::Key key;
  key.name = clause.name;
  key.is_named = !clause.name.empty();
  key.is_inline = !column.empty();
  key.columns = column.empty() ? clause.columns : std::vector{column};
  // As they are spelled where the table has them.
  for (std::string& name : key.columns)
    for (const Column& one : table.columns)
      if (equals_ignoring_case(one.name, name)) name = one.name;
  key.options = conflict_of(clause);
  key.definition = clause.text;
  if (clause.kind == Clause::primary_key) {
    table.primary_key = std::move(key);
  } else {
    table.uniques.push_back(std::move(key));
  }
}

void SqliteReading::read_indexes() {
  Rows rows =
      ask("SELECT m.name, l.name, l.\"unique\", x.cid, x.name, x.\"desc\", x.coll FROM (SELECT "
          "name FROM "
          "main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'create virtual%'" +
          of("name") +
          ") m JOIN pragma_index_list(m.name, 'main') l JOIN pragma_index_xinfo(l.name, 'main') x "
          "WHERE "
          "l.origin = 'c' AND x.key = 1 ORDER BY m.name, l.name, x.seqno");
  sql::IndexText text;
  for (Row& row : rows.rows) {
    schema::Table* const of = table(*row[0]);
    const auto defined = index_texts_.find(*row[1]);
    if (of == nullptr || defined == index_texts_.end()) continue;
    if (of->indexes.empty() || of->indexes.back().name != *row[1]) {
      text = sql::index_text(defined->second, sqlite_syntax);
      schema::Index& index = of->indexes.emplace_back();
      index.name = *row[1];
      index.is_unique = row[2] == "1";
      if (!text.predicate.empty()) index.predicate = text.predicate;
      index.definition = defined->second;
    }
    schema::Index& index = of->indexes.back();
    schema::IndexPart& part = index.parts.emplace_back();
    part.is_expression = row[3] == "-2";
    part.text = row[4].value_or("");
    if (part.is_expression && index.parts.size() <= text.parts.size())
      part.text = text.parts[index.parts.size() - 1];
    part.is_descending = row[5] == "1";
    const Column* const column = part.is_expression ? nullptr : of->column(part.text);
    const std::string usual = column == nullptr ? "BINARY" : column->collation.value_or("BINARY");
    if (row[6] && !equals_ignoring_case(*row[6], usual)) part.collation = *row[6];
  }
}

/// Views and triggers keep no note of what they are about: what their texts name.
void SqliteReading::find_uses() {
  std::map<std::string, sql::Name> known;
  for (const schema::Table& one : schema_.tables) known[lower(one.name.name)] = one.name;
  for (const schema::View& one : schema_.views) known[lower(one.name.name)] = one.name;
  const auto named_in = [&](const std::string& text, const std::string& self) {
    std::set<std::string> words;
    for (const std::string& word : sql::Cursor(text, sqlite_syntax).names_behind())
      words.insert(lower(word));
    std::vector<sql::Name> names;
    for (const std::string& word : words) {
      const auto found = known.find(word);
      if (found != known.end() && found->second.name != self) names.push_back(found->second);
    }
    return names;
  };
  for (schema::View& one : schema_.views) one.uses = named_in(one.query, one.name.name);
  for (schema::Program& one : schema_.programs) one.uses = named_in(one.definition, one.table);
}

/// All questions see one state of the file; for that it need not be written to.
class OneState {
 public:
  explicit OneState(Connection& connection) : connection_(connection) {
    connection_.query({"SAVEPOINT ebbtide_reading"});
  }
  ~OneState() {
    try {
      connection_.query({"RELEASE ebbtide_reading"});
    } catch (const std::exception&) {
      // Then it ends with the session.
    }
  }
  OneState(const OneState&) = delete;
  OneState& operator=(const OneState&) = delete;

 private:
  Connection& connection_;
};

}  // namespace

schema::Schema read_sqlite_schema(Connection& connection, const Defaults& defaults,
                                  const schema::Scope&, const std::vector<sql::Name>& own) {
  const OneState state(connection);
  return SqliteReading(connection, own).read(defaults);
}

schema::Schema read_sqlite_tables(Connection& connection, const Defaults& defaults,
                                  const SomeTables& tables, const std::vector<sql::Name>& own) {
  const OneState state(connection);
  std::vector<std::string> names;
  for (const sql::Name& name : tables.names) names.push_back(name.name);
  return SqliteReading(connection, own, names).read(defaults);
}

std::optional<schema::Table> read_sqlite_table(Connection& connection, std::string_view name) {
  return SqliteReading(connection, {}, {std::string(name)}).read_table();
}

}  // namespace ebbtide

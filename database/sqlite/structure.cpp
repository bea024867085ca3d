// SQLite has the text of each statement that made something, and pragmas that read it. A column's
// type, NOT NULL and default come from a pragma, which is in one spelling; checks, collations and
// generated columns are in no pragma and are picked out of the text, sorted, as words with one
// blank between (canonical), so that two tables that were written differently are equal where they
// mean the same.
//
// Unique and foreign keys have no names that last: sqlite_autoindex_t_1 counts. Their columns stand
// in the place of a name, for a comparison would else see all of them change with the first that is
// gone.
#include <algorithm>

#include "database/sqlite/catalog.h"
#include "database/sqlite/facts.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// A statement in one spelling: blanks, quotes and the case of keywords do not count.
std::string canonical(std::string_view sql, std::size_t from = 0) {
  std::vector<std::string> words;
  const auto tokens = sql::code_of(sql, sqlite_syntax);
  for (std::size_t i = from; i < tokens.size(); ++i) {
    words.push_back(tokens[i].kind == sql::TokenKind::text   ? "'" + tokens[i].value() + "'"
                    : tokens[i].kind == sql::TokenKind::word ? lower(tokens[i].value())
                                                             : tokens[i].value());
  }
  return join(words, " ");
}

/// Just behind the parenthesis that closes the one at `open`.
std::size_t behind_parenthesis(const std::vector<sql::Token>& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")") && --depth == 0) return i + 1;
  }
  return tokens.size();
}

/// What the text of a table says and no pragma tells: checks, collations, generated columns,
/// counting, and what follows the parentheses.
std::string further_clauses(const std::string& sql) {
  const auto tokens = sql::code_of(sql, sqlite_syntax);
  std::vector<std::string> clauses;
  const auto text = [&](std::size_t begin, std::size_t end) {
    return canonical(sql::text_between(sql, tokens[begin], tokens[end - 1]));
  };
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool has_body = tokens[i].is("check") || tokens[i].is("as");
    if (has_body && tokens[i + 1].is("(")) {
      clauses.push_back(text(i, behind_parenthesis(tokens, i + 1)));
    } else if (tokens[i].is("collate")) {
      clauses.push_back(text(i, i + 2));
    } else if (tokens[i].is("autoincrement") || tokens[i + 1].is("rowid") ||
               tokens[i].is("strict")) {
      clauses.push_back(lower(tokens[i].value()));
    }
  }
  if (!tokens.empty() && tokens.back().is("autoincrement")) clauses.push_back("autoincrement");
  std::sort(clauses.begin(), clauses.end());
  return join(clauses, "; ");
}

std::vector<std::string> names_in(const std::string& sql, const std::vector<std::string>& known) {
  std::vector<std::string> used;
  for (const sql::Token& token : sql::code_of(sql, sqlite_syntax)) {
    if (!token.is_name()) continue;
    for (const std::string& name : known) {
      const bool is_new = std::find(used.begin(), used.end(), name) == used.end();
      if (is_new && equals_ignoring_case(name, token.value())) used.push_back(name);
    }
  }
  return used;
}

}  // namespace

void SqliteCatalog::add_keys(const schema::Table& table,
                             std::vector<StructureObject>& objects) const {
  if (table.primary_key) {
    objects.push_back({"primary key", "", table.name.name, "",
                       join(table.primary_key->columns, ", "), table.primary_key->columns});
  }
  for (const schema::Key& key : table.uniques) {
    // SQLite numbers the names of these; the columns tell them apart.
    objects.push_back(
        {"unique constraint", "", table.name.name, join(key.columns, ", "), "", key.columns});
  }
  const Rows keys = query(
      "SELECT id, group_concat(\"from\", ', '), \"table\", group_concat(coalesce(\"to\", ''), ', "
      "'), "
      "on_update, on_delete FROM (SELECT * FROM pragma_foreign_key_list(" +
      literal(table.name.name) + ") ORDER BY id, seq) GROUP BY id");
  for (const Row& row : keys.rows) {
    const std::string other = row[2].value_or("");
    StructureObject key{"foreign key",
                        "",
                        table.name.name,
                        row[1].value_or("") + " to " + other,
                        row[3].value_or("") + " on update " + row[4].value_or("") + " on delete " +
                            row[5].value_or(""),
                        split_list(row[1].value_or("")),
                        {other}};
    for (const std::string& column : split_list(row[3].value_or("")))
      key.uses.push_back(other + "." + column);
    objects.push_back(std::move(key));
  }
}

void SqliteCatalog::add_table(const std::string& name, const std::string& sql,
                              std::vector<StructureObject>& objects) const {
  const auto found = table({{}, {}, name});
  if (!found) return;
  StructureObject object{"table", "", "", name, further_clauses(sql)};
  for (const Row& row : query("SELECT name, type, \"notnull\", dflt_value, hidden FROM "
                              "pragma_table_xinfo(" +
                              literal(name) + ") ORDER BY cid")
                            .rows) {
    std::string text = row[1].value_or("") + (row[2] == "1" ? " NOT NULL" : "");
    if (row[3]) text += " DEFAULT " + *row[3];
    if (row[4] != "0") text += " hidden " + row[4].value_or("");
    object.columns.push_back(row[0].value_or(""));
    objects.push_back({"column", "", name, row[0].value_or(""), text});
  }
  objects.push_back(std::move(object));
  add_keys(*found, objects);
}

Structure SqliteCatalog::structure(StructureScope) const {
  std::vector<StructureObject> objects;
  const std::vector<std::string> known = table_names();
  const Rows found = query(
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE "
      "'\\'");
  for (const Row& row : found.rows) {
    const std::string name = row[1].value_or(""), sql = row[3].value_or("");
    if (row[0] == "table") {
      add_table(name, sql, objects);
    } else if (row[0] == "view") {
      objects.push_back({"view", "", "", name, canonical(sql), {}, names_in(sql, known)});
    } else if (!sql.empty()) {
      StructureObject object{row[0].value_or(""), "", row[2].value_or(""), name, canonical(sql)};
      for (const Row& column :
           query("SELECT name FROM pragma_index_info(" + literal(name) + ") ORDER BY seqno").rows)
        object.columns.push_back(column[0].value_or(""));
      objects.push_back(std::move(object));
    }
  }
  return Structure(std::move(objects));
}

}  // namespace ebbtide

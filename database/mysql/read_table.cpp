// One table by one question: SHOW CREATE TABLE, which the server answers in one spelling whatever
// the statement was that made the table, a line for each column, key and constraint:
//
//   CREATE TABLE `orders` (
//     `id` int(11) NOT NULL AUTO_INCREMENT,
//     `shop` int(11) DEFAULT NULL,
//     PRIMARY KEY (`id`),
//     UNIQUE KEY `u` (`shop`,`id`),
//     KEY `fk` (`shop`(10) DESC) USING HASH COMMENT 'a',
//     CONSTRAINT `fk` FOREIGN KEY (`shop`) REFERENCES `shops` (`id`) ON DELETE CASCADE,
//     CONSTRAINT `c` CHECK (`id` > 0)
//   ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4
//
// Names stand in back quotes, or in double ones where the session's mode wants that. Texts have no
// line ends: the server escapes them.
#include "database/connection.h"
#include "database/facts.h"
#include "database/mysql/read_schema.h"
#include "database/mysql/schema_reading.h"
#include "database/mysql/schema_text.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The words a clause of a column begins with, as the server prints them.
bool begins_clause(const sql::Cursor& at) {
  return at.sees_any({"not", "null", "default", "on", "auto_increment", "comment", "collate",
                      "character", "generated", "check", "invisible", "without", "srid"});
}

/// A default, up to the next clause.
std::string take_value(sql::Cursor& at) {
  if (at.at_end()) return "";
  const sql::Token first = *at.peek();
  if (!at.skip_brackets()) at.skip();
  while (!at.at_end() && !begins_clause(at))
    if (!at.skip_brackets()) at.skip();
  return std::string(at.text_from(first));
}

std::string take_brackets(sql::Cursor& at) {
  if (!at.sees("(")) return "";
  const sql::Token open = *at.peek();
  at.skip_brackets();
  const std::string_view text = at.text_from(open);
  return std::string(text.substr(1, text.size() - 2));
}

/// `(`a`(10) DESC,(lower(`b`)))`.
std::vector<schema::IndexPart> take_parts(sql::Cursor& at) {
  std::vector<schema::IndexPart> parts;
  if (!at.take("(")) return parts;
  while (!at.at_end() && !at.take(")")) {
    schema::IndexPart& part = parts.emplace_back();
    part.is_expression = at.sees("(");
    part.text = part.is_expression ? take_brackets(at) : at.take_plain_name().value_or("");
    part.prefix = take_brackets(at);
    part.is_descending = at.take("desc");
    if (!at.take(",") && !at.sees(")")) at.skip();
  }
  return parts;
}

std::string take_action(sql::Cursor& at) {
  if (at.take("cascade")) return "CASCADE";
  if (at.take_all({"set", "null"})) return "SET NULL";
  if (at.take_all({"set", "default"})) return "SET DEFAULT";
  if (!at.take_all({"no", "action"})) at.take("restrict");
  return "";
}

schema::Column column_of(sql::Cursor at) {
  schema::Column column;
  column.name = at.take_plain_name().value_or("");
  column.definition = at.rest();
  column.type = at.take_type();
  while (!at.at_end()) {
    if (at.take_all({"not", "null"})) {
      column.nullable = false;
    } else if (at.take("default")) {
      column.by_default = take_value(at);
      if (column.by_default == "NULL") column.by_default.reset();
    } else if (at.take("auto_increment")) {
      column.numbering.emplace();
    } else if (at.take_all({"generated", "always", "as"})) {
      column.generated = take_brackets(at);
      column.is_stored = !at.sees("virtual");
    } else if (!at.skip_brackets()) {
      at.skip();
    }
  }
  return column;
}

schema::ForeignKey foreign_key_of(sql::Cursor at, std::string name, const std::string& place) {
  schema::ForeignKey key{std::move(name)};
  key.definition = at.rest();
  at.take_all({"foreign", "key"});
  key.columns = at.take_columns();
  at.take("references");
  key.referenced = at.take_name().value_or(sql::Name{});
  if (key.referenced.place.empty()) key.referenced.place = place;
  key.referenced_columns = at.take_columns();
  while (!at.at_end()) {
    if (at.take_all({"on", "delete"})) {
      key.on_delete = take_action(at);
    } else if (at.take_all({"on", "update"})) {
      key.on_update = take_action(at);
    } else {
      at.skip();
    }
  }
  return key;
}

/// From `KEY` on, with what stands before it taken.
schema::Index index_of(sql::Cursor at, std::string name, std::string method) {
  schema::Index index{std::move(name)};
  index.method = method.empty() ? "BTREE" : std::move(method);
  index.parts = take_parts(at);
  if (at.take("using") && !at.at_end()) index.method = upper(at.peek()->text);
  index.is_invisible = at.has_behind("invisible") || at.has_behind("ignored");
  return index;
}

}  // namespace

/// What is none of these lines, such as a period, is passed over.
void MysqlReading::add_line(schema::Table& table, std::string_view line,
                            const sql::Syntax& syntax) {
  sql::Cursor at(line, syntax);
  if (at.at_end()) return;
  if (at.peek()->kind == sql::TokenKind::name) {
    table.columns.push_back(column_of(at));
    sql::Cursor check(table.columns.back().definition, syntax);
    if (check.skip_to("check"))
      table.checks.push_back({.name = table.columns.back().name,
                              .is_named = false,
                              .definition = std::string(check.rest()),
                              .is_inline = true});
  } else if (at.take("constraint")) {
    std::string name = at.take_plain_name().value_or("");
    if (at.sees("foreign")) {
      table.foreign_keys.push_back(foreign_key_of(at, std::move(name), place_));
    } else {
      table.checks.push_back({.name = std::move(name), .definition = std::string(at.rest())});
    }
  } else if (at.take_all({"primary", "key"})) {
    add_index(table, index_of(at, "PRIMARY", ""));
  } else if (!at.sees("period")) {
    const bool is_unique = at.take("unique");
    const std::string method = at.take("fulltext")  ? "FULLTEXT"
                               : at.take("spatial") ? "SPATIAL"
                                                    : "";
    if (!at.take("key")) return;
    std::string name = at.take_plain_name().value_or("");
    schema::Index index = index_of(at, std::move(name), method);
    index.is_unique = is_unique;
    add_index(table, std::move(index));
  }
}

std::optional<schema::Table> MysqlReading::read_shown(const std::string& name) {
  Rows rows;
  try {
    rows = ask("SHOW CREATE TABLE " + in_back_quotes(database_) + "." + in_back_quotes(name));
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    // It is not there, or this user has no right to know.
    if (error.state() == "42S02" || error.state() == "42000") return std::nullopt;
    throw;
  }
  const std::string text = rows.rows.at(0).at(1).value_or("");
  sql::Syntax syntax = connection_.facts().syntax;
  sql::Cursor at(text, syntax, 4);
  at.take("create");
  at.take("temporary");
  if (!at.take("table")) return std::nullopt;
  if (!at.at_end() && at.peek()->text.starts_with('"')) {
    syntax.name_marks = "``\"\"";
    syntax.double_quotes_are_text = false;
  }
  schema::Table table{{place_, rows.rows[0][0].value_or(name)}};
  const auto lines = split(text, '\n');
  for (std::size_t i = 1; i < lines.size() && !lines[i].starts_with(')'); ++i) {
    std::string_view line = trim(lines[i]);
    if (line.ends_with(',')) line.remove_suffix(1);
    add_line(table, line, syntax);
  }
  if (contains(lines.back(), " SEQUENCE=1")) return std::nullopt;
  table.definition = without_next_number(text);
  return table;
}

std::optional<schema::Table> read_mysql_table(Connection& connection, const std::string& database,
                                              const std::string& place, const std::string& name) {
  schema::Schema none;
  const std::vector<sql::Name> own;
  return MysqlReading(connection, database, place, own, none).read_shown(name);
}

}  // namespace ebbtide
